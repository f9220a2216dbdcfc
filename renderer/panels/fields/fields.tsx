import { type HTMLInputTypeAttribute, type ReactNode, useId } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { text } from '../../text/text.ts'

/* Labelled fields, all alike on every sheet. Values are text until a form reads them. */

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: HTMLInputTypeAttribute
  readonly hint?: string
  readonly required?: boolean
  readonly list?: readonly string[]
  /** Where writing begins when the sheet opens. */
  readonly autoFocus?: boolean
}

export function TextField(props: FieldProps) {
  const { label, value, onChange, type = 'text', hint, required, list, autoFocus = false } = props
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        required={required ?? false}
        data-autofocus={autoFocus || undefined}
        autoComplete="off"
        aria-describedby={hint ? `${id}-hint` : undefined}
        list={list ? `${id}-list` : undefined}
        onChange={event => onChange(event.target.value)}
      />
      {hint ? (
        <small id={`${id}-hint`} className="dim">
          {hint}
        </small>
      ) : null}
      {list ? (
        <datalist id={`${id}-list`}>
          {list.map(option => (
            <option key={option} value={option} />
          ))}
        </datalist>
      ) : null}
    </div>
  )
}

/** Several short texts, one a line. */
export function LinesField({
  label,
  value,
  onChange,
  hint,
}: Required<Pick<FieldProps, 'label' | 'value' | 'onChange' | 'hint'>>) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={4}
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={event => onChange(event.target.value)}
      />
      <small id={`${id}-hint`} className="dim">
        {hint}
      </small>
    </div>
  )
}

/** A number as text, with the right keyboard on a touch screen. */
export function NumberField(
  props: Omit<FieldProps, 'type' | 'autoFocus'> & { readonly min?: number; readonly max?: number },
) {
  const { label, value, onChange, hint, min, max } = props
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        step="any"
        min={min}
        max={max}
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={event => onChange(event.target.value)}
      />
      {hint ? (
        <small id={`${id}-hint`} className="dim">
          {hint}
        </small>
      ) : null}
    </div>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
}

interface SelectProps {
  readonly label: string
  readonly value: string
  readonly options: readonly Option[]
  readonly onChange: (value: string) => void
}

export function SelectField({ label, value, options, onChange }: SelectProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={event => onChange(event.target.value)}>
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}

/** A few options, all in sight. */
export function Choices({ label, value, options, onChange }: SelectProps) {
  return (
    <RadioGroup className="field" value={value} onChange={onChange}>
      <Label className="label">{label}</Label>
      <div className="choices">
        {options.map(option => (
          <Radio key={option.value} value={option.value}>
            {option.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}

/** The core's refusal, or what is missing, in one sentence. */
export function FormError({ children }: { readonly children: ReactNode }) {
  if (!children) return null
  return (
    <p className="error" role="alert">
      {children}
    </p>
  )
}

/** A field's number; undefined when it is empty. @throws Error naming the field when it is no number */
export function readNumber(label: string, value: string): number | undefined {
  if (value.trim() === '') return undefined
  const number = Number(value.replace(',', '.'))
  if (!Number.isFinite(number)) throw new Error(text.common.wrong.noNumber(label, value))
  return number
}

/** A field's text; undefined when it is empty. */
export function readText(value: string): string | undefined {
  const trimmed = value.trim()
  return trimmed === '' ? undefined : trimmed
}
