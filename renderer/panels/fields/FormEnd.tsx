import { text } from '../../text/text.ts'
import { FormError } from './fields.tsx'
import type { Form } from './useForm.ts'

interface FormEndProps {
  readonly form: Form
  /** Of the button that does it; null: nobody here can. */
  readonly label: string | null
  readonly onCancel: () => void
  /** Of the way out, where it is more than to leave the sheet. */
  readonly cancel?: string
  /** Enter is enough where nothing has to be typed. */
  readonly autoFocus?: boolean
}

/** How the form of a sheet ends: what the core refused, the button that does it, and the way out. */
export function FormEnd({
  form,
  label,
  onCancel,
  cancel = text.common.cancel,
  autoFocus = false,
}: FormEndProps) {
  return (
    <>
      <FormError>{form.error}</FormError>
      <div className="sheet-actions">
        {label === null ? null : (
          <button
            type="submit"
            className="primary"
            aria-disabled={form.busy}
            data-autofocus={autoFocus || undefined}
          >
            {label}
          </button>
        )}
        <button type="button" onClick={onCancel}>
          {cancel}
        </button>
      </div>
    </>
  )
}
