import { type HTMLInputTypeAttribute, type ReactNode, useId } from 'react'
import { text } from '../../text/text.ts'
import { isRequired, whyNoNumber, whyNoText } from './check.ts'
import { numberOf } from './number.ts'
import { Radios } from './Radios.tsx'
import { FieldError, saidOf, useFieldOfForm } from './SheetForm.tsx'

/* Labelled fields, all alike on every sheet. Values are text until a form reads them. */

interface FieldProps {
  readonly label: string
  /** The path in the request that the form sends (`SheetForm`): bounds, and whether it must be there, are the schema's. */
  readonly name?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: HTMLInputTypeAttribute
  readonly hint?: string
  /** Where the sheet asks for what the request only allows. */
  readonly required?: boolean
  /** What is said where nothing is written, if it is more than the usual. */
  readonly missing?: string
  /** What is wrong with it besides, by a rule that is none of the request's; null: nothing. */
  readonly also?: (typed: string) => string | null
  readonly list?: readonly string[]
  /** Where writing begins when the sheet opens. */
  readonly autoFocus?: boolean
}

export function TextField(props: FieldProps) {
  const { label, name, value, onChange, type = 'text', hint, required, list, autoFocus = false } = props
  const { missing = type === 'password' ? text.common.wrong.typeIt(label) : undefined, also } = props
  const id = useId()
  const { schema, error } = useFieldOfForm(
    { label, name, required, missing },
    value,
    (typed, rule) => whyNoText(typed, rule) ?? also?.(typed) ?? null,
  )
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        value={value}
        required={required ?? isRequired(schema)}
        data-autofocus={autoFocus || undefined}
        autoComplete="off"
        {...saidOf(id, hint, error)}
        list={list ? `${id}-list` : undefined}
        onChange={event => onChange(event.target.value)}
      />
      <FieldError id={`${id}-error`}>{error}</FieldError>
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

export function SelectField(props: SelectProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <Select {...props} id={id} />
    </div>
  )
}

/** Without a label in sight, where what stands beside it says what it is; with an `id` a label names it. */
export function Select({ label, value, options, onChange, id }: SelectProps & { readonly id?: string }) {
  return (
    <div className="select">
      <select
        id={id}
        aria-label={id === undefined ? label : undefined}
        value={value}
        onChange={event => onChange(event.target.value)}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <span aria-hidden="true">{(options.find(option => option.value === value) ?? options[0])?.label}</span>
    </div>
  )
}

interface ChoicesProps extends SelectProps {
  /** What is said where none is chosen, if one must be. */
  readonly missing?: string | undefined
  /** Where that is said once for several: the id of it. */
  readonly saidAt?: string
}

/** A few options, all in sight. */
export function Choices({ label, value, options, onChange, missing, saidAt }: ChoicesProps) {
  const id = useId()
  const { error } = useFieldOfForm({ label, required: missing !== undefined, missing }, value, whyNoText)
  return (
    <div
      className="field"
      role="radiogroup"
      aria-labelledby={`${id}-label`}
      aria-required={missing !== undefined}
      {...(error === null ? {} : { 'aria-invalid': true, 'aria-describedby': saidAt ?? `${id}-error` })}
    >
      <span id={`${id}-label`} className="label">
        {label}
      </span>
      <div className="choices">
        <Radios value={value} options={options} onChange={onChange} />
      </div>
      {saidAt === undefined ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
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

/** A field's number; undefined when it is empty. @throws Error naming the field when it is no number, or may be two */
export function readNumber(label: string, typed: string): number | undefined {
  const wrong = whyNoNumber(typed, { label })
  if (wrong !== null) throw new Error(wrong)
  return numberOf(typed)
}

/** A field's text; undefined when it is empty. */
export function readText(value: string): string | undefined {
  const trimmed = value.trim()
  return trimmed === '' ? undefined : trimmed
}
