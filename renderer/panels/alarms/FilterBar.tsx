import { useId, useRef } from 'react'
import { type AlarmId, priorities } from '../../../shared/alarm/ids.ts'
import { text } from '../../text/text.ts'
import { SelectField } from '../fields/fields.tsx'
import { type HistoryFilter, rowStates } from './filter.ts'

const words = text.history
const ALL = ''

interface FilterBarProps {
  readonly filter: HistoryFilter
  /** Those that there are. */
  readonly alarms: readonly AlarmId[]
  readonly onChange: (filter: HistoryFilter) => void
}

/** Which alarms are to be seen: by words, by alarm, by priority, by what became of them. */
export function FilterBar({ filter, alarms, onChange }: FilterBarProps) {
  const options = alarms.map(alarm => ({ value: alarm, label: text.room.names[alarm] }))
  return (
    <div className="history-filter">
      <FindField find={filter.find} onChange={find => onChange({ ...filter, find })} />
      <SelectField
        label={words.alarm}
        value={filter.alarm ?? ALL}
        options={[{ value: ALL, label: words.allAlarms }, ...options]}
        onChange={value => onChange({ ...filter, alarm: alarms.find(alarm => alarm === value) ?? null })}
      />
      <Toggles
        label={words.priority}
        chosen={filter.priorities}
        options={priorities.toReversed()}
        names={words.priorities}
        onChange={chosen => onChange({ ...filter, priorities: chosen })}
      />
      <Toggles
        label={words.state}
        chosen={filter.states}
        options={rowStates}
        names={words.states}
        onChange={chosen => onChange({ ...filter, states: chosen })}
      />
    </div>
  )
}

interface FindFieldProps {
  readonly find: string
  readonly onChange: (find: string) => void
}

/** Esc empties it before it closes the sheet. */
function FindField({ find, onChange }: FindFieldProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="field">
      <label htmlFor={id}>{words.find}</label>
      <div className="history-find">
        <input
          id={id}
          ref={input}
          type="search"
          placeholder={words.findHint}
          value={find}
          onChange={event => onChange(event.target.value)}
          onKeyDown={event => {
            if (event.key !== 'Escape' || find === '') return
            event.stopPropagation()
            event.preventDefault()
            onChange('')
          }}
        />
        {find === '' ? null : (
          <button
            type="button"
            aria-label={words.clearFind}
            onClick={() => {
              onChange('')
              input.current?.focus()
            }}
          >
            ×
          </button>
        )}
      </div>
    </div>
  )
}

interface TogglesProps<T extends string> {
  readonly label: string
  readonly chosen: ReadonlySet<T>
  readonly options: readonly T[]
  readonly names: Readonly<Record<T, string>>
  readonly onChange: (chosen: ReadonlySet<T>) => void
}

function Toggles<T extends string>({ label, chosen, options, names, onChange }: TogglesProps<T>) {
  const id = useId()
  return (
    <div className="history-toggles">
      <span id={id} className="dim">
        {label}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has a frame and a legend of its own */}
      <div role="group" aria-labelledby={id}>
        {options.map(option => (
          <button
            key={option}
            type="button"
            aria-pressed={chosen.has(option)}
            onClick={() =>
              onChange(new Set(options.filter(known => chosen.has(known) !== (known === option))))
            }
          >
            {names[option]}
          </button>
        ))}
      </div>
    </div>
  )
}
