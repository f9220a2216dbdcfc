import { createContext, type ReactNode, useContext } from 'react'
import { type FieldRule, partOf, type RequestSchema } from './check.ts'
import type { Form } from './useForm.ts'

const Forms = createContext<readonly Form[]>([])

interface SheetFormProps {
  readonly form: Form
  /** What other buttons of it send: each looks at the fields of its own request alone. */
  readonly others?: readonly Form[]
  readonly className?: string
  /** Its name, where it has no other. */
  readonly label?: string
  readonly children: ReactNode
}

/** A form whose fields know the request that they fill, by their `name`: what is wrong is said beside the field. */
export function SheetForm({ form, others = [], className = 'sheet-form', label, children }: SheetFormProps) {
  const forms = [form, ...others]
  return (
    <Forms value={forms}>
      <form
        className={className}
        aria-label={label}
        noValidate
        onSubmit={form.submit}
        onInput={() => {
          // Other figures than those that were refused: which of two is put right is for a person to say.
          for (const each of forms) if (each.refused !== null) each.retract()
        }}
        ref={element => {
          for (const each of forms) each.element.current = element
        }}
      >
        {children}
      </form>
    </Forms>
  )
}

export interface FieldOfForm extends Omit<FieldRule, 'schema'> {
  /** The path in the request: `reason`, `patient.birthYear`. */
  readonly name?: string | undefined
}

interface Known {
  /** Its part of the request. */
  readonly schema: RequestSchema | undefined
  /** Nothing before somebody has tried to send: what is being typed is not wrong yet, and nothing moves under a press. */
  readonly error: string | null
}

/** What the form around it knows of a field. */
export function useFieldOfForm(
  { name, ...rule }: FieldOfForm,
  typed: string,
  why: (typed: string, rule: FieldRule) => string | null,
): Known {
  const forms = useContext(Forms)
  const parts = forms.flatMap(({ request, tried }) => {
    const schema = name === undefined ? undefined : partOf(request, name)
    return name === undefined || schema ? [{ schema, tried }] : []
  })
  const error =
    parts
      .filter(({ tried }) => tried)
      .map(({ schema }) => why(typed, { ...rule, schema }))
      .find(said => said !== null) ??
    forms.find(({ refused }) => name !== undefined && refused?.field === name)?.refused?.said ??
    null
  return { schema: parts[0]?.schema, error }
}

interface ErrorProps {
  readonly id: string
  readonly children: string | null
}

/** Beside the field, which names it by `aria-errormessage`. */
export function FieldError({ id, children }: ErrorProps) {
  return children === null ? null : (
    <small id={id} className="field-error">
      {children}
    </small>
  )
}

/** What a field says of itself to whoever does not see it. */
export function saidOf(id: string, hint: string | undefined, error: string | null) {
  const described = [error === null ? '' : `${id}-error`, hint ? `${id}-hint` : ''].filter(Boolean).join(' ')
  return {
    'aria-describedby': described === '' ? undefined : described,
    'aria-invalid': error === null ? undefined : true,
    'aria-errormessage': error === null ? undefined : `${id}-error`,
  } as const
}
