import './chart.css'
import { type Dispatch, memo, type SetStateAction, useDeferredValue, useMemo, useRef, useState } from 'react'
import type { Session } from '../../shared/session/types.ts'
import { MINUTE_MS } from '../../shared/time.ts'
import type { LogEntry, RoomView } from '../../shared/views.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'
import { roomNow, useTicking } from '../live/clock.ts'
import { buffersByRoom, useLive } from '../live/store.ts'
import { Radios } from '../panels/fields/Radios.tsx'
import { text } from '../text/text.ts'
import { Drawing, listDrawn } from './Drawing.tsx'
import { Legend } from './Legend.tsx'
import { chooseScale, useScale } from './scale.ts'
import { useSize } from './size.ts'
import { type Scale, scales, timeWindow } from './window.ts'

/** The one chart of a room: SpO2, pulse and blood pressure on one time axis, redrawn once a second. */
export function Chart({ roomId }: { readonly roomId: string }) {
  const scale = useScale(state => state.scale)
  const [backMs, setBackMs] = useState(0)
  const live = useLive(state => state.rooms[roomId])
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  useTicking(1000)
  const nowMs = live ? Math.floor(roomNow(live).monoMs / 1000) * 1000 : 0
  const view = live?.view
  const log = useLive(state => state.log[roomId]) ?? noLog
  // What happens within a second is drawn with the next: a drawing takes longer than all the rest, and alarms come together with what is drawn.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the second says when to look again
  const latest = useMemo(
    () => ({ view, log, content: view ? describeContent(view) : '' }),
    [roomId, nowMs, view?.session?.id],
  )
  const stepMs = view?.session ? redrawEveryMs(view.session, scale, nowMs, size.width) : 1000
  const shownMs = Math.floor(nowMs / stepMs) * stepMs
  // The same picture is not drawn again: in a long session a pixel is many seconds wide.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `content` says whether anything drawn of the view has changed
  const drawing = useMemo(
    () =>
      latest.view && size.width > 0 ? (
        <LiveDrawing
          {...{ roomId, scale, backMs, view: latest.view, log: latest.log }}
          nowMs={shownMs}
          {...size}
        />
      ) : null,
    [roomId, latest.content, latest.log, scale, shownMs, backMs, size],
  )
  // It takes longer to draw than all the rest: figures and alarms go first, and interrupt it.
  const drawn = useDeferredValue(drawing)
  if (!view?.session) return null
  const vitals = listDrawn(buffersByRoom.get(roomId))
  return (
    <section className="chart" data-testid="chart">
      <div className="chart-frame" ref={frame}>
        {drawn}
      </div>
      <Controls scale={scale} backMs={backMs} setBackMs={setBackMs} drawn={vitals} />
    </section>
  )
}

interface ControlsProps {
  readonly scale: Scale
  readonly backMs: number
  readonly setBackMs: Dispatch<SetStateAction<number>>
  readonly drawn: readonly StreamVitalId[]
}

/** They cost more than the figures, and change when somebody chooses: what is measured draws them no more often. */
const Controls = memo(function Controls({ scale, backMs, setBackMs, drawn }: ControlsProps) {
  const look = (earlier: boolean) => {
    const lookMs = scale === 'session' ? 0 : Number(scale) * 20_000
    setBackMs(back => Math.max(0, back + (earlier ? lookMs : -lookMs)))
  }
  return (
    <div className="chart-controls">
      <Legend drawn={drawn} />
      <div className="scale-choice">
        <span className="scale-name" aria-hidden="true">
          {text.chart.scale}
          <kbd>s</kbd>
        </span>
        <div className="scales" role="radiogroup" aria-label={text.chart.scale}>
          <Radios
            value={scale}
            options={scales.map(value => ({ value, label: text.chart.scales[value] }))}
            onChange={value => {
              chooseScale(value)
              setBackMs(0)
            }}
          />
        </div>
      </div>
      <button type="button" onClick={() => look(true)} disabled={scale === 'session'}>
        {text.chart.earlier}
      </button>
      <button type="button" onClick={() => look(false)} disabled={backMs === 0}>
        {text.chart.later}
      </button>
      <button type="button" className="live" onClick={() => setBackMs(0)} disabled={backMs === 0}>
        {text.chart.live}
      </button>
    </div>
  )
})

/** How long the picture stays the same: once a second, or the time that one pixel stands for. */
function redrawEveryMs(session: Session, scale: Scale, nowMs: number, widthPx: number): number {
  const { fromMs, toMs } = timeWindow(session, scale, nowMs, 0)
  return Math.max(1000, Math.floor((toMs - fromMs) / Math.max(1, widthPx) / 1000) * 1000)
}

/** Everything of a view that the chart draws, besides the streams: what changes here is drawn with the next second. */
function describeContent({ id, session, limits, marks, nibp }: RoomView): string {
  if (!session) return ''
  const { phaseStarts, doses, gaps, t0, marks: noted } = session
  const filled = buffersByRoom.has(id)
  const cuff = [nibp.last?.seq, nibp.failed?.seq]
  return JSON.stringify([session.id, filled, cuff, phaseStarts, doses, noted, gaps, t0, limits, marks])
}

/** The window moves on by so much of its width, as paper would from line to line; meanwhile only its lines are drawn anew. */
const EDGES = 60

/** Where the window ends that `nowMs` is drawn in. */
function nextEdge(scale: Scale, nowMs: number): number {
  const stepMs = ((scale === 'session' ? 15 : Number(scale)) * MINUTE_MS) / EDGES
  return Math.ceil(nowMs / stepMs) * stepMs
}

interface LiveDrawingProps {
  readonly roomId: string
  readonly view: RoomView
  readonly log: readonly LogEntry[]
  readonly scale: Scale
  readonly nowMs: number
  readonly backMs: number
  readonly width: number
  readonly height: number
}

const noLog: readonly LogEntry[] = []

function LiveDrawing({ roomId, view, log, scale, nowMs, backMs, width, height }: LiveDrawingProps) {
  const { session, limits } = view
  const endMs = nextEdge(scale, nowMs)
  const time = useMemo(
    () => (session ? timeWindow(session, scale, endMs, backMs) : null),
    [session, scale, endMs, backMs],
  )
  if (!session || !time) return null
  const buffers = buffersByRoom.get(roomId)
  return <Drawing {...{ session, limits, buffers, log, time, width, height }} asOfMs={nowMs} />
}
