import { useEffect, useState } from 'react'
import { recordCareRequests } from '../../../shared/ipc/record-care.ts'
import { deletableOf, whyKept } from '../../../shared/record-times.ts'
import type { Session } from '../../../shared/session/types.ts'
import { type WhyNot, wordRefusal } from '../../../shared/words/refusal.ts'
import { ask } from '../../live/store.ts'
import { format, words as shared, text } from '../../text/text.ts'
import { openPage, tell, useUi } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { FormError, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.recordCare.deletion

interface Looked {
  readonly session: Session
  /** null: two people may delete it. */
  readonly kept: WhyNot | null
}

/** The session that is being reviewed, deleted for good by two people; or why it is kept. */
export function DeleteSheet({ onClose }: SheetRender) {
  const page = useUi(state => state.page)
  const sessionId = page.name === 'review' ? page.sessionId : ''
  const [looked, setLooked] = useState<Looked | null>(null)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    look(sessionId).then(setLooked, (problem: unknown) =>
      setError(problem instanceof Error ? problem.message : String(problem)),
    )
  }, [sessionId])
  return (
    <Sheet title={words.title} onClose={onClose}>
      <FormError>{error}</FormError>
      {looked ? (
        <p>
          {words.which(
            `${looked.session.patient.initials} ${looked.session.patient.birthYear}`,
            format().day(looked.session.opened.at.wallMs),
            sessionId,
          )}
        </p>
      ) : null}
      {!looked && error === null ? <p className="dim">{words.loading}</p> : null}
      {looked && looked.kept === null ? (
        <DeleteForm sessionId={sessionId} onClose={onClose} />
      ) : (
        <>
          {looked?.kept ? <p className="warning">{wordRefusal(looked.kept, shared)}</p> : null}
          <div className="sheet-actions">
            <button type="button" onClick={onClose}>
              {text.common.close}
            </button>
          </div>
        </>
      )}
    </Sheet>
  )
}

async function look(sessionId: string): Promise<Looked> {
  const [{ session }, { retention }] = await Promise.all([
    ask('reviewSession', { sessionId }),
    ask('recordCare', {}),
  ])
  return { session, kept: whyKept(deletableOf(session), retention.years, Date.now()) }
}

function DeleteForm({ sessionId, onClose }: { readonly sessionId: string; readonly onClose: () => void }) {
  const [reason, setReason] = useState('')
  const form = useForm(async () => {
    const { left } = await ask('deleteSession', { sessionId, reason })
    openPage({ name: 'start' })
    if (left.length === 0) tell(words.done(sessionId))
    else tell(words.left(sessionId, left.join(' ')), true)
  }, recordCareRequests.deleteSession.payload)
  return (
    <SheetForm form={form}>
      <p className="warning">{words.note}</p>
      <TextField
        label={words.reason}
        value={reason}
        onChange={setReason}
        hint={words.reasonHint}
        name="reason"
        autoFocus
      />
      <FormEnd form={form} label={words.go} onCancel={onClose} />
    </SheetForm>
  )
}
