import { groupAlarms } from '../../../shared/alarm/one-reading.ts'
import { roomNow, useTicking } from '../../live/clock.ts'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { openSheet } from '../../window/ui.ts'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { AlarmLine } from './AlarmLine.tsx'

const words = text.sheets.alarms

/** Every alarm that stands in the room now, each in as many lines as it needs: the bar shows as many as have room in it. */
export function AlarmListSheet({ roomId, onClose }: SheetRender) {
  useTicking(500)
  const room = useLive(state => (roomId === null ? undefined : state.rooms[roomId]))
  if (!room) return null
  const shown = groupAlarms(room.view.alarms)
  const nowMs = roomNow(room).monoMs
  return (
    <Sheet title={words.title} onClose={onClose}>
      <p role="status">{words.count(shown.length)}</p>
      <ul className="alarm-list">
        {shown.map(alarm => (
          <AlarmLine key={alarm.key} shown={alarm} view={room.view} nowMs={nowMs} />
        ))}
      </ul>
      <div className="sheet-actions">
        {shown.some(({ state }) => state !== 'acknowledged') ? (
          <button type="button" className="primary" onClick={() => openSheet('acknowledge')}>
            {text.room.acknowledge}
            <kbd>a</kbd>
          </button>
        ) : null}
        <button type="button" onClick={onClose}>
          {text.common.close}
        </button>
      </div>
    </Sheet>
  )
}
