import { type CSSProperties, createContext, useContext, useMemo } from 'react'
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts'
import type { Limits } from '../../shared/limits.ts'
import type { NibpReading } from '../../shared/reading.ts'
import type { Phase, Session } from '../../shared/session/types.ts'
import type { LogEntry } from '../../shared/views.ts'
import { drawnVitals, ownPanels, type StreamVitalId } from '../../shared/vitals.ts'
import { nameMark } from '../../shared/words/names.ts'
import { namePhase } from '../../shared/words/phases.ts'
import type { SessionBuffers } from '../live/buffers.ts'
import { words as shared, text } from '../text/text.ts'
import { LimitLayer, LimitNames, type NamedPhases, PhaseLayer, PhaseNames } from './bands.tsx'
import { type ChartPoint, decimate } from './decimate.ts'
import { describeChart } from './describe.ts'
import { AlarmLayer, CursorLayer, LineLayer, MarkLayer, PressureLayer } from './layers.tsx'
import { PanelLayer, PanelNames } from './panels.tsx'
import { DrawnLine, DrawnPanels, layOutPanels, type Panels, PRESSURE_AXIS, SPO2_AXIS } from './plot.ts'
import { formatTick, lineOf, type TimeWindow, timeTicks } from './window.ts'

const PRESSURE_TICKS = [40, 60, 80, 100, 120, 140, 160, 180, 200, 220]
const SPO2_TICKS = [70, 80, 90, 100]
const MARGIN = { top: 6, right: 4, bottom: 0, left: 0 }
/** A lower chart has no room for panels at its foot nor for the names of limits: the tiles tell both, or the words below a review. */
const LEAST_WITH_PANELS = 165
/** Pixels left and right of the plot. */
export const AXIS_WIDTH = 40

interface DrawingProps {
  readonly session: Session
  readonly limits: Limits | null
  readonly buffers: SessionBuffers | undefined
  readonly log: readonly LogEntry[]
  readonly time: TimeWindow
  /** Another number: the buffers have grown. */
  readonly asOfMs?: number
  readonly width: number
  readonly height: number
  /** A moment that is being looked at, in ms from zero. */
  readonly cursorMs?: number
}

/** What grows while the frame around it stays. */
interface Drawn {
  readonly lines: readonly { readonly vital: StreamVitalId; readonly points: readonly ChartPoint[] }[]
  readonly nibp: readonly NibpReading[]
  readonly log: readonly LogEntry[]
}
const DrawnNow = createContext<Drawn>({ lines: [], nibp: [], log: [] })

/** As large as its letters leave room for. */
function Watermark({ said }: { readonly said: string }) {
  return (
    <p className="watermark" style={{ '--letters': said.length } as CSSProperties}>
      {said}
    </p>
  )
}

/** The chart itself: axes, and the layers between them. Live or recorded, it is the same picture. */
export function Drawing(props: DrawingProps) {
  const { session, limits, buffers, log, time, asOfMs, width, height, cursorMs } = props
  const plotPx = Math.max(50, width - 2 * AXIS_WIDTH)
  const line = useMemo(() => lineOf(session), [session])
  const measured = listDrawn(buffers)
  const isLow = height < LEAST_WITH_PANELS
  const drawn = useMemo(
    () => (isLow ? measured.filter(vital => ownPanels([vital]).length === 0) : measured),
    [isLow, measured],
  )
  const panels = useMemo(() => layOutPanels(drawn), [drawn])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the buffers are the same ones when they have grown
  const now = useMemo(() => {
    const lines = drawn.map(vital => {
      const series = buffers?.vitals.get(vital)
      return { vital, points: series ? decimate(series, time.fromMs, time.toMs, plotPx, line) : [] }
    })
    const nibp = (buffers?.nibp ?? []).filter(({ takenAt }) => {
      const atMs = line.at(takenAt.monoMs)
      return atMs >= time.fromMs && atMs <= time.toMs
    })
    return { lines, nibp, log }
  }, [time, asOfMs, plotPx, buffers, line, drawn, log])
  // Axes, bands and names cost ten times what the lines do, and stay as they are from second to second.
  const frame = useMemo(
    () => <Frame {...{ session, limits, panels, time, width, height, plotPx, cursorMs }} />,
    [session, limits, panels, time, width, height, plotPx, cursorMs],
  )
  return (
    <div role="img" aria-label={describeChart(now.lines, now.nibp, log, time, line)}>
      {session.simulated ? <Watermark said={text.chart.simulated} /> : null}
      {session.replayed ? <Watermark said={text.chart.replay} /> : null}
      <DrawnLine.Provider value={line}>
        <DrawnPanels.Provider value={panels}>
          <DrawnNow.Provider value={now}>{frame}</DrawnNow.Provider>
        </DrawnPanels.Provider>
      </DrawnLine.Provider>
    </div>
  )
}

interface FrameProps extends Pick<DrawingProps, 'session' | 'limits' | 'time' | 'width' | 'height'> {
  readonly cursorMs: number | undefined
  readonly panels: Panels
  readonly plotPx: number
}

function Frame({ session, limits, panels, time, width, height, plotPx, cursorMs }: FrameProps) {
  const phases = { session, names: (phase: Phase) => phaseName(session, phase), toMs: time.toMs }
  return (
    <ComposedChart width={width} height={height} data={NO_DATA} margin={MARGIN} accessibilityLayer={false}>
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
        domain={domainOf(panels, PRESSURE_AXIS)}
        ticks={PRESSURE_TICKS}
        allowDataOverflow
      />
      <YAxis
        yAxisId={SPO2_AXIS}
        orientation="right"
        width={AXIS_WIDTH}
        type="number"
        domain={domainOf(panels, SPO2_AXIS)}
        ticks={SPO2_TICKS}
        allowDataOverflow
        className="axis-spo2"
      />
      <PanelLayer panels={panels} />
      {limits ? <LimitLayer limits={limits} panels={panels} /> : null}
      {/* SpO2 over the rest. */}
      <Lines />
      <Pressures />
      <Alarms />
      {/* Words come last: no line is drawn through them. */}
      <MarkLayer session={session} words={markWords} />
      <PanelNames panels={panels} doses={session.doses} />
      <PhaseNames {...phases} />
      {limits && height >= LEAST_WITH_PANELS ? <LimitNamesNow limits={limits} phases={phases} /> : null}
      {cursorMs === undefined ? null : <CursorLayer atMs={cursorMs} />}
    </ComposedChart>
  )
}

function Lines() {
  const { lines } = useContext(DrawnNow)
  return lines
    .toReversed()
    .map(({ vital, points }) => <LineLayer key={vital} points={points} vital={vital} />)
}

function Pressures() {
  return <PressureLayer readings={useContext(DrawnNow).nibp} />
}

function Alarms() {
  return <AlarmLayer log={useContext(DrawnNow).log} />
}

function LimitNamesNow({ limits, phases }: { readonly limits: Limits; readonly phases: NamedPhases }) {
  const { nibp } = useContext(DrawnNow)
  const { limitChanges, doses } = phases.session
  return <LimitNames limits={limits} changes={limitChanges} readings={nibp} doses={doses} phases={phases} />
}

/** The vital signs that have a line: the same list as long as it is of the same ones. */
export function listDrawn(buffers: SessionBuffers | undefined): readonly StreamVitalId[] {
  const drawn = drawnVitals(
    vital => buffers?.vitals.get(vital)?.values.some(value => value !== null) ?? false,
  )
  const key = drawn.join()
  const known = lists.get(key)
  if (known) return known
  lists.set(key, drawn)
  return drawn
}
const lists = new Map<string, readonly StreamVitalId[]>()

function domainOf({ domains }: Panels, axis: 'spo2' | 'pressure'): [number, number] {
  const [bottom, top] = domains[axis] ?? [0, 1]
  return [bottom, top]
}

/** The layers draw; Recharts itself is given no points at all. */
const NO_DATA: readonly object[] = []

function phaseName(session: Session, phase: Phase): string {
  return namePhase(phase, session.preset, shared, text.chart.phases)
}

function markWords(mark: Session['marks'][number]): string {
  const { severity, text: words } = mark
  const detail = words && words.length > 18 ? `${words.slice(0, 17)}…` : words
  const how = severity && shared.severities[severity]
  return [nameMark(mark, shared).toLowerCase(), how, detail].filter(part => part !== undefined).join(' ')
}
