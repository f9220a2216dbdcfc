import './gate.css'
import type { GateItem } from '../../../shared/session/gate.ts'
import { formatClock, roomNow, useTicking } from '../../live/clock.ts'
import { type LiveRoom, useLive } from '../../live/store.ts'
import { words as shared, text } from '../../text/text.ts'
import { openSheet } from '../../window/ui.ts'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { CheckForm, IdentityForm, OverrideForm } from './gate-forms.tsx'

const words = text.sheets.gate

/** What stands between opening a session and T0, judged again with every reading, and where it is answered. */
export function GateSheet({ roomId, onClose }: SheetRender) {
  useTicking(1000)
  const room = useLive(state => (roomId ? state.rooms[roomId] : undefined))
  const session = room?.view.session
  if (!room || !session) return null
  const items = room.view.gate ?? []
  const open = items.filter(({ override }) => !override)
  return (
    <Sheet title={words.title} onClose={onClose}>
      <p role="status">{open.length === 0 ? words.open : words.closed(open.length)}</p>
      {session.simulated ? <p className="dim">{words.simulated}</p> : null}
      <ul className="gate">
        {items.map(item => (
          <GateRow key={item.finding} item={item} room={room} />
        ))}
      </ul>
      <IdentityForm roomId={room.view.id} identity={session.identity} />
      <CheckForm roomId={room.view.id} session={session} />
      {open.length > 0 ? (
        <OverrideForm
          roomId={room.view.id}
          needsSecond={open.some(({ finding }) => finding === 'pressureVeryHigh')}
        />
      ) : null}
      <div className="sheet-actions">
        <button type="button" onClick={() => openSheet('dose')}>
          {text.room.actions.startDosing}
        </button>
        <button type="button" onClick={onClose}>
          {text.common.close}
        </button>
      </div>
    </Sheet>
  )
}

function GateRow({ item, room }: { readonly item: GateItem; readonly room: LiveRoom }) {
  const { finding, override, fromMonoMs } = item
  const state = override ? 'overridden' : 'open'
  const leftMs = fromMonoMs === undefined ? 0 : fromMonoMs - roomNow(room).monoMs
  return (
    <li data-finding={finding} data-state={state}>
      <span aria-hidden="true">{words.shapes[state]} </span>
      <span className="visually-hidden">{words.states[state]} </span>
      {shared.findings[finding]}
      {leftMs > 0 ? <span className="dim"> {words.repeatIn(formatClock(leftMs))}</span> : null}
      {override ? (
        <p className="dim">{words.overriddenBy(override.by, override.second, override.reason)}</p>
      ) : null}
    </li>
  )
}
