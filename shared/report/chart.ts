import type { Reading } from '../reading.ts'
import { MINUTE_MS, SECOND_MS } from '../time.ts'
import type { Report } from './model.ts'

/* The report's chart as plain geometry, drawn as vectors by the PDF and as SVG by the HTML. Units: points, origin top left. */

export interface ChartGeometry {
  readonly width: number
  readonly height: number
  readonly plot: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly bands: readonly {
    readonly x: number
    readonly width: number
    readonly label: string
    readonly shaded: boolean
  }[]
  readonly gaps: readonly { readonly x: number; readonly width: number }[]
  readonly xTicks: readonly { readonly x: number; readonly label: string }[]
  readonly leftTicks: readonly { readonly y: number; readonly label: string }[]
  readonly rightTicks: readonly { readonly y: number; readonly label: string }[]
  readonly limits: readonly { readonly y: number; readonly label: string; readonly axis: 'left' | 'right' }[]
  readonly bars: readonly {
    readonly x: number
    readonly top: number
    readonly bottom: number
    readonly mean: number | null
    readonly style: 'valid' | 'questionable' | 'manual'
  }[]
  readonly failed: readonly number[]
  /** Runs of connected points: no run crosses a gap. */
  readonly spo2: readonly (readonly (readonly [number, number])[])[]
  readonly pulse: readonly (readonly (readonly [number, number])[])[]
  readonly doses: readonly { readonly x: number; readonly label: string }[]
  readonly marks: readonly { readonly x: number; readonly label: string }[]
  readonly alarms: readonly { readonly x: number; readonly strokes: 1 | 2 | 3 }[]
}

const GAP_MS = 10 * SECOND_MS
const LEFT: readonly [number, number] = [20, 220]
const RIGHT: readonly [number, number] = [40, 100]

export function layOutChart(report: Report, width: number, height: number): ChartGeometry {
  const { session, zero } = report
  const plot = { x: 30, y: 14, width: width - 60, height: height - 34 }
  const fromMs = session.opened.at.monoMs
  const toMs = Math.max(report.end.monoMs, fromMs + 10 * MINUTE_MS)
  const x = (monoMs: number) =>
    plot.x + ((clamp(monoMs, fromMs, toMs) - fromMs) / (toMs - fromMs)) * plot.width
  const scale =
    ([low, high]: readonly [number, number]) =>
    (value: number) =>
      plot.y + plot.height - ((clamp(value, low, high) - low) / (high - low)) * plot.height
  const left = scale(LEFT)
  const right = scale(RIGHT)
  const { limits } = report
  return {
    width,
    height,
    plot,
    bands: session.phaseStarts.map(({ phase, at }, index) => {
      const next = session.phaseStarts[index + 1]?.at.monoMs ?? toMs
      return {
        x: x(at.monoMs),
        width: x(next) - x(at.monoMs),
        label: phase.toUpperCase(),
        shaded: index % 2 === 1,
      }
    }),
    gaps: report.gaps
      .filter(({ what }) => what === 'monitoring')
      .map(({ from, to }) => ({ x: x(from.monoMs), width: Math.max(1, x(to.monoMs) - x(from.monoMs)) })),
    xTicks: makeTicks(fromMs, toMs, zero.monoMs).map(monoMs => ({
      x: x(monoMs),
      label: String(Math.round((monoMs - zero.monoMs) / MINUTE_MS)),
    })),
    leftTicks: [40, 80, 120, 160, 200].map(value => ({ y: left(value), label: String(value) })),
    rightTicks: [70, 80, 90, 100].map(value => ({ y: right(value), label: String(value) })),
    limits: [
      {
        y: right(limits['spo2-low'].levels.medium?.limit ?? 0),
        label: `SpO2 < ${limits['spo2-low'].levels.medium?.limit}`,
        axis: 'right',
      },
      {
        y: left(limits['systolic-high'].levels.high?.limit ?? 0),
        label: `SYS >= ${limits['systolic-high'].levels.high?.limit}`,
        axis: 'left',
      },
      {
        y: left(limits['systolic-high'].levels.medium?.limit ?? 0),
        label: `SYS >= ${limits['systolic-high'].levels.medium?.limit}`,
        axis: 'left',
      },
    ],
    bars: report.cuff.flatMap(({ takenAt, systolic, diastolic, mean, validity, source }) =>
      validity === 'invalid' || systolic === null || diastolic === null
        ? []
        : [
            {
              x: x(takenAt.monoMs),
              top: left(systolic),
              bottom: left(diastolic),
              mean: mean === null ? null : left(mean),
              style: source.origin === 'manual' ? 'manual' : validity,
            },
          ],
    ),
    failed: report.cuff
      .filter(({ validity }) => validity === 'invalid')
      .map(({ takenAt }) => x(takenAt.monoMs)),
    spo2: makeRuns(report.readings, 'spo2', x, right, (toMs - fromMs) / plot.width),
    pulse: makeRuns(report.readings, 'pulseRate', x, left, (toMs - fromMs) / plot.width),
    doses: session.doses.map(({ at, mg }) => ({ x: x(at.monoMs), label: `${mg} mg` })),
    marks: session.marks
      .filter(({ withdrawn }) => !withdrawn)
      .map(({ at, mark }) => ({ x: x(at.monoMs), label: mark })),
    alarms: report.alarms.map(({ start, priority }) => ({
      x: x(start.monoMs),
      strokes: priority === 'high' ? 3 : priority === 'medium' ? 2 : 1,
    })),
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

function makeTicks(fromMs: number, toMs: number, zeroMs: number): number[] {
  const spanMin = (toMs - fromMs) / MINUTE_MS
  const stepMin = [1, 2, 5, 10, 15, 30, 60].find(step => spanMin / step <= 14) ?? 120
  const first = Math.ceil((fromMs - zeroMs) / MINUTE_MS / stepMin)
  const last = Math.floor((toMs - zeroMs) / MINUTE_MS / stepMin)
  return Array.from({ length: last - first + 1 }, (_, n) => zeroMs + (first + n) * stepMin * MINUTE_MS)
}

interface Column {
  readonly index: number
  readonly low: number
  readonly high: number
  readonly at: number
}

/** Lines of a vital sign: lowest and highest of each half point, cut at gaps, missing and invalid values. */
function makeRuns(
  readings: readonly Reading[],
  vital: 'spo2' | 'pulseRate',
  x: (monoMs: number) => number,
  y: (value: number) => number,
  msPerPoint: number,
): (readonly [number, number])[][] {
  const runs: (readonly [number, number])[][] = []
  let run: (readonly [number, number])[] = []
  let lastMs = Number.NEGATIVE_INFINITY
  let column = null as Column | null
  const flush = (full: Column | null) => {
    if (!full) return
    run.push([x(full.at), y(full.low)])
    if (full.high !== full.low) run.push([x(full.at), y(full.high)])
  }
  const cut = () => {
    flush(column)
    column = null
    if (run.length > 0) runs.push(run)
    run = []
  }
  for (const reading of readings) {
    if (reading.kind !== 'vital' || reading.vital !== vital) continue
    const { monoMs } = reading.takenAt
    if (reading.value === null || reading.validity === 'invalid' || monoMs - lastMs > GAP_MS) cut()
    if (reading.value === null || reading.validity === 'invalid') continue
    lastMs = monoMs
    const index = Math.floor(monoMs / (msPerPoint / 2))
    const { value } = reading
    const open = column
    if (open && open.index === index) {
      column = { ...open, low: Math.min(open.low, value), high: Math.max(open.high, value) }
      continue
    }
    flush(open)
    column = { index, low: value, high: value, at: monoMs }
  }
  cut()
  return runs
}
