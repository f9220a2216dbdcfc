import { text } from '../../text/text.ts'
import { useLocked } from '../../window/lock.ts'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SessionSearch } from './SessionSearch.tsx'

/** Another recorded session, from wherever one is looked at. */
export function FindSheet({ onClose }: SheetRender) {
  const locked = useLocked()
  return (
    <Sheet title={text.common.search.title} onClose={onClose}>
      {locked ? <p className="dim">{text.common.hidden}</p> : <SessionSearch onOpen={onClose} />}
    </Sheet>
  )
}
