import './history.css'
import { useMemo } from 'react'
import { readEpisodes } from '../../../shared/report/episodes.ts'
import { alarmLoad } from '../../../shared/report/load.ts'
import { withDoubt } from '../../../shared/report/own-alarms.ts'
import { withWorst } from '../../../shared/report/worst.ts'
import type { LogEntry } from '../../../shared/views.ts'
import { roomNow, useTicking } from '../../live/clock.ts'
import { buffersByRoom, useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { Views } from '../fields/Views.tsx'
import { LoadPanel } from '../room/LoadPanel.tsx'
import { HistoryPanel } from './HistoryPanel.tsx'
import { bufferedValues } from './values.ts'

const words = text.history
const noLog: readonly LogEntry[] = []

/**
 * Every alarm of the open session, and what they add up to. Redrawn with each event, and once a second for what is
 * still active; not with each reading.
 */
export function HistorySheet({ roomId, onClose }: SheetRender) {
  const id = roomId ?? ''
  const log = useLive(state => state.log[id]) ?? noLog
  const bySeq = useMemo(() => new Map(log.map(entry => [entry.seq, entry])), [log])
  useTicking(1000)
  const room = useLive.getState().rooms[id]
  if (!room?.view.session || !room.view.limits) return null
  const { session, limits } = room.view
  const now = roomNow(room)
  const buffers = buffersByRoom.get(id)
  const read = readEpisodes(log, limits, session.gaps).map(episode => withDoubt(episode, session))
  const valuesWithin = buffers && bufferedValues(buffers)
  const episodes = valuesWithin
    ? read.map(episode => withWorst(episode, valuesWithin, limits, session.baseline))
    : read
  const setting = { limits, zero: session.t0 ?? session.opened.at, gaps: session.gaps, nowMs: now.monoMs }
  const load = alarmLoad({ episodes, log, gaps: session.gaps, from: session.opened.at, to: now })
  return (
    <Sheet title={words.title} onClose={onClose} wide>
      {/* Not the text field: letters go on being keys, so that an alarm can be acknowledged at once. */}
      <div className="history-frame" tabIndex={-1} data-autofocus>
        <Views
          label={words.views}
          names={words.tabs}
          views={{
            alarms: <HistoryPanel episodes={episodes} log={bySeq} setting={setting} />,
            load: <LoadPanel load={load} />,
          }}
        />
      </div>
      <div className="sheet-actions">
        <button type="button" onClick={onClose}>
          {text.common.close}
        </button>
      </div>
    </Sheet>
  )
}
