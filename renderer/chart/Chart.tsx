import './chart.css'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Button, Radio, RadioGroup } from 'react-aria-components'
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts'
import { presets } from '../../shared/presets/index.ts'
import type { Session } from '../../shared/session/types.ts'
import type { RoomView } from '../../shared/views.ts'
import { chooseScale, useUi } from '../app/ui.ts'
import { roomNow, useTicking } from '../live/clock.ts'
import { buffersByRoom, useLive } from '../live/store.ts'
import { text } from '../text/en.ts'
import { type ChartPoint, decimate } from './decimate.ts'
import { describeChart } from './describe.ts'
import {
  AlarmLayer,
  LimitLayer,
  LineLayer,
  MarkLayer,
  PhaseLayer,
  PRESSURE_AXIS,
  PressureLayer,
  SPO2_AXIS,
} from './layers.tsx'
import { formatTick, type Scale, scales, timeTicks, timeWindow } from './window.ts'

/*
 * Two panels in one chart: SpO2 70 to 100 above, with room for the phases' names over it, pressure and pulse 20 to 220
 * below. Both scales span the whole height, so that a value out of its panel is drawn all the same, and never cut off.
 */
const PRESSURE_DOMAIN: [number, number] = [20, 350]
const PRESSURE_TICKS = [40, 60, 80, 100, 120, 140, 160, 180, 200, 220]
const SPO2_DOMAIN: [number, number] = [10, 106]
const SPO2_TICKS = [70, 80, 90, 100]
const MARGIN = { top: 6, right: 4, bottom: 0, left: 0 }
const AXIS_WIDTH = 40

/** The one chart of a room: SpO2, pulse and blood pressure on one time axis, drawn anew once a second. */
export function Chart({ roomId }: { readonly roomId: string }) {
  const scale = useUi(state => state.scale)
  const [backMs, setBackMs] = useState(0)
  const live = useLive(state => state.rooms[roomId])
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  useTicking(1000)
  const nowMs = live ? Math.floor(roomNow(live).monoMs / 1000) * 1000 : 0
  const view = live?.view
  const stepMs = view?.session ? redrawEveryMs(view.session, scale, nowMs, size.width) : 1000
  const shownMs = Math.floor(nowMs / stepMs) * stepMs
  const content = view ? describeContent(view) : ''
  // The same picture is not drawn again: in a long session a pixel is many seconds wide.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `content` says whether anything drawn of `view` has changed
  const drawing = useMemo(
    () =>
      view && size.width > 0 ? (
        <Drawing roomId={roomId} view={view} scale={scale} nowMs={shownMs} backMs={backMs} {...size} />
      ) : null,
    [roomId, content, scale, shownMs, backMs, size],
  )
  if (!view?.session) return null
  const look = (earlier: boolean) => {
    const lookMs = scale === 'session' ? 0 : Number(scale) * 20_000
    setBackMs(back => Math.max(0, back + (earlier ? lookMs : -lookMs)))
  }

  return (
    <section className="chart" data-testid="chart">
      <div className="chart-frame" ref={frame}>
        {drawing}
      </div>
      <div className="chart-controls">
        <Legend />
        <div className="scale-choice">
          <kbd>s</kbd>
          <RadioGroup
            className="scales"
            aria-label={text.chart.scale}
            orientation="horizontal"
            value={scale}
            onChange={value => {
              chooseScale(value as Scale)
              setBackMs(0)
            }}
          >
            {scales.map(value => (
              <Radio key={value} value={value}>
                {text.chart.scales[value]}
              </Radio>
            ))}
          </RadioGroup>
        </div>
        <Button onPress={() => look(true)} isDisabled={scale === 'session'}>
          {text.chart.earlier}
        </Button>
        <Button onPress={() => look(false)} isDisabled={backMs === 0}>
          {text.chart.later}
        </Button>
        <Button className="live" onPress={() => setBackMs(0)} isDisabled={backMs === 0}>
          {text.chart.live}
        </Button>
      </div>
    </section>
  )
}

/** How long the picture stays the same: once a second, or the time that one pixel stands for. */
function redrawEveryMs(session: Session, scale: Scale, nowMs: number, widthPx: number): number {
  const { fromMs, toMs } = timeWindow(session, scale, nowMs, 0)
  return Math.max(1000, Math.floor((toMs - fromMs) / Math.max(1, widthPx) / 1000) * 1000)
}

/** Everything of a view that the chart draws, besides the streams: what changes here is drawn at once. */
function describeContent({ id, session, limits, marks, nibp }: RoomView): string {
  if (!session) return ''
  const { phaseStarts, doses, gaps, t0, marks: noted } = session
  const filled = buffersByRoom.has(id)
  const cuff = [nibp.last?.seq, nibp.failed?.seq]
  return JSON.stringify([session.id, filled, cuff, phaseStarts, doses, noted, gaps, t0, limits, marks])
}

interface DrawingProps {
  readonly roomId: string
  readonly view: RoomView
  readonly scale: Scale
  readonly nowMs: number
  readonly backMs: number
  readonly width: number
  readonly height: number
}

function Drawing({ roomId, view, scale, nowMs, backMs, width, height }: DrawingProps) {
  const session = view.session
  const log = useLive(state => state.log[roomId]) ?? []
  const buffers = buffersByRoom.get(roomId)
  // One drawing a second: what comes in between is drawn with the next.
  const drawn = useMemo(() => {
    if (!session) return null
    const time = timeWindow(session, scale, nowMs, backMs)
    const plotPx = Math.max(50, width - 2 * AXIS_WIDTH)
    const line = (vital: 'spo2' | 'pulseRate'): ChartPoint[] => {
      const series = buffers?.vitals.get(vital)
      return series ? decimate(series, time.fromMs, time.toMs, plotPx) : []
    }
    const nibp = (buffers?.nibp ?? []).filter(
      ({ takenAt }) => takenAt.monoMs >= time.fromMs && takenAt.monoMs <= time.toMs,
    )
    return { time, plotPx, spo2: line('spo2'), pulse: line('pulseRate'), nibp }
  }, [session, scale, nowMs, backMs, width, buffers])
  if (!session || !drawn) return null
  const { time, plotPx, spo2, pulse, nibp } = drawn
  const zeroMs = (session.t0 ?? session.opened.at).monoMs

  return (
    <div role="img" aria-label={describeChart(spo2, pulse, nibp, log, time)}>
      {view.marks.simulated ? <p className="watermark">{text.chart.simulated}</p> : null}
      {view.marks.replay ? <p className="watermark">{text.chart.replay}</p> : null}
      <ComposedChart width={width} height={height} data={NO_DATA} margin={MARGIN} accessibilityLayer={false}>
        <PhaseLayer session={session} names={phase => phaseName(session, phase)} toMs={time.toMs} />
        <CartesianGrid vertical={false} yAxisId={PRESSURE_AXIS} />
        <CartesianGrid vertical={false} yAxisId={SPO2_AXIS} />
        <XAxis
          type="number"
          dataKey="monoMs"
          domain={[time.fromMs, time.toMs]}
          allowDataOverflow
          ticks={timeTicks(time, zeroMs, plotPx)}
          tickFormatter={(monoMs: number) => formatTick(monoMs, zeroMs)}
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
        {view.limits ? <LimitLayer limits={view.limits} /> : null}
        <MarkLayer session={session} words={markWords} />
        <LineLayer points={pulse} axis={PRESSURE_AXIS} name="pulse" />
        <LineLayer points={spo2} axis={SPO2_AXIS} name="spo2" />
        <PressureLayer readings={nibp} />
        <AlarmLayer log={log} />
      </ComposedChart>
    </div>
  )
}

/** The layers draw; Recharts itself is given no points at all. */
const NO_DATA: readonly object[] = []

function Legend() {
  return (
    <ul className="legend" aria-hidden="true">
      <li className="legend-spo2">{text.chart.spo2}</li>
      <li className="legend-pulse">{text.chart.pulseLine}</li>
      <li className="legend-bp">{text.chart.bpBars}</li>
    </ul>
  )
}

function phaseName(session: Session, phase: string): string {
  const names = presets.find(({ id }) => id === session.preset.id)?.phaseNames
  if (phase === 'dosing') return names?.dosing ?? 'DOSING'
  if (phase === 'observation') return names?.observation ?? 'OBSERVATION'
  return phase.toUpperCase()
}

function markWords({ mark, severity, text: words }: Session['marks'][number]): string {
  const detail = words && words.length > 18 ? `${words.slice(0, 17)}…` : words
  return [mark, severity, detail].filter(part => part !== undefined).join(' ')
}

/** The size of an element, as the layout gives it. */
function useSize(ref: React.RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry)
        setSize({ width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return size
}
