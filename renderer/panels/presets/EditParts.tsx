import { limitAlarmIds, type Priority, priorities } from '../../../shared/alarm/ids.ts'
import { editableRanges } from '../../../shared/limit-ranges.ts'
import type { LimitTable } from '../../../shared/limits.ts'
import { figuresOf } from '../../../shared/presets/figures.ts'
import type { Preset } from '../../../shared/presets/preset.ts'
import { delayRangesS, farRanges, windowMin } from '../../../shared/presets/ranges.ts'
import { vitals } from '../../../shared/vitals.ts'
import { words as shared, text } from '../../text/text.ts'
import { SelectField, TextField } from '../fields/fields.tsx'
import { addRule, farKey, levelKey, levelName, removeRule, setField } from './edit.ts'
import { type EditProps, FigureField } from './FigureField.tsx'

const words = text.presets.sheets

export interface PartProps extends EditProps {
  readonly preset: Preset
  /** The shipped preset that it is based on. */
  readonly base: Preset
}

/** The measurements and their windows. What ships as required stays required. */
export function RuleFields({ preset, base, edits, onEdits }: PartProps) {
  return (
    <>
      {edits.dueIds.map(id => (
        <RuleField key={id} id={id} preset={preset} base={base} edits={edits} onEdits={onEdits} />
      ))}
      <p>
        <button type="button" onClick={() => onEdits(addRule(edits, preset))}>
          {words.add}
        </button>
      </p>
    </>
  )
}

function RuleField({ id, preset, base, edits, onEdits }: PartProps & { readonly id: string }) {
  const isFixed = base.due.some(rule => rule.id === id && rule.class === 'required')
  const anchor = preset.due.find(rule => rule.id === id)?.anchor ?? 't0'
  const field = (name: string) => `due.${id}.${name}`
  const set = (name: string) => (value: string) => onEdits(setField(edits, field(name), value))
  const minutes = [
    [words.target(id), 'targetMin'],
    [words.from(id), 'fromMin'],
    [words.to(id), 'toMin'],
  ] as const
  return (
    <fieldset>
      <legend>
        {words.rule(id)}, {shared.presets.anchors[anchor]}
      </legend>
      <div className="field-row">
        <TextField
          label={words.ruleLabel(id)}
          value={edits.fields[field('label')] ?? ''}
          onChange={set('label')}
          required
        />
        {isFixed ? (
          <p className="dim">{words.mustBe}</p>
        ) : (
          <SelectField
            label={words.class(id)}
            value={edits.fields[field('class')] ?? 'recommended'}
            onChange={set('class')}
            options={(['required', 'recommended'] as const).map(value => ({
              value,
              label: shared.presets.classes[value],
            }))}
          />
        )}
      </div>
      <div className="preset-windows">
        {minutes.map(([label, name]) => (
          <FigureField
            key={name}
            label={label}
            unit={null}
            field={field(name)}
            range={windowMin}
            whole
            quiet
            edits={edits}
            onEdits={onEdits}
          />
        ))}
      </div>
      {isFixed ? null : (
        <p>
          <button type="button" onClick={() => onEdits(removeRule(edits, id))}>
            {words.remove(id)}
          </button>
        </p>
      )}
    </fieldset>
  )
}

/** Limits and delays, each within its safe range; the others are shown as they are. */
export function LimitFields(part: PartProps) {
  return (
    <fieldset>
      <legend>{words.limits}</legend>
      {limitAlarmIds.flatMap(alarm =>
        priorities.map(priority => (
          <LevelFields key={`${alarm} ${priority}`} alarm={alarm} priority={priority} {...part} />
        )),
      )}
      {limitAlarmIds.map(alarm => (
        <FarFields key={alarm} alarm={alarm} {...part} />
      ))}
    </fieldset>
  )
}

interface LevelProps extends PartProps {
  readonly alarm: keyof LimitTable
  readonly priority: Priority
}

function LevelFields({ alarm, priority, preset, edits, onEdits }: LevelProps) {
  if (!preset.limits[alarm].levels[priority]) return null
  const name = levelName(alarm, priority)
  const [limit, delay] = [editableRanges[alarm]?.[priority], delayRangesS[alarm]?.[priority]]
  if (!limit && !delay) {
    const figure = figuresOf(preset, shared).find(({ path }) => path === `limits.${alarm}.${priority}`)
    return <p className="dim">{words.fixed(name, figure?.value ?? '')}</p>
  }
  const fields = [
    ['limit', limit],
    ['delay', delay],
  ] as const
  return (
    <div className="field-row">
      {fields.map(([what, range]) =>
        range ? (
          <FigureField
            key={what}
            label={words[what](name)}
            unit={what === 'limit' ? unitOf(preset, alarm) : null}
            field={levelKey(alarm, priority, what)}
            range={range}
            edits={edits}
            onEdits={onEdits}
          />
        ) : null,
      )}
    </div>
  )
}

const unitOf = (preset: Preset, alarm: keyof LimitTable) => vitals[preset.limits[alarm].parameter].unit

/** How far below the HIGH limit does not wait, and for how long (AR-19). */
function FarFields({ alarm, preset, edits, onEdits }: PartProps & { readonly alarm: keyof LimitTable }) {
  const ranges = farRanges[alarm]
  if (!ranges) return null
  const name = text.room.names[alarm]
  const labels = [words.farPoints(name), words.farFor(name)]
  return (
    <div className="field-row">
      {ranges.map((range, index) => (
        <FigureField
          key={farKey(alarm, index)}
          label={labels[index] ?? ''}
          unit={index === 0 ? unitOf(preset, alarm) : null}
          field={farKey(alarm, index)}
          range={range}
          edits={edits}
          onEdits={onEdits}
        />
      ))}
    </div>
  )
}
