import { unknownClinic } from '../clinic.ts'
import type { Check } from '../session/checklist.ts'
import { passedMs } from '../session/elapsed.ts'
import { openRemsItems } from '../session/rems-answers.ts'
import { isUnconfirmed } from '../session/unconfirmed.ts'
import { MINUTE_MS } from '../time.ts'
import { sayEvidence } from '../words/evidence.ts'
import { nameCheck } from '../words/names.ts'
import { namePhase } from '../words/phases.ts'
import type { ReportWords } from '../words/report.ts'
import type { Fact } from './facts.ts'
import type { Report, ReportGap } from './model.ts'
import { describeMeasurements } from './story-measured.ts'
import { nameAmended } from './tables/signatures.ts'
import { duration, fromZero } from './times.ts'
import { readAlone } from './zones.ts'

/**
 * How the session went and ended, in a line each: with the head, the chart and the alarms it makes page 1 the whole story,
 * and all else an appendix.
 */
export function makeStory(report: Report, words: ReportWords): readonly Fact[] {
  return [
    { label: words.report.story.phases, value: describePhases(report, words) },
    { label: words.report.story.measurements, value: describeMeasurements(report, words) },
    { label: words.report.story.discharge, value: describeDischarge(report, words) },
    ...listOpenRems(report, words),
    ...listAmendments(report, words),
    { label: words.report.story.doubtful, value: describeDoubtful(report, words) },
  ]
}

/** 'Baseline 08:40:00; Dosing 09:00:00 (0:00); …; closed 11:10:00 (2:10:00)' */
function describePhases(report: Report, words: ReportWords): string {
  const { session, zero } = report
  // As the session has them: an act that moved T0, or that closed at a gap, was pressed at another time.
  const begun = session.phaseStarts.slice(1).map(({ phase, at }) => {
    const after = session.t0 ? ` (${fromZero(passedMs(session, zero.monoMs, at.monoMs))})` : ''
    return `${namePhase(phase, session.preset, words)} ${readAlone(report, at)}${after}`
  })
  return begun.join('; ') || words.report.story.noPhase
}

/** What of the discharge checklist was passed, what was overridden by whom, and what was left open. */
function describeDischarge({ discharge, session }: Report, words: ReportWords): string {
  if (!discharge) return words.report.story.noChecklist
  const passed = discharge.filter(check => check.passed)
  const open = discharge.filter(check => !check.passed && !check.override)
  const overridden = discharge.flatMap(check =>
    !check.passed && check.override
      ? [
          words.report.story.overridden(
            nameCriterion(check, words),
            sayEvidence(check.evidence, words),
            check.override.reason,
            check.override.by,
          ),
        ]
      : [],
  )
  const left = open.map(check =>
    words.report.story.open(nameCriterion(check, words), sayEvidence(check.evidence, words)),
  )
  const asOf = session.closed ? words.report.story.atTheClose : words.report.story.asOfNow
  const count = `${words.report.story.passed(passed.length, discharge.length)} ${asOf}`
  const rests = passed
    .map(check =>
      words.report.story.criterion(nameCriterion(check, words), sayEvidence(check.evidence, words)),
    )
    .join(', ')
  return [rests === '' ? count : words.report.story.rests(count, rests), ...overridden, ...left].join('; ')
}

/** 'D6 Dissociation': who reviews a report knows no ids. */
function nameCriterion(check: Check, words: ReportWords): string {
  return `${check.id} ${nameCheck(check, words)}`
}

/** What of the REMS field sheet nobody has answered, so that whoever signs sees it. */
function listOpenRems(
  { session, setting: { clinic, address = '', provider } }: Report,
  words: ReportWords,
): readonly Fact[] {
  const named = { name: clinic, address, provider: { ...unknownClinic.provider, ...provider } }
  const open = openRemsItems(session, named).map(({ id }) => words.remsForm.items[id])
  return open.length === 0 ? [] : [{ label: words.report.story.rems, value: words.report.openRems(open) }]
}

/** What was put right after the close, with what stood there before. */
function listAmendments({ session }: Report, words: ReportWords): readonly Fact[] {
  const { amendments = [] } = session
  const lines = amendments.map(amendment => {
    const { before, after, reason, by } = amendment
    return words.report.story.amendment(
      nameAmended(session, amendment, words),
      before ?? words.report.story.nothing,
      after,
      reason,
      by,
    )
  })
  return lines.length === 0 ? [] : [{ label: words.report.story.amended, value: lines.join('; ') }]
}

/** Stretches without values, values that are not to be relied on, and what nobody has answered. */
function describeDoubtful(report: Report, words: ReportWords): string {
  const own = report.readings.filter(reading => !isUnconfirmed(report.session, reading))
  const measured = own.filter(reading =>
    reading.kind === 'nibp' ? reading.systolic !== null : reading.value !== null,
  )
  const doubted = measured.filter(({ validity }) => validity !== 'valid').length
  const late = measured.filter(({ flags }) => flags.includes('enteredLate')).length
  return (
    [
      ...describeGaps(report, words),
      ...(doubted > 0 ? [words.report.story.doubted(doubted, measured.length)] : []),
      ...(late > 0 ? [words.report.story.late(late)] : []),
      ...(report.session.baseline || !report.session.t0 ? [] : [words.report.story.noBaseline]),
    ].join('; ') || words.report.story.nothingDoubtful
  )
}

/** How many stretches, how long in all, the longest of them and the minute from T0 at which that began. */
type GapFigures = readonly [count: number, all: string, longest: string, minutes: number]

function measureGaps({ session, zero }: Report, gaps: readonly ReportGap[]): GapFigures {
  const lengths = gaps.map(({ from, to }) => passedMs(session, from.monoMs, to.monoMs))
  const all = lengths.reduce((sum, length) => sum + length, 0)
  // Whole minutes where seconds say nothing more.
  const shortly = (ms: number) => duration(ms < 10 * MINUTE_MS ? ms : Math.round(ms / MINUTE_MS) * MINUTE_MS)
  const longest = lengths.indexOf(Math.max(...lengths))
  const begun = gaps[longest]?.from ?? zero
  const minutes = Math.round(passedMs(session, zero.monoMs, begun.monoMs) / MINUTE_MS)
  return [gaps.length, shortly(all), shortly(lengths[longest] ?? 0), minutes]
}

/** What was silent at the same times, as two vital signs of one sensor, is told in one breath. */
function describeGaps(report: Report, words: ReportWords): readonly string[] {
  const { stopped, silent } = words.report.story
  const kinds = [...Map.groupBy(report.gaps, ({ what }) => what)].map(([what, gaps]) => ({
    what,
    figures: measureGaps(report, gaps),
  }))
  const alike = Map.groupBy(kinds, ({ what, figures }) => JSON.stringify([what === 'monitoring', figures]))
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    if (first.what === 'monitoring') return [stopped(...first.figures)]
    const names = [first, ...others].flatMap(({ what }) =>
      what === 'monitoring' ? [] : [words.report.gapsOf[what]],
    )
    return [silent(names.join(', '), ...first.figures)]
  })
}
