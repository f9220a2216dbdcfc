import { recordActs } from '../../../shared/record/index.ts'
import './sign.css'
import { useCallback, useEffect, useState } from 'react'
import { type Amendable, amendables, type Meaning, meanings } from '../../../shared/session/signatures.ts'
import type { Session } from '../../../shared/session/types.ts'
import { ask } from '../../live/store.ts'
import { format, words as shared, text } from '../../text/text.ts'
import { useUi } from '../../window/ui.ts'
import { FormError, SelectField, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { type Form, useForm } from '../fields/useForm.ts'
import { RemsOpen } from './RemsOpen.tsx'

const words = text.sheets.sign

/** Signatures and amendments of the closed session that is being reviewed. */
export function SignSheet({ onClose }: SheetRender) {
  const page = useUi(state => state.page)
  const sessionId = page.name === 'review' ? page.sessionId : ''
  const [session, setSession] = useState<Session | null>(null)
  const [error, setError] = useState<string | null>(null)
  const load = useCallback(async () => {
    try {
      setSession((await ask('reviewSession', { sessionId })).session)
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : String(problem))
    }
  }, [sessionId])
  useEffect(() => void load(), [load])
  return (
    <Sheet title={words.title} onClose={onClose}>
      <FormError>{error}</FormError>
      {session ? (
        <>
          <Signed session={session} />
          <RemsOpen session={session} />
          <SignForm sessionId={sessionId} onDone={load} />
          <AmendForm session={session} onDone={load} />
        </>
      ) : null}
      <div className="sheet-actions">
        <button type="button" onClick={onClose}>
          {text.common.close}
        </button>
      </div>
    </Sheet>
  )
}

function Signed({ session: { signatures = [], amendments = [] } }: { readonly session: Session }) {
  return (
    <>
      <p role="status">
        {signatures.some(({ voidedBy }) => voidedBy === undefined) ? words.signed : words.unsigned}
      </p>
      <ul className="signed" aria-label={words.title}>
        {signatures.map(({ id, by, role, meaning, at, voidedBy }) => (
          <li key={id} data-void={voidedBy !== undefined}>
            {words.signature(by, text.common.roles[role], shared.meanings[meaning], moment(at.wallMs))}
            {voidedBy === undefined ? null : <b> {words.void}</b>}
          </li>
        ))}
        {amendments.map(({ id, by, field, before, after, reason, at }) => (
          <li key={id}>
            {shared.amendables[field]}: {before === null ? null : <del>{before}</del>} <ins>{after}</ins>
            <span className="dim"> {words.because(reason, by, moment(at.wallMs))}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

interface FormProps {
  readonly onDone: () => Promise<void>
}

function SignForm({ sessionId, onDone }: FormProps & { readonly sessionId: string }) {
  const [meaning, setMeaning] = useState<Meaning>('responsible')
  const form = useForm(async () => {
    await ask('signSession', { sessionId, meaning })
    await onDone()
  })
  return (
    <form className="sheet-form" onSubmit={form.submit}>
      <fieldset>
        <legend>{words.sign}</legend>
        <SelectField
          label={words.meaning}
          value={meaning}
          onChange={value => setMeaning(meanings.find(known => known === value) ?? 'responsible')}
          options={meanings.map(value => ({ value, label: shared.meanings[value] }))}
        />
        <Ending form={form} label={words.signNow} />
      </fieldset>
    </form>
  )
}

function AmendForm({ session, onDone }: FormProps & { readonly session: Session }) {
  const [field, setField] = useState<Amendable>('note')
  const [doseId, setDoseId] = useState(session.doses[0]?.id ?? '')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const form = useForm(async () => {
    const dose = field === 'lot' ? { doseId } : {}
    await ask('amendSession', {
      sessionId: session.id,
      field,
      value,
      reason,
      ...dose,
    })
    setValue('')
    setReason('')
    await onDone()
  }, recordActs.amendSession.request)
  return (
    <SheetForm form={form}>
      <fieldset>
        <legend>{words.amend}</legend>
        <p className="dim">{words.amendNote}</p>
        <SelectField
          label={words.field}
          value={field}
          onChange={chosen => setField(amendables.find(known => known === chosen) ?? 'note')}
          options={amendables.map(known => ({ value: known, label: shared.amendables[known] }))}
        />
        {field === 'lot' ? (
          <SelectField
            label={words.dose}
            value={doseId}
            onChange={setDoseId}
            options={session.doses.map(({ id, lot }) => ({ value: id, label: `${id} ${lot ?? ''}` }))}
          />
        ) : null}
        <TextField label={words.value} value={value} onChange={setValue} name="value" />
        <TextField label={text.sheets.fields.reason} value={reason} onChange={setReason} name="reason" />
        <Ending form={form} label={words.amendNow} />
      </fieldset>
    </SheetForm>
  )
}

interface EndingProps {
  readonly form: Form
  readonly label: string
}

/** Every form here ends with a PIN, which is asked for when it is sent. */
function Ending({ form, label }: EndingProps) {
  return (
    <>
      <FormError>{form.error}</FormError>
      <button type="submit" aria-disabled={form.busy}>
        {label}
      </button>
    </>
  )
}

function moment(wallMs: number): string {
  return format().dayTime(wallMs)
}
