import { useState } from 'react'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { acts } from '../../../shared/record/index.ts'
import { openQuestion } from '../../../shared/session/unconfirmed.ts'
import { useLive } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { notePlace, openPage, tell } from '../../window/ui.ts'
import { FormError, readNumber, readText, TextField } from '../fields/fields.tsx'
import { NumberField } from '../fields/NumberField.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.patient.same
const { fields } = text.sheets

/** "Same patient?": yes with two identifiers, or no, which closes the session (AR-23). */
export function SamePatientSheet({ roomId, onClose }: SheetRender) {
  const session = useLive(state => (roomId ? state.rooms[roomId]?.view.session : undefined))
  const question = session ? openQuestion(session) : undefined
  const [recordId, setRecordId] = useState('')
  const [birthYear, setBirthYear] = useState('')
  const [reason, setReason] = useState('')
  const same = useForm(async () => {
    const year = readNumber(fields.birthYear, birthYear)
    await requestOrThrow('confirmPatient', roomId ?? '', {
      same: true,
      recordId,
      ...omitUndefined({ birthYear: year }),
    })
    onClose()
  }, acts.confirmPatient.request)
  const other = useForm(async () => {
    const isThere = notePlace()
    const sessionId = session?.id
    await requestOrThrow('confirmPatient', roomId ?? '', {
      same: false,
      ...omitUndefined({ reason: readText(reason) }),
    })
    if (isThere()) openPage(sessionId ? { name: 'review', sessionId } : { name: 'start' })
    tell(words.closed)
  }, acts.confirmPatient.request)
  const since = question ? format().time(question.from.wallMs) : ''
  return (
    <Sheet title={words.title} onClose={onClose}>
      {question ? <p>{text.patient.why[question.why]}.</p> : null}
      <SheetForm form={same}>
        <fieldset>
          <legend>{words.yes}</legend>
          <p className="dim">{words.hint}</p>
          <div className="field-row">
            <TextField
              label={fields.recordId}
              value={recordId}
              onChange={setRecordId}
              name="recordId"
              required
              autoFocus
            />
            <NumberField
              label={fields.birthYear}
              unit={null}
              value={birthYear}
              onChange={setBirthYear}
              name="birthYear"
            />
          </div>
          <FormError>{same.error}</FormError>
          <button type="submit" className="primary" aria-disabled={same.busy}>
            {words.compare}
          </button>
        </fieldset>
      </SheetForm>
      <SheetForm form={other}>
        <fieldset>
          <legend>{words.no}</legend>
          <p className="dim">{words.noHint(since)}</p>
          <TextField
            label={fields.reason}
            value={reason}
            onChange={setReason}
            name="reason"
            hint={fields.optional}
          />
          <FormError>{other.error}</FormError>
          <button type="submit" aria-disabled={other.busy}>
            {words.close}
          </button>
        </fieldset>
      </SheetForm>
      <div className="sheet-actions">
        <button type="button" onClick={onClose}>
          {text.common.cancel}
        </button>
      </div>
    </Sheet>
  )
}
