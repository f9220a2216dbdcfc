import { type LimitAlarmId, limitAlarmIds, type Priority, priorities } from '../alarm/ids.ts'
import { lineFrom } from '../session/line.ts'
import { isUnconfirmed } from '../session/unconfirmed.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { drawnVitals, isBesidePulse, ownPanels, panelOf, type StreamVitalId, vitals } from '../vitals.ts'
import { nameMark } from '../words/names.ts'
import { namePhase } from '../words/phases.ts'
import type { ReportWords } from '../words/report.ts'
import { type LaneLabel, stagger } from './chart-lanes.ts'
import { gutterOf, LABEL_SIZE, type LimitLine, limitLines, spreadLabels } from './chart-limits.ts'
import { type ChartRun, makeRuns } from './chart-runs.ts'
import { measuredVitals } from './measured.ts'
import type { Report } from './model.ts'

/*
 * The report's chart as plain geometry, drawn as vectors by the PDF and as SVG by the HTML. Units: points, origin top left.
 * From top to bottom: phases, doses, SpO2, blood pressure with pulse, a panel for each vital sign beside them that was measured,
 * alarms, marks, minutes.
 */

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export interface Tick {
  readonly y: number
  readonly label: string
}
export interface CuffBar {
  readonly x: number
  readonly top: number
  readonly bottom: number
  readonly mean: number | null
  readonly style: 'valid' | 'questionable' | 'manual'
}

/** A streamed vital sign: its line, cut wherever it was not measured, and what was typed of it, on a panel of its own. */
export interface ChartLine {
  readonly vital: StreamVitalId
  readonly runs: readonly ChartRun[]
  readonly checks: readonly { readonly x: number; readonly y: number }[]
}
/** The panel of a vital sign that is measured beside SpO2, pressure and pulse. */
export interface SmallPanel extends Box {
  readonly name: string
  /** The upper edge of the name, which stands above the panel: no value is ever under it. */
  readonly nameY: number
  readonly ticks: readonly Tick[]
}

export interface ChartGeometry {
  readonly width: number
  readonly height: number
  /** All panels together, with the lanes between them. */
  readonly plot: Box
  readonly spo2Panel: Box
  readonly pressurePanel: Box
  readonly smallPanels: readonly SmallPanel[]
  /** The lower edge of the lowest panel. */
  readonly base: number
  readonly phases: readonly (Box & { readonly label: string; readonly shaded: boolean })[]
  /** Vigil itself did not run. */
  readonly gaps: readonly { readonly x: number; readonly width: number }[]
  readonly xTicks: readonly { readonly x: number; readonly label: string }[]
  readonly spo2Ticks: readonly Tick[]
  readonly pressureTicks: readonly Tick[]
  readonly limits: readonly LimitLine[]
  readonly bars: readonly CuffBar[]
  /** Failed or invalid cuff measurements. */
  readonly failed: readonly { readonly x: number; readonly y: number }[]
  readonly lines: readonly ChartLine[]
  readonly doses: readonly LaneLabel[]
  readonly marks: readonly LaneLabel[]
  /** Where alarms began or rose, each on the row of its priority; `y` is the row's base line. */
  readonly alarms: readonly { readonly x: number; readonly y: number }[]
  readonly alarmRows: readonly { readonly y: number; readonly label: string }[]
}

const ROW = 8
const ALARM_ROW = 6.5
/** Between the panels, so that the lowest figure of one axis clears the highest of the next; a small panel's name stands in it. */
const PANEL_GAP = 10
/** Of a line of text in the lanes. */
const NAME_HEIGHT = LABEL_SIZE + 2
/** Clears the lowest figure of a small panel from the names of the alarms' rows. */
const BELOW_SMALL = 4
/** A small panel with the gap above it: its share of the panels' height, and within how many points. */
const SMALL_PANEL = { share: 0.14, least: 24, most: 34 } as const
/** In points: what phases, doses, the two large panels, alarms and marks take at least. */
const LEAST_HEIGHT = 150

/** Dash and space of a vital sign's line: what shares a panel is told apart by it. Undefined: a whole line. */
export function dashOf(vital: StreamVitalId): readonly [dash: number, space: number] | undefined {
  if (isBesidePulse(vital)) return [0.8, 1.8]
  return vital === 'pulseRate' ? [3, 1.6] : undefined
}

/** The height below which the chart of a report cannot be read, in points. */
export function leastChartHeight(report: Report): number {
  const own = ownPanels(drawnOf(report)).length
  return LEAST_HEIGHT + own * SMALL_PANEL.least + (own > 0 ? BELOW_SMALL : 0)
}

export function layOutChart(whole: Report, width: number, height: number, words: ReportWords): ChartGeometry {
  const report = upToEnd(whole)
  const { session, zero } = report
  const line = lineFrom(session, zero.monoMs)
  // All places are by the time that passed from zero.
  const fromMs = line.at(session.opened.at.monoMs)
  const toMs = Math.max(line.at(report.end.monoMs), fromMs + 10 * MINUTE_MS)
  const plotX = 26
  const plotWidth = width - plotX - gutterOf(report, words)
  const xOf = (ms: number) => plotX + ((clamp(ms, fromMs, toMs) - fromMs) / (toMs - fromMs)) * plotWidth
  const x = (monoMs: number) => xOf(line.at(monoMs))

  const doses = stagger(
    session.doses.map(({ at, mg }) => ({ x: x(at.monoMs), label: words.report.chart.mg(mg) })),
    2,
    plotX + plotWidth,
  )
  const marks = stagger(
    session.marks
      // Another patient's has no place here; the tables have it, with a word.
      .filter(({ at, withdrawn }) => !withdrawn && !isUnconfirmed(session, at))
      .map(mark => ({ x: x(mark.at.monoMs), label: nameMark(mark, words) })),
    3,
    plotX + plotWidth,
  )
  const phaseY = 0
  const doseY = phaseY + 11
  const top = doseY + Math.max(1, doses.rows) * ROW + 3
  const ticksHeight = 12
  const alarmHeight = 3 * ALARM_ROW + 2
  const marksHeight = Math.max(1, marks.rows) * ROW + 3
  const drawn = drawnOf(whole)
  const own = ownPanels(drawn)
  const belowSmall = own.length > 0 ? BELOW_SMALL : 0
  const allPanels = height - top - belowSmall - alarmHeight - marksHeight - ticksHeight - PANEL_GAP
  const smallHeight = clamp(allPanels * SMALL_PANEL.share, SMALL_PANEL.least, SMALL_PANEL.most)
  const panels = allPanels - own.length * smallHeight
  const spo2Panel: Box = { x: plotX, y: top, width: plotWidth, height: panels * 0.36 }
  const pressureY = top + spo2Panel.height + PANEL_GAP
  const pressurePanel: Box = { x: plotX, y: pressureY, width: plotWidth, height: panels * 0.64 }
  const smallPanels = own.map(({ vital, range }, index) => {
    const y = pressureY + pressurePanel.height + index * smallHeight + PANEL_GAP
    const box: Box = { x: plotX, y, width: plotWidth, height: smallHeight - PANEL_GAP }
    return { vital, range, box, at: scale(box, range.min, range.max) }
  })
  const base = pressureY + pressurePanel.height + own.length * smallHeight
  const alarmY = base + belowSmall
  const marksY = alarmY + alarmHeight
  const plot: Box = { x: plotX, y: phaseY, width: plotWidth, height: marksY + marksHeight - phaseY }

  const rowOf = (priority: Priority) => alarmY + (3 - priorities.indexOf(priority)) * ALARM_ROW

  const spo2Low = lowestSpo2(report)
  const [pressureLow, pressureHigh] = pressureRange(report)
  const spo2Y = scale(spo2Panel, spo2Low, 100)
  const pressureAt = scale(pressurePanel, pressureLow, pressureHigh)
  const yOf = (vital: StreamVitalId): ((value: number) => number) => {
    if (panelOf(vital) === 'spo2') return spo2Y
    return smallPanels.find(panel => panel.vital === vital)?.at ?? pressureAt
  }
  const limit = (
    alarm: LimitAlarmId,
    priority: Priority,
    y: (value: number) => number,
    name: ((limit: number) => string) | null,
  ) => limitLines(report, alarm, priority, name, x, y, xOf(toMs))

  return {
    width,
    height,
    plot,
    spo2Panel,
    pressurePanel,
    smallPanels: smallPanels.map(({ vital, range, box, at }) => ({
      ...box,
      name: `${words.vitals.names[vital]} ${vitals[vital].unit}`,
      nameY: box.y - NAME_HEIGHT,
      ticks: [range.min, range.max].map(value => ({ y: at(value), label: String(value) })),
    })),
    base,
    phases: session.phaseStarts.map(({ phase, at }, index) => {
      const next = session.phaseStarts[index + 1]
      return {
        x: x(at.monoMs),
        y: phaseY,
        width: (next ? x(next.at.monoMs) : xOf(toMs)) - x(at.monoMs),
        height: plot.height,
        label: namePhase(phase, session.preset, words).toUpperCase(),
        shaded: index % 2 === 1,
      }
    }),
    gaps: report.gaps
      .filter(({ what }) => what === 'monitoring')
      .map(({ from, to }) => line.span(from.monoMs, to.monoMs))
      .map(span => ({ x: xOf(span.fromMs), width: Math.max(1, xOf(span.toMs) - xOf(span.fromMs)) })),
    xTicks: makeMinutes(fromMs, toMs).map(minute => ({ x: xOf(minute * MINUTE_MS), label: String(minute) })),
    spo2Ticks: makeTicks(spo2Low, 100, 10, spo2Y),
    pressureTicks: makeTicks(pressureLow, pressureHigh, 40, pressureAt),
    limits: [
      ...spreadLabels(
        [
          ...limit('spo2-low', 'medium', spo2Y, words.report.chart.spo2Low),
          ...limit('spo2-low', 'high', spo2Y, words.report.chart.spo2Low),
        ],
        spo2Panel.y,
      ),
      ...spreadLabels(
        [
          ...limit('systolic-high', 'medium', pressureAt, words.report.chart.systolicHigh),
          ...limit('systolic-high', 'high', pressureAt, words.report.chart.systolicHigh),
        ],
        pressurePanel.y,
      ),
      // Their names would not fit: the table of limits has them.
      ...smallPanels.flatMap(({ vital, at }) =>
        limitAlarmIds
          .filter(alarm => report.limits[alarm].parameter === vital)
          .flatMap(alarm => priorities.flatMap(priority => limit(alarm, priority, at, null))),
      ),
    ],
    bars: report.cuff.flatMap(({ takenAt, systolic, diastolic, mean, validity, source, existing }) =>
      existing || validity === 'invalid' || systolic === null || diastolic === null
        ? []
        : [
            {
              x: x(takenAt.monoMs),
              top: pressureAt(systolic),
              bottom: pressureAt(diastolic),
              mean: mean === null ? null : pressureAt(mean),
              style: source.origin === 'manual' ? 'manual' : validity,
            },
          ],
    ),
    failed: report.cuff
      .filter(({ validity }) => validity === 'invalid')
      .map(({ takenAt }) => ({ x: x(takenAt.monoMs), y: pressureY + pressurePanel.height - 5 })),
    lines: drawn.map(vital => ({
      vital,
      runs: makeRuns(report.readings, vital, line, x, yOf(vital)),
      // Beside pressures a diamond would be taken for a typed pressure.
      checks: panelOf(vital) === 'pressure' ? [] : listChecks(report.readings, vital, x, yOf(vital)),
    })),
    doses: doses.labels.map(({ row, ...label }) => ({ ...label, y: doseY + row * ROW })),
    marks: marks.labels.map(({ row, ...label }) => ({ ...label, y: marksY + 2 + row * ROW })),
    alarms: report.alarms.flatMap(({ start, priorityAtStart, escalations }) =>
      [{ at: start, priority: priorityAtStart }, ...escalations].map(({ at, priority }) => ({
        x: x(at.monoMs),
        y: rowOf(priority),
      })),
    ),
    alarmRows: priorities.map(priority => ({ y: rowOf(priority), label: words.priorities[priority] })),
  }
}

/** The vital signs that have a line on it. */
export function drawnOf(report: Report): readonly StreamVitalId[] {
  const measured = measuredVitals(upToEnd(report).readings)
  return drawnVitals(vital => measured.has(vital))
}

/** What was typed of a vital sign. */
function listChecks(
  readings: Report['readings'],
  vital: StreamVitalId,
  x: (monoMs: number) => number,
  y: (value: number) => number,
): ChartLine['checks'] {
  return readings.flatMap(reading =>
    reading.kind === 'vital' &&
    reading.vital === vital &&
    reading.source.origin === 'manual' &&
    reading.value !== null
      ? [{ x: x(reading.takenAt.monoMs), y: y(reading.value) }]
      : [],
  )
}

/** What came after the end was another patient's (AR-23): its edge must not gather it. */
function upToEnd(report: Report): Report {
  const endMs = report.end.monoMs
  const within = ({ takenAt }: { readonly takenAt: Instant }) => takenAt.monoMs <= endMs
  return {
    ...report,
    readings: report.readings.filter(within),
    cuff: report.cuff.filter(within),
    alarms: report.alarms.filter(({ start }) => start.monoMs <= endMs),
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

function scale({ y, height }: Box, low: number, high: number): (value: number) => number {
  return value => y + height - ((clamp(value, low, high) - low) / (high - low)) * height
}

/** Down to 70 %, and further in tens where a value lies lower. */
function lowestSpo2({ peaks }: Report): number {
  // What a settling sensor told is drawn too.
  const spo2 = peaks.filter(({ vital }) => vital === 'spo2')
  const lowest = Math.min(100, ...spo2.map(({ value }) => value))
  return Math.min(70, Math.floor(lowest / 10) * 10)
}

/** 40 to 200 for pressure and pulse, and further in forties where a value lies outside. */
function pressureRange({ cuff, readings }: Report): readonly [number, number] {
  let low = 40
  let high = 200
  const take = (value: number | null) => {
    if (value === null) return
    while (value < low && low > 0) low -= 40
    while (value > high) high += 40
  }
  for (const { systolic, diastolic, validity } of cuff) {
    if (validity === 'invalid') continue
    take(systolic)
    take(diastolic)
  }
  for (const reading of readings)
    if (reading.kind === 'vital' && panelOf(reading.vital) === 'pressure' && reading.validity !== 'invalid')
      take(reading.value)
  return [low, high]
}

/** Both ends, and between them as many of the steps as have a line of text each. */
function makeTicks(low: number, high: number, step: number, y: (value: number) => number): Tick[] {
  const steps = Math.round((high - low) / step)
  const lines = (y(low) - y(high)) / (LABEL_SIZE + 0.5)
  const count =
    Array.from({ length: steps }, (_, n) => steps - n).find(n => steps % n === 0 && n <= lines) ?? 1
  const values = Array.from({ length: count + 1 }, (_, n) => low + ((high - low) / count) * n)
  return values.map(value => ({ y: y(value), label: String(value) }))
}

/** Whole minutes from zero to be labelled. */
function makeMinutes(fromMs: number, toMs: number): number[] {
  const spanMin = (toMs - fromMs) / MINUTE_MS
  const stepMin = [1, 2, 5, 10, 15, 30, 60].find(step => spanMin / step <= 14) ?? 120
  const first = Math.ceil(fromMs / MINUTE_MS / stepMin)
  const last = Math.floor(toMs / MINUTE_MS / stepMin)
  return Array.from({ length: last - first + 1 }, (_, n) => (first + n) * stepMin)
}
