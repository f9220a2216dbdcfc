import { useState } from 'react'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { acts } from '../../../shared/record/index.ts'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { notePlace, openPage, tell } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { readText, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { RemsOpen } from '../records/RemsOpen.tsx'

const words = text.sheets.close

/** Ends the session: the one act besides a dose that cannot be undone. */
export function CloseSheet({ roomId, onClose }: SheetRender) {
  const session = useLive(state => (roomId ? state.rooms[roomId]?.view.session : undefined))
  const [reason, setReason] = useState('')
  const sessionId = useLive(state => (roomId ? state.rooms[roomId]?.view.session?.id : undefined))
  const form = useForm(async () => {
    const isThere = notePlace()
    await requestOrThrow('closeSession', roomId ?? '', omitUndefined({ reason: readText(reason) }))
    // What is left to do, signing and the report, is done where the whole session is in sight.
    if (isThere()) openPage(sessionId ? { name: 'review', sessionId } : { name: 'start' })
    tell(words.closed)
  }, acts.closeSession.request)
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form}>
        <p>{words.note}</p>
        {session ? <RemsOpen session={session} /> : null}
        <TextField
          label={text.sheets.fields.reason}
          name="reason"
          value={reason}
          onChange={setReason}
          hint={text.sheets.fields.optional}
        />
        <FormEnd form={form} label={words.now} onCancel={onClose} />
      </SheetForm>
    </Sheet>
  )
}
