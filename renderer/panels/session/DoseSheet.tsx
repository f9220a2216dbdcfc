import { useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { DoseNext } from './DoseNext.tsx'
import { DoseStart } from './DoseStart.tsx'

/** Start, next device, or end, as the phase asks. */
export function DoseSheet({ roomId, onClose }: SheetRender) {
  const session = useLive(state => (roomId ? state.rooms[roomId]?.view.session : undefined))
  if (!session || roomId === null) return null
  const Form = session.t0 ? DoseNext : DoseStart
  return (
    <Sheet title={text.sheets.dose.title} onClose={onClose}>
      <Form session={session} roomId={roomId} onClose={onClose} />
    </Sheet>
  )
}
