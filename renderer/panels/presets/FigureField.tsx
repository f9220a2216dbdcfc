import type { Range } from '../../../shared/presets/ranges.ts'
import { text } from '../../text/text.ts'
import { NumberField } from '../fields/NumberField.tsx'
import { type Edits, setField } from './edit.ts'

export interface EditProps {
  readonly edits: Edits
  readonly onEdits: (edits: Edits) => void
}

interface FigureProps extends EditProps {
  readonly label: string
  readonly unit: string | null
  /** Of `Edits`. */
  readonly field: string
  /** From where the schema of presets has it. */
  readonly range: Range
  /** Minutes are whole. */
  readonly whole?: boolean
  /** An empty field: as in the rest of the session. */
  readonly mayBeEmpty?: boolean
  /** The range is not written below, where many of the same stand side by side. */
  readonly quiet?: boolean
}

/** One figure of a preset, within its range. */
export function FigureField(props: FigureProps) {
  const { label, unit, field, edits, onEdits, whole = false, mayBeEmpty = false, quiet = false } = props
  const [min, max] = props.range
  return (
    <NumberField
      label={label}
      unit={unit}
      value={edits.fields[field] ?? ''}
      onChange={value => onEdits(setField(edits, field, value))}
      min={min}
      max={max}
      whole={whole}
      required={!mayBeEmpty}
      hint={quiet ? undefined : text.presets.sheets.range(min, max)}
    />
  )
}
