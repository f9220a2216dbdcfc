import { type LimitAlarmId, limitAlarmIds, type Priority, priorities } from '../alarm/ids.ts'
import { lineFrom } from '../session/line.ts'
import { isUnconfirmed } from '../session/unconfirmed.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { drawnVitals, panelOf, type StreamVitalId, vitals } from '../vitals.ts'
import { nameMark } from '../words/names.ts'
import type { ReportWords } from '../words/report.ts'
import type { ChartGeometry, ChartLine } from './chart-geometry.ts'
import { stagger } from './chart-lanes.ts'
import { gutterOf, limitFigures, limitLines, spreadLabels } from './chart-limits.ts'
import { ALARM_ROW, leastHeight, NAME_HEIGHT, ROW, stackPanels } from './chart-panels.ts'
import { placePhases } from './chart-phases.ts'
import { makeRuns } from './chart-runs.ts'
import { clamp, lowestSpo2, makeMinutes, makeTicks, pressureRange, scale } from './chart-scales.ts'
import { measuredVitals } from './measured.ts'
import type { Report } from './model.ts'

/** What was measured in the first or the last moment stands free of the frame. */
const INSET = 4

/** The height below which the chart of a report cannot be read, in points. */
export function leastChartHeight(report: Report): number {
  return leastHeight(drawnOf(report))
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
  const timeWidth = plotWidth - 2 * INSET
  const xOf = (ms: number) =>
    plotX + INSET + ((clamp(ms, fromMs, toMs) - fromMs) / (toMs - fromMs)) * timeWidth
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
  const phases = placePhases(report, x, xOf(toMs), { x: plotX, width: plotWidth }, width, words)
  const drawn = drawnOf(whole)
  const { plot, doseY, spo2Panel, pressurePanel, smallPanels, base, alarmY, marksY } = stackPanels(
    { x: plotX, width: plotWidth },
    height,
    { phases: phases.rows, doses: doses.rows, marks: marks.rows },
    drawn,
  )

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
  ) => limitLines(report, alarm, priority, name, x, y, plotX + plotWidth)

  return {
    width,
    height,
    plot,
    spo2Panel,
    pressurePanel,
    smallPanels: smallPanels.map(({ vital, range, box, at }) => ({
      ...box,
      name: nameSmallPanel(vital, report, words),
      nameY: box.y - NAME_HEIGHT,
      ticks: [range.min, range.max].map(value => ({ y: at(value), label: String(value) })),
    })),
    base,
    phases: phases.zones.map(zone => ({ ...zone, y: plot.y, height: plot.height })),
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
      // Their figures stand with the panel's name: beside so low a panel they would not fit.
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
      .map(({ takenAt }) => ({ x: x(takenAt.monoMs), y: pressurePanel.y + pressurePanel.height - 5 })),
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

/** 'Respiration /min, limits < 8, < 10, ≥ 30' */
function nameSmallPanel(vital: StreamVitalId, report: Report, words: ReportWords): string {
  const named = `${words.vitals.names[vital]} ${vitals[vital].unit}`
  const figures = limitFigures(report, vital, words)
  return figures.length === 0 ? named : words.report.chart.limited(named, figures.join(', '))
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
