import { trendAlarmIds } from '../../../shared/alarm/ids.ts'
import { defaultLimits } from '../../../shared/presets/default-limits.ts'
import { limitPhases } from '../../../shared/presets/preset.ts'
import { vitals } from '../../../shared/vitals.ts'
import { words as shared, text } from '../../text/text.ts'
import { SelectField } from '../fields/fields.tsx'
import { setField } from './edit.ts'
import { phaseKey, phaseLevelName, phaseLevels, trendKey } from './edit-more.ts'
import { type EditProps, FigureField } from './FigureField.tsx'

const words = text.presets.sheets

/** Each trend alarm, on or off. */
export function TrendFields({ edits, onEdits }: EditProps) {
  return (
    <fieldset>
      <legend>{words.trends}</legend>
      {trendAlarmIds.map(alarm => (
        <SelectField
          key={alarm}
          label={words.trend(shared.alarms[alarm], shared.presets.trends[alarm])}
          value={edits.fields[trendKey(alarm)] ?? 'off'}
          onChange={value => onEdits(setField(edits, trendKey(alarm), value))}
          options={[
            { value: 'off', label: words.off },
            { value: 'on', label: words.on },
          ]}
        />
      ))}
    </fieldset>
  )
}

/** Limits of a part of the session; an empty field: as in the rest. */
export function PhaseFields({ edits, onEdits }: EditProps) {
  return (
    <fieldset>
      <legend>{words.phases}</legend>
      <p className="dim">{words.phasesNote}</p>
      {limitPhases.map(phase => (
        <details key={phase}>
          <summary>{words.phase(shared.record.limits.phases[phase])}</summary>
          {phaseLevels.map(level => {
            const key = phaseKey(phase, level.alarm, level.priority)
            return (
              <FigureField
                key={key}
                label={shared.presets.phaseLimit(phaseLevelName(level), shared.record.limits.phases[phase])}
                unit={vitals[defaultLimits[level.alarm].parameter].unit}
                field={key}
                range={level.range}
                mayBeEmpty
                edits={edits}
                onEdits={onEdits}
              />
            )
          })}
        </details>
      ))}
    </fieldset>
  )
}
