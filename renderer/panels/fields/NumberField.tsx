import { type KeyboardEvent, type ReactNode, useId } from 'react'
import { text } from '../../text/text.ts'
import { boundsOf, isRequired, whyNoNumber } from './check.ts'
import { numberOf, stepped } from './number.ts'
import { FieldError, saidOf, useFieldOfForm } from './SheetForm.tsx'

interface NumberFieldProps {
  readonly label: string
  /** Stands behind the label, for eyes and ears alike; null: it has none (a year), it can be chosen, or the label says it. */
  readonly unit: string | null
  /** The path in the request that the form sends (`SheetForm`): bounds, and whether it must be there, are the schema's. */
  readonly name?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string | undefined
  /** Where the sheet asks for what the request only allows. */
  readonly required?: boolean
  /** Where the range is another one than that of the request, from the place that has it. */
  readonly min?: number
  readonly max?: number
  /** It must be a whole number, by a rule that is none of the request's. */
  readonly whole?: boolean
  /** Beside the number: its unit, where that can be chosen. */
  readonly beside?: ReactNode
}

/**
 * The one field for numbers: takes 37.5 and 37,5 wherever the computer is, and never guesses. A text to the browser, which
 * else would drop what it cannot read, turn figures at a touch of the wheel and read a comma as its own language does.
 */
export function NumberField(props: NumberFieldProps) {
  const { unit, name, value, onChange, hint, required, whole, beside } = props
  const label = unit === null ? props.label : text.common.inUnit(props.label, unit)
  const id = useId()
  const given = {
    ...(props.min === undefined ? {} : { min: props.min }),
    ...(props.max === undefined ? {} : { max: props.max }),
  }
  const { schema, error } = useFieldOfForm({ label, name, required, whole, ...given }, value, whyNoNumber)
  const bounds = { ...boundsOf(schema), ...given }
  const step = (event: KeyboardEvent) => {
    if (
      (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') ||
      event.altKey ||
      event.ctrlKey ||
      event.metaKey
    )
      return
    event.preventDefault()
    const next = stepped(value, event.key === 'ArrowUp' ? 1 : -1, bounds)
    if (next !== null) onChange(next)
  }
  const input = (
    <input
      id={id}
      name={name}
      type="text"
      inputMode="decimal"
      role="spinbutton"
      autoComplete="off"
      value={value}
      aria-valuemin={bounds.min}
      aria-valuemax={bounds.max}
      aria-valuenow={numberOf(value)}
      aria-required={required || isRequired(schema) || undefined}
      {...saidOf(id, hint, error)}
      onKeyDown={step}
      onChange={event => onChange(event.target.value)}
    />
  )
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {beside === undefined ? (
        input
      ) : (
        <span className="weight-entry">
          {input}
          {beside}
        </span>
      )}
      <FieldError id={`${id}-error`}>{error}</FieldError>
      {hint ? (
        <small id={`${id}-hint`} className="dim">
          {hint}
        </small>
      ) : null}
    </div>
  )
}
