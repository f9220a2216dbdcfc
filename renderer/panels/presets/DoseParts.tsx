import { ceilingOf } from '../../../shared/presets/ceiling.ts'
import { figuresOf } from '../../../shared/presets/figures.ts'
import { ceilingRanges, doseMg, doseMgPerKg } from '../../../shared/presets/ranges.ts'
import { words as shared, text } from '../../text/text.ts'
import type { PartProps } from './EditParts.tsx'
import { setField, settledKey } from './edit.ts'
import { FigureField } from './FigureField.tsx'

const words = text.presets.sheets

/** The most of a session; the dose itself only where a skeleton leaves it to the clinic. */
export function DoseFields({ preset, base, ...edited }: PartProps) {
  const inMg = 'mg' in ceilingOf(preset)
  const byWeight = 'mgPerKg' in preset.dose
  return (
    <div className="field-row">
      {base.toComplete?.includes('dose') ? (
        <FigureField
          label={byWeight ? words.dose : words.doseMg}
          unit={null}
          field="dose"
          range={byWeight ? doseMgPerKg : doseMg}
          {...edited}
        />
      ) : null}
      <FigureField
        label={words.ceiling(inMg ? 'mg' : 'mg/kg')}
        unit={null}
        field="ceiling"
        range={ceilingRanges[preset.route][inMg ? 'mg' : 'mgPerKg']}
        {...edited}
      />
    </div>
  )
}

/** What came with a skeleton and waits for the medical director: each figure is ticked by itself. */
export function OpenFields({ preset, edits, onEdits }: PartProps) {
  const { toComplete = [] } = preset
  if (toComplete.length === 0) return null
  const figures = new Map(figuresOf(preset, shared).map(figure => [figure.path, figure]))
  return (
    <fieldset>
      <legend>{words.toComplete}</legend>
      <p className="dim">{words.toCompleteNote}</p>
      {toComplete.map(path => (
        <label key={path} className="check">
          <input
            type="checkbox"
            checked={edits.fields[settledKey(path)] === 'yes'}
            onChange={event => onEdits(setField(edits, settledKey(path), event.target.checked ? 'yes' : ''))}
          />
          {figures.get(path)?.label ?? path}
        </label>
      ))}
    </fieldset>
  )
}
