import { passedMs } from '../session/elapsed.ts'
import { MINUTE_MS } from '../time.ts'
import { english as words } from '../words/en/index.ts'
import { nameCheck } from '../words/names.ts'
import type { Fact } from './facts.ts'
import type { Report, ReportGap } from './model.ts'
import { nameAmended } from './tables/signatures.ts'
import { duration, fromZero } from './times.ts'
import { readAlone } from './zones.ts'

const said = words.report.story

/**
 * How the session went and ended, in a line each: with the head, the chart and the alarms it makes page 1 the whole story,
 * and all else an appendix.
 */
export function makeStory(report: Report): readonly Fact[] {
  return [
    { label: said.phases, value: describePhases(report) },
    { label: said.measurements, value: describeMeasurements(report) },
    { label: said.discharge, value: describeDischarge(report) },
    ...listAmendments(report),
    { label: said.doubtful, value: describeDoubtful(report) },
  ]
}

/** 'Baseline 08:40:00; Dosing 09:00:00 (0:00); …; closed 11:10:00 (2:10:00)' */
function describePhases(report: Report): string {
  const { session, zero } = report
  // As the session has them: an act that moved T0, or that closed at a gap, was pressed at another time.
  const begun = session.phaseStarts.slice(1).map(({ phase, at }) => {
    const after = session.t0 ? ` (${fromZero(passedMs(session, zero.monoMs, at.monoMs))})` : ''
    return `${words.phases[phase]} ${readAlone(report, at)}${after}`
  })
  return begun.join('; ') || said.noPhase
}

/** Of the required ones how many were taken when they should be; each that was not, by name. */
function describeMeasurements({ due }: Report): string {
  const required = due.filter(item => item.required)
  if (required.length === 0) return said.noneRequired
  const done = required.filter(({ status }) => status === 'done').length
  const others = required
    .filter(({ status }) => status !== 'done')
    .map(({ label, status, excused }) => {
      const why = excused ? ` (${excused.reason}, ${excused.by})` : ''
      return `${label} ${words.due[status]}${why}`
    })
  return [said.onTime(done, required.length), ...others].join('; ')
}

/** What of the discharge checklist was passed, what was overridden by whom, and what was left open. */
function describeDischarge({ discharge, session }: Report): string {
  if (!discharge) return said.noChecklist
  const passed = discharge.filter(check => check.passed).length
  const open = discharge.filter(check => !check.passed && !check.override)
  const overridden = discharge.flatMap(check =>
    !check.passed && check.override
      ? [said.overridden(`${check.id} ${nameCheck(check, words)}`, check.override.reason, check.override.by)]
      : [],
  )
  const left = open.map(check => said.open(`${check.id} ${nameCheck(check, words)}`, check.evidence))
  const asOf = session.closed ? said.atTheClose : said.asOfNow
  return [`${said.passed(passed, discharge.length)} ${asOf}`, ...overridden, ...left].join('; ')
}

/** What was put right after the close, with what stood there before. */
function listAmendments({ session }: Report): readonly Fact[] {
  const { amendments = [] } = session
  const lines = amendments.map(amendment => {
    const { before, after, reason, by } = amendment
    return said.amendment(nameAmended(session, amendment), before ?? said.nothing, after, reason, by)
  })
  return lines.length === 0 ? [] : [{ label: said.amended, value: lines.join('; ') }]
}

/** Stretches without values, values that are not to be relied on, and what nobody has answered. */
function describeDoubtful(report: Report): string {
  const gaps = [...Map.groupBy(report.gaps, ({ what }) => what)].map(([what, all]) =>
    describeGaps(report, what, all),
  )
  const measured = report.readings.filter(reading =>
    reading.kind === 'nibp' ? reading.systolic !== null : reading.value !== null,
  )
  const doubted = measured.filter(({ validity }) => validity !== 'valid').length
  const late = measured.filter(({ flags }) => flags.includes('enteredLate')).length
  return (
    [
      ...gaps,
      ...(doubted > 0 ? [said.doubted(doubted, measured.length)] : []),
      ...(late > 0 ? [said.late(late)] : []),
      ...(report.session.baseline || !report.session.t0 ? [] : [said.noBaseline]),
    ].join('; ') || said.nothingDoubtful
  )
}

function describeGaps({ session }: Report, what: ReportGap['what'], gaps: readonly ReportGap[]): string {
  const lengths = gaps.map(({ from, to }) => passedMs(session, from.monoMs, to.monoMs))
  const all = lengths.reduce((sum, length) => sum + length, 0)
  // Whole minutes where seconds say nothing more.
  const shortly = (ms: number) => duration(ms < 10 * MINUTE_MS ? ms : Math.round(ms / MINUTE_MS) * MINUTE_MS)
  const say = what === 'monitoring' ? said.stopped : said.silent
  return say(what, gaps.length, shortly(all), shortly(Math.max(...lengths)))
}
