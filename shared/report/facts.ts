import { wordsAsApproved } from '../clinic-set/approved.ts'
import { differsAsApproved } from '../presets/approved.ts'
import { describeDifferences } from '../presets/figures.ts'
import type { Preset } from '../presets/preset.ts'
import { say } from '../record/index.ts'
import { dischargeTimes } from '../session/discharge-times.ts'
import { givenInAll } from '../session/given.ts'
import { weightsOf } from '../session/weight.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import type { ReportWords } from '../words/report.ts'
import { sayShipped } from '../words/shipped.ts'
import { describeClockStep } from './clock-steps.ts'
import type { Peak, Report } from './model.ts'
import { namePeak } from './peaks.ts'
import { describeAge } from './pseudonymise.ts'
import { because } from './tables/table.ts'
import { dateOf, duration } from './times.ts'
import { offsetOf, readAlone } from './zones.ts'

/** A line of the report's head. */
export interface Fact {
  readonly label: string
  readonly value: string
}

/** Who, what, where and when, in words. */
export function makeFacts(report: Report, words: ReportWords): readonly Fact[] {
  const { session, setting, utcOffsetMin } = report
  const { preset } = session
  const { patient } = session
  const time = (at: Instant) => readAlone(report, at)
  const { facts: labels, patient: said, treatment, opening, extremes } = words.report.head
  const day = dateOf(session.opened.at.wallMs, utcOffsetMin)
  const offset = report.zones.length > 1 ? ` ${offsetOf(utcOffsetMin)}` : ''
  const closed = session.closed
    ? opening.closed(time(session.closed.at), session.closed.by, because(session.closed.reason, words))
    : opening.open
  const who = describePatient(report, words)
  return [
    {
      label: labels.patient,
      value: patient.weightKg === undefined ? who : said.weight(who, patient.weightKg),
    },
    ...listWeights(report, words),
    {
      label: labels.treatment,
      value: treatment.of(sayShipped(preset.label, words), describePreset(preset, utcOffsetMin, words)),
    },
    ...listChanges(preset, words),
    ...listOwnWords(report, words),
    {
      label: labels.place,
      value: [setting.clinic, setting.address, setting.room].filter(Boolean).join(', ') || '–',
    },
    {
      label: labels.session,
      value: opening.opened(day, `${time(session.opened.at)}${offset}`, session.opened.by, closed),
    },
    { label: labels.given, value: describeGiven(report, words) },
    { label: labels.dosing, value: describeDosing(report, words) },
    ...listDoseQuestions(report, words),
    ...listDoseChanges(report, words),
    { label: labels.baseline, value: describeBaseline(report, words) },
    { label: labels.monitored, value: describeTotals(report, words) },
    ...listClockSteps(report, words),
    {
      label: labels.extremes,
      value: report.peaks.map(peak => describePeak(peak, words)).join('; ') || extremes.nothing,
    },
  ]
}

function describePeak(peak: Peak, words: ReportWords): string {
  const { extremes } = words.report.head
  const said = extremes.at(namePeak(peak, words), peak.value, peak.unit, peak.minutes)
  return peak.enteredLate ? extremes.enteredLate(said, words.flags.enteredLate) : said
}

/** Steps of the computer's clock, with both times that it told. */
function listClockSteps(report: Report, words: ReportWords): readonly Fact[] {
  const { clockSteps } = report
  if (clockSteps.length === 0) return []
  const steps = clockSteps.map(step => describeClockStep(step, report, words))
  return [{ label: words.report.clock, value: [...steps, words.report.anchor].join('; ') }]
}

/** 'A.B., born 1980, record 4711': on every page, so that no sheet can get into another file. */
export function describePatient(
  { session, pseudonymised, utcOffsetMin }: Report,
  words: ReportWords,
): string {
  const { patient, opened } = session
  const { patient: said } = words.report.head
  if (pseudonymised)
    return said.pseudonymised(describeAge(patient, opened.at.wallMs + utcOffsetMin * MINUTE_MS, words))
  return said.identified(patient.initials, String(patient.birthYear), patient.recordId)
}

/** The newest weight first; only where there is more to say than the one of the opening. */
function listWeights(report: Report, words: ReportWords): readonly Fact[] {
  const { session, utcOffsetMin } = report
  if (!session.weights) return []
  const { weights: text, facts: labels } = words.report.head
  const said = weightsOf(session)
    .toReversed()
    .map(weight => {
      const { kg, enteredLb, source, at, by, reason } = weight
      const why = reason === undefined ? '' : words.record.because(reason)
      return text.said(
        words.record.kg(kg, enteredLb),
        words.weightSources[source],
        readAlone(report, at),
        by,
        why,
      )
    })
  const { earlierWeight } = session
  const earlier = earlierWeight
    ? [text.earlier(earlierWeight.kg, dateOf(earlierWeight.wallMs, utcOffsetMin))]
    : []
  return [{ label: labels.weight, value: text.all([...said, ...earlier]) }]
}

/** What was asked about doses and weights: refused, or taken as given without an answer. */
function listDoseQuestions(report: Report, words: ReportWords): readonly Fact[] {
  const asked = report.events.flatMap(({ at, entry }) =>
    entry.event === 'session' && entry.kind === 'doseQuestion'
      ? [`${readAlone(report, at)} ${say(entry, words)}`]
      : [],
  )
  return asked.length === 0 ? [] : [{ label: words.report.head.facts.dosesAsked, value: asked.join('; ') }]
}

/** What was recorded late, corrected or withdrawn, with what it did to T0: nobody must look for that on a later page. */
function listDoseChanges(report: Report, words: ReportWords): readonly Fact[] {
  const changes = report.events.flatMap(({ at, entry }) => {
    if (entry.event !== 'session') return []
    const isChange =
      entry.kind === 'doseWithdrawn' ||
      entry.kind === 'doseCorrected' ||
      entry.kind === 'givenReckoned' ||
      (entry.kind === 'dose' && entry.minutesAgo !== undefined)
    return isChange ? [`${readAlone(report, at)} ${say(entry, words)}`] : []
  })
  return changes.length === 0
    ? []
    : [{ label: words.report.head.facts.dosesPutRight, value: changes.join('; ') }]
}

/** Which figures the session ran under, and who stands for them where they are the clinic's own. */
function describePreset({ id, version, clinic }: Preset, utcOffsetMin: number, words: ReportWords): string {
  const { treatment } = words.report.head
  const named = treatment.preset(id, String(version))
  if (!clinic) return named
  const { approved } = clinic
  const word = approved
    ? words.presets.approved(approved.by, dateOf(approved.wallMs, utcOffsetMin))
    : words.presets.notApproved
  return treatment.ofClinic(named, word)
}

function listChanges(preset: Preset, words: ReportWords): readonly Fact[] {
  const { clinic } = preset
  if (!clinic?.approved) return []
  const { id, version } = clinic.basedOn
  return [
    {
      label: words.presets.changesOf(id, version),
      value: describeDifferences(differsAsApproved(preset, words), words),
    },
  ]
}

/** In whose words marks, alarms and checklist speak, where they are not Vigil's. */
function listOwnWords({ session, utcOffsetMin }: Report, words: ReportWords): readonly Fact[] {
  const { clinicSet } = session
  if (!clinicSet) return []
  const { version, approved } = clinicSet
  const { clinicSet: said } = words
  const stands = approved
    ? said.approved(approved.by, dateOf(approved.wallMs, utcOffsetMin))
    : said.notApproved
  const differs = describeDifferences(wordsAsApproved(clinicSet, words), words)
  return [{ label: said.fact, value: `${said.version(version)}, ${stands}; ${differs}` }]
}

function describeGiven({ session }: Report, words: ReportWords): string {
  const { doses, preset } = session
  const { given: said } = words.report.head
  if (doses.length === 0) return said.nothing
  const lots = [...new Set(doses.flatMap(({ lot }) => (lot ? [lot] : [])))]
  const given = [
    givenInAll(doses),
    words.drugs[preset.drug],
    words.routes[preset.route],
    doses.length,
  ] as const
  return lots.length === 0 ? said.doses(...given) : said.dosesOfLots(...given, lots.join(', '))
}

function describeDosing(report: Report, words: ReportWords): string {
  const { t0, dosingEnd, infusionPauses } = report.session
  const { dosing: said } = words.report.head
  if (!t0) return said.notStarted
  const { doses } = report.session
  const each = doses.map(({ mg, at }) => said.dose(mg, readAlone(report, at)))
  return [
    said.t0(readAlone(report, t0)),
    ...(doses.length > 1 ? each : []),
    dosingEnd ? said.ended(readAlone(report, dosingEnd)) : said.notEnded,
    ...(infusionPauses.length === 0 ? [] : [said.pauses(infusionPauses.length)]),
  ].join(', ')
}

function describeBaseline(report: Report, words: ReportWords): string {
  const { session } = report
  const { baseline } = session
  const { baseline: said } = words.report.head
  if (!baseline) return session.t0 ? said.none : said.notYet
  const { systolic, diastolic, pulseRate, spo2, halfMinutes, from, setBy, frozenAt } = baseline
  const how = setBy ? said.set(setBy.by, setBy.reason) : said.mean(from.length)
  return [
    `${systolic.toFixed(1)}/${diastolic.toFixed(1)} mmHg`,
    ...(pulseRate === null ? [] : [said.pulse(pulseRate)]),
    ...(spo2 === null ? [] : [said.spo2(spo2)]),
    ...(halfMinutes ? [words.report.halfMinutes] : []),
    how,
    said.frozen(readAlone(report, frozenAt)),
  ].join(', ')
}

function describeTotals({ session, totals, end }: Report, words: ReportWords): string {
  const { monitored: said } = words.report.head
  if (!totals) return said.nothingGiven
  const parts = [said.fromFirst(totals.fromFirstMin)]
  if (totals.unsure) parts.push(words.report.unsure)
  if (totals.fromLastMin !== null) parts.push(said.fromEnd(totals.fromLastMin))
  const times = dischargeTimes(session)
  if (session.closed && times && times.earliest > end.monoMs)
    parts.push(said.closedEarly(duration(times.earliest - end.monoMs)))
  return parts.join(', ')
}
