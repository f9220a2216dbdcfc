import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useMemo, useRef } from 'react'
import type { SessionReview } from '../../../shared/review/review.ts'
import { AXIS_WIDTH, Drawing, listDrawn } from '../../chart/Drawing.tsx'
import { Legend } from '../../chart/Legend.tsx'
import { useSize } from '../../chart/size.ts'
import { lineOf } from '../../chart/window.ts'
import type { SessionBuffers } from '../../live/buffers.ts'
import { formatSessionClock } from '../../live/clock.ts'
import { text } from '../../text/text.ts'
import { type Bounds, type Look, lookAtAll, lookByKey, moveCursor, pan, zoom } from './look.ts'
import { describeMoment } from './summary.ts'

const words = text.review

interface ReviewChartProps {
  readonly review: SessionReview
  readonly buffers: SessionBuffers
  readonly bounds: Bounds
  readonly look: Look
  readonly onLook: (look: Look) => void
}

/** Pixels that the pointer may move before a press is a pull. */
const PULL_PX = 4

/** The whole chart of a session, to be zoomed, panned, and read at one moment, by keyboard or by pointer. */
export function ReviewChart({ review, buffers, bounds, look, onLook }: ReviewChartProps) {
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const { session, limits, history } = review
  const line = useMemo(() => lineOf(session), [session])
  const moment = describeMoment(buffers, look.cursorMs, line)
  const plotPx = Math.max(1, size.width - 2 * AXIS_WIDTH)
  const msAt = (clientX: number): number => {
    const left = frame.current?.getBoundingClientRect().left ?? 0
    const share = (clientX - left - AXIS_WIDTH) / plotPx
    return look.fromMs + Math.min(1, Math.max(0, share)) * (look.toMs - look.fromMs)
  }
  useWheel(frame, (clientX, factor) => onLook(zoom(look, bounds, factor, msAt(clientX))))
  const pointer = usePull({
    begin: look,
    onClick: clientX => onLook(moveCursor(look, bounds, msAt(clientX))),
    onPull: (from, byPx) => onLook(pan(from, bounds, -byPx / plotPx)),
  })
  const press = (event: KeyboardEvent) => {
    const next = lookByKey(look, bounds, event.key, event.shiftKey)
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    onLook(next)
  }
  const { fromMs, toMs, cursorMs } = look
  // Time moves with each key; redraw the picture only when something in it has changed.
  const time = useMemo(() => ({ fromMs, toMs }), [fromMs, toMs])

  return (
    <section className="chart review-chart" data-testid="review-chart">
      <div
        className="chart-frame"
        ref={frame}
        role="slider"
        tabIndex={0}
        aria-label={words.chart}
        aria-describedby="review-hint"
        aria-valuemin={0}
        aria-valuemax={Math.round((bounds.toMs - bounds.fromMs) / 1000)}
        aria-valuenow={Math.round((cursorMs - bounds.fromMs) / 1000)}
        aria-valuetext={moment}
        onKeyDown={press}
        {...pointer}
      >
        {size.width > 0 ? (
          <Drawing
            {...{ session, limits, buffers, log: history.log, time, cursorMs }}
            width={size.width}
            height={size.height}
          />
        ) : null}
      </div>
      <div className="chart-controls">
        <output className="review-moment" data-testid="review-moment">
          {moment}
        </output>
        <Legend drawn={listDrawn(buffers)} />
        <span className="review-sight" data-testid="review-sight">
          {words.inSight(formatSessionClock(fromMs), formatSessionClock(toMs))}
        </span>
        <button type="button" onClick={() => onLook(pan(look, bounds, -0.5))}>
          {words.earlier}
        </button>
        <button type="button" onClick={() => onLook(pan(look, bounds, 0.5))}>
          {words.later}
        </button>
        <button type="button" onClick={() => onLook(zoom(look, bounds, 0.5))}>
          {words.zoomIn}
        </button>
        <button type="button" onClick={() => onLook(zoom(look, bounds, 2))}>
          {words.zoomOut}
        </button>
        <button type="button" onClick={() => onLook(lookAtAll(bounds, cursorMs))}>
          {words.whole}
        </button>
      </div>
      <p id="review-hint" className="dim review-hint">
        {words.hint}
      </p>
    </section>
  )
}

/** The wheel zooms, and the page below does not scroll: only a listener of one's own may forbid that. */
function useWheel(
  frame: RefObject<HTMLElement | null>,
  onZoom: (clientX: number, factor: number) => void,
): void {
  const latest = useRef(onZoom)
  latest.current = onZoom
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const turn = (event: WheelEvent) => {
      event.preventDefault()
      latest.current(event.clientX, event.deltaY < 0 ? 0.8 : 1.25)
    }
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [frame])
}

interface PullOptions {
  readonly begin: Look
  readonly onClick: (clientX: number) => void
  readonly onPull: (from: Look, byPx: number) => void
}

/** A press sets the moment; a pull moves the picture. */
function usePull({ begin, onClick, onPull }: PullOptions) {
  const held = useRef<{ readonly x: number; readonly from: Look; pulled: boolean } | null>(null)
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      event.currentTarget.setPointerCapture(event.pointerId)
      held.current = { x: event.clientX, from: begin, pulled: false }
    },
    onPointerMove({ clientX }: PointerEvent<HTMLElement>) {
      const hold = held.current
      if (!hold) return
      hold.pulled ||= Math.abs(clientX - hold.x) > PULL_PX
      if (hold.pulled) onPull(hold.from, clientX - hold.x)
    },
    onPointerUp({ clientX }: PointerEvent<HTMLElement>) {
      if (held.current && !held.current.pulled) onClick(clientX)
      held.current = null
    },
    onPointerCancel() {
      held.current = null
    },
  }
}
