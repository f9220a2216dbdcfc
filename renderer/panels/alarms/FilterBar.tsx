import { useId } from 'react'
import { Button, Input, Label, SearchField, ToggleButton, ToggleButtonGroup } from 'react-aria-components'
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
      <SearchField className="field" value={filter.find} onChange={find => onChange({ ...filter, find })}>
        <Label className="label">{words.find}</Label>
        <div className="history-find">
          <Input placeholder={words.findHint} />
          <Button aria-label={words.clearFind}>×</Button>
        </div>
      </SearchField>
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
      <ToggleButtonGroup
        selectionMode="multiple"
        aria-labelledby={id}
        selectedKeys={chosen}
        onSelectionChange={keys => onChange(new Set(options.filter(option => keys.has(option))))}
      >
        {options.map(option => (
          <ToggleButton key={option} id={option}>
            {names[option]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}
