import './weight.css'
import { isWeightOff, kgOfLb, shareOff } from '../../../shared/session/weight.ts'
import { format, text } from '../../text/text.ts'
import { readNumber, Select } from './fields.tsx'
import { NumberField } from './NumberField.tsx'
import { numberOf } from './number.ts'

const words = text.doses

/** A weight as it is being typed. */
export interface WeightEntry {
  readonly value: string
  readonly unit: 'kg' | 'lb'
  /** It was looked at a second time. */
  readonly right: boolean
}

export function startWeight(kg?: number): WeightEntry {
  return { value: kg === undefined ? '' : String(kg), unit: 'kg', right: false }
}

/** What is known of the weight before. */
export interface KnownWeight {
  readonly kg: number
  /** Of an earlier session. */
  readonly wallMs?: number
}

interface WeightFieldProps {
  readonly entry: WeightEntry
  readonly onEntry: (entry: WeightEntry) => void
  readonly known: KnownWeight | null
  /** Where the request has it, if not at its top: `patient.`. */
  readonly under?: string
  /** Where the sheet asks for it; in kg or in pounds, so that no schema can. */
  readonly required?: boolean
}

/** The weight in kg or in pounds. One far off the last known weight has the old one beside it, and somebody says that it is right. */
export function WeightField({ entry, onEntry, known, under = '', required = false }: WeightFieldProps) {
  const kg = kgOf(entry)
  const hint = entry.unit === 'lb' && kg !== undefined ? words.inKg(kg) : undefined
  const isOff = kg !== undefined && known !== null && isWeightOff(kg, known.kg)
  return (
    <div className="weight">
      <NumberField
        label={words.weight}
        unit={null}
        name={`${under}${entry.unit === 'lb' ? 'weightLb' : 'weightKg'}`}
        value={entry.value}
        onChange={value => onEntry({ ...entry, value, right: false })}
        hint={hint}
        required={required}
        beside={
          <Select
            label={words.unit}
            value={entry.unit}
            onChange={unit => onEntry({ ...entry, unit: unit === 'lb' ? 'lb' : 'kg', right: false })}
            options={(['kg', 'lb'] as const).map(value => ({ value, label: words.units[value] }))}
          />
        }
      />
      {isOff ? (
        <div className="second-look" role="status">
          <p>
            {words.weightOff(kg, Math.round(shareOff(kg, known.kg) * 100), known.kg, dayOf(known.wallMs))}
          </p>
          <label className="check">
            <input
              type="checkbox"
              checked={entry.right}
              onChange={event => onEntry({ ...entry, right: event.target.checked })}
            />
            {words.weightRight}
          </label>
        </div>
      ) : null}
    </div>
  )
}

/** In kg, as far as it is a number yet. */
export function kgOf({ value, unit }: WeightEntry): number | undefined {
  const number = numberOf(value)
  if (number === undefined || number <= 0) return undefined
  return unit === 'lb' ? kgOfLb(number) : number
}

/** As it is asked for; nothing where the field is empty. @throws Error naming the field when it is no number */
export function askedWeight({ value, unit }: WeightEntry): {
  readonly weightKg?: number
  readonly weightLb?: number
} {
  const number = readNumber(words.weight, value)
  if (number === undefined) return {}
  return unit === 'lb' ? { weightLb: number } : { weightKg: number }
}

function dayOf(wallMs: number | undefined): string {
  return wallMs === undefined ? '' : words.ofDay(format().day(wallMs))
}
