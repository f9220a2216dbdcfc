import { useMemo } from 'react'
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts'
import type { Limits } from '../../shared/limits.ts'
import type { Session } from '../../shared/session/types.ts'
import type { LogEntry } from '../../shared/views.ts'
import { nameMark } from '../../shared/words/names.ts'
import type { SessionBuffers } from '../live/buffers.ts'
import { words as shared, text } from '../text/text.ts'
import { LimitLayer, LimitNames, PhaseLayer, PhaseNames } from './bands.tsx'
import { type ChartPoint, decimate } from './decimate.ts'
import { describeChart } from './describe.ts'
import { AlarmLayer, CursorLayer, LineLayer, MarkLayer, PressureLayer } from './layers.tsx'
import { DrawnLine, PRESSURE_AXIS, SPO2_AXIS } from './plot.ts'
import { formatTick, lineOf, type TimeWindow, timeTicks } from './window.ts'

/*
 * Two panels in one chart: SpO2 70 to 100 above, with room for the phases' names over it, pressure and pulse 20 to 220
 * below. Both scales span the whole height, so that a value out of its panel is drawn all the same, and never cut off.
 */
const PRESSURE_DOMAIN: [number, number] = [20, 350]
const PRESSURE_TICKS = [40, 60, 80, 100, 120, 140, 160, 180, 200, 220]
const SPO2_DOMAIN: [number, number] = [10, 106]
const SPO2_TICKS = [70, 80, 90, 100]
const MARGIN = { top: 6, right: 4, bottom: 0, left: 0 }
/** Pixels left and right of the plot. */
export const AXIS_WIDTH = 40

interface DrawingProps {
  readonly session: Session
  readonly limits: Limits | null
  readonly buffers: SessionBuffers | undefined
  readonly log: readonly LogEntry[]
  readonly time: TimeWindow
  readonly width: number
  readonly height: number
  /** A moment that is being looked at, in ms from zero. */
  readonly cursorMs?: number
}

/** The chart itself: axes, and the layers between them. Live or recorded, it is the same picture. */
export function Drawing(props: DrawingProps) {
  const { session, limits, buffers, log, time, width, height, cursorMs } = props
  const plotPx = Math.max(50, width - 2 * AXIS_WIDTH)
  const line = useMemo(() => lineOf(session), [session])
  const { spo2, pulse, nibp } = useMemo(() => {
    const points = (vital: 'spo2' | 'pulseRate'): ChartPoint[] => {
      const series = buffers?.vitals.get(vital)
      return series ? decimate(series, time.fromMs, time.toMs, plotPx, line) : []
    }
    const nibp = (buffers?.nibp ?? []).filter(({ takenAt }) => {
      const atMs = line.at(takenAt.monoMs)
      return atMs >= time.fromMs && atMs <= time.toMs
    })
    return { spo2: points('spo2'), pulse: points('pulseRate'), nibp }
  }, [time, plotPx, buffers, line])

  return (
    <div role="img" aria-label={describeChart(spo2, pulse, nibp, log, time, line)}>
      {session.simulated ? <p className="watermark">{text.chart.simulated}</p> : null}
      {session.replayed ? <p className="watermark">{text.chart.replay}</p> : null}
      <DrawnLine.Provider value={line}>
        <ComposedChart
          width={width}
          height={height}
          data={NO_DATA}
          margin={MARGIN}
          accessibilityLayer={false}
        >
          <PhaseLayer session={session} toMs={time.toMs} />
          <CartesianGrid vertical={false} yAxisId={PRESSURE_AXIS} />
          <CartesianGrid vertical={false} yAxisId={SPO2_AXIS} />
          <XAxis
            type="number"
            dataKey="passedMs"
            domain={[time.fromMs, time.toMs]}
            allowDataOverflow
            ticks={timeTicks(time, plotPx)}
            tickFormatter={formatTick}
            height={24}
          />
          <YAxis
            yAxisId={PRESSURE_AXIS}
            width={AXIS_WIDTH}
            type="number"
            domain={PRESSURE_DOMAIN}
            ticks={PRESSURE_TICKS}
            allowDataOverflow
          />
          <YAxis
            yAxisId={SPO2_AXIS}
            orientation="right"
            width={AXIS_WIDTH}
            type="number"
            domain={SPO2_DOMAIN}
            ticks={SPO2_TICKS}
            allowDataOverflow
            className="axis-spo2"
          />
          {limits ? <LimitLayer limits={limits} /> : null}
          <LineLayer points={pulse} axis={PRESSURE_AXIS} name="pulse" />
          <LineLayer points={spo2} axis={SPO2_AXIS} name="spo2" />
          <PressureLayer readings={nibp} />
          <AlarmLayer log={log} />
          {/* Words come last: no line is drawn through them. */}
          <MarkLayer session={session} words={markWords} />
          <PhaseNames session={session} names={phase => phaseName(session, phase)} toMs={time.toMs} />
          {limits ? (
            <LimitNames
              limits={limits}
              changes={session.limitChanges}
              readings={nibp}
              doses={session.doses}
            />
          ) : null}
          {cursorMs === undefined ? null : <CursorLayer atMs={cursorMs} />}
        </ComposedChart>
      </DrawnLine.Provider>
    </div>
  )
}

/** The layers draw; Recharts itself is given no points at all. */
const NO_DATA: readonly object[] = []

function phaseName(session: Session, phase: string): string {
  const names = session.preset.phaseNames
  if (phase === 'dosing') return names.dosing
  if (phase === 'observation') return names.observation
  return phase.toUpperCase()
}

function markWords(mark: Session['marks'][number]): string {
  const { severity, text: words } = mark
  const detail = words && words.length > 18 ? `${words.slice(0, 17)}…` : words
  return [nameMark(mark, shared).toLowerCase(), severity, detail].filter(part => part !== undefined).join(' ')
}
