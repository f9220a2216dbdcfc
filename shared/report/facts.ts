import { describeDifferences } from '../presets/figures.ts'
import type { Preset } from '../presets/preset.ts'
import { say } from '../record/index.ts'
import { dischargeTimes } from '../session/discharge-times.ts'
import { givenInAll } from '../session/given.ts'
import { weightsOf } from '../session/weight.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import type { Words } from '../words/index.ts'
import { describeClockStep } from './clock-steps.ts'
import type { Report } from './model.ts'
import { describeAge } from './pseudonymise.ts'
import { dateOf, duration } from './times.ts'
import { offsetOf, readAlone } from './zones.ts'

/** A line of the report's head. */
export interface Fact {
  readonly label: string
  readonly value: string
}

/** Who, what, where and when, in words. */
export function makeFacts(report: Report, words: Words): readonly Fact[] {
  const { session, setting, utcOffsetMin } = report
  const { preset } = session
  const { patient } = session
  const time = (at: Instant) => readAlone(report, at)
  const day = dateOf(session.opened.at.wallMs, utcOffsetMin)
  const offset = report.zones.length > 1 ? ` ${offsetOf(utcOffsetMin)}` : ''
  const closed = session.closed
    ? `closed ${time(session.closed.at)} by ${session.closed.by}${session.closed.reason ? ` (${session.closed.reason})` : ''}`
    : 'still open'
  return [
    {
      label: 'Patient',
      value: `${describePatient(report)}${patient.weightKg === undefined ? '' : `, ${patient.weightKg} kg`}`,
    },
    ...listWeights(report, words),
    { label: 'Treatment', value: `${preset.label} (${describePreset(preset, utcOffsetMin, words)})` },
    ...listChanges(preset, words),
    ...listOwnWords(report, words),
    {
      label: 'Place',
      value: [setting.clinic, setting.address, setting.room].filter(Boolean).join(', ') || '–',
    },
    {
      label: 'Session',
      value: `${day}, opened ${time(session.opened.at)}${offset} by ${session.opened.by}, ${closed}`,
    },
    { label: 'Given', value: describeGiven(report, words) },
    { label: 'Dosing', value: describeDosing(report) },
    ...listDoseQuestions(report, words),
    ...listDoseChanges(report, words),
    { label: 'Baseline', value: describeBaseline(report, words) },
    { label: 'Monitored', value: describeTotals(report, words) },
    ...listClockSteps(report, words),
    {
      label: 'Extremes',
      value:
        report.peaks
          .map(
            ({ label, value, unit, minutes, enteredLate }) =>
              `${label} ${value} ${unit} at ${minutes} min${enteredLate ? `, ${words.flags.enteredLate}` : ''}`,
          )
          .join('; ') || 'nothing was measured',
    },
  ]
}

/** Steps of the computer's clock, with both times that it told. */
function listClockSteps(report: Report, words: Words): readonly Fact[] {
  const { clockSteps } = report
  if (clockSteps.length === 0) return []
  const steps = clockSteps.map(step => describeClockStep(step, report, words))
  return [{ label: words.report.clock, value: [...steps, words.report.anchor].join('; ') }]
}

/** 'A.B., born 1980, record 4711': on every page, so that no sheet can get into another file. */
export function describePatient({ session, pseudonymised, utcOffsetMin }: Report): string {
  const { patient, opened } = session
  if (pseudonymised)
    return `pseudonymised, ${describeAge(patient, opened.at.wallMs + utcOffsetMin * MINUTE_MS)}`
  return `${patient.initials}, born ${patient.birthYear}, record ${patient.recordId}`
}

/** The newest weight first; only where there is more to say than the one of the opening. */
function listWeights(report: Report, words: Words): readonly Fact[] {
  const { session, utcOffsetMin } = report
  if (!session.weights) return []
  const said = weightsOf(session)
    .toReversed()
    .map(weight => {
      const { kg, enteredLb, source, at, by, reason } = weight
      const what = `${words.record.kg(kg, enteredLb)}, ${words.weightSources[source]} ${readAlone(report, at)} by ${by}`
      return reason === undefined ? what : `${what} (${reason})`
    })
  const { earlierWeight } = session
  const earlier = earlierWeight
    ? [`${earlierWeight.kg} kg in the session of ${dateOf(earlierWeight.wallMs, utcOffsetMin)}`]
    : []
  return [{ label: 'Weight', value: [...said, ...earlier].join('; before that ') }]
}

/** What was asked about doses and weights: refused, or taken as given without an answer. */
function listDoseQuestions(report: Report, words: Words): readonly Fact[] {
  const asked = report.events.flatMap(({ at, entry }) =>
    entry.event === 'session' && entry.kind === 'doseQuestion'
      ? [`${readAlone(report, at)} ${say(entry, words)}`]
      : [],
  )
  return asked.length === 0 ? [] : [{ label: 'Doses asked about', value: asked.join('; ') }]
}

/** What was recorded late, corrected or withdrawn, with what it did to T0: nobody must look for that on a later page. */
function listDoseChanges(report: Report, words: Words): readonly Fact[] {
  const changes = report.events.flatMap(({ at, entry }) => {
    if (entry.event !== 'session') return []
    const isChange =
      entry.kind === 'doseWithdrawn' ||
      entry.kind === 'doseCorrected' ||
      (entry.kind === 'dose' && entry.minutesAgo !== undefined)
    return isChange ? [`${readAlone(report, at)} ${say(entry, words)}`] : []
  })
  return changes.length === 0 ? [] : [{ label: 'Doses put right', value: changes.join('; ') }]
}

/** Which figures the session ran under, and who stands for them where they are the clinic's own. */
function describePreset({ id, version, clinic }: Preset, utcOffsetMin: number, words: Words): string {
  const named = `preset ${id}, version ${version}`
  if (!clinic) return named
  const { approved } = clinic
  const word = approved
    ? words.presets.approved(approved.by, dateOf(approved.wallMs, utcOffsetMin))
    : words.presets.notApproved
  return `${named}; ${word}`
}

function listChanges({ clinic }: Preset, words: Words): readonly Fact[] {
  if (!clinic?.approved) return []
  const { id, version } = clinic.basedOn
  return [
    {
      label: words.presets.changesOf(id, version),
      value: describeDifferences(clinic.approved.differs, words),
    },
  ]
}

/** In whose words marks, alarms and checklist speak, where they are not Vigil's. */
function listOwnWords({ session, utcOffsetMin }: Report, words: Words): readonly Fact[] {
  const { clinicSet } = session
  if (!clinicSet) return []
  const { version, approved } = clinicSet
  const { clinicSet: said } = words
  const stands = approved
    ? said.approved(approved.by, dateOf(approved.wallMs, utcOffsetMin))
    : said.notApproved
  const differs = describeDifferences(approved?.differs ?? [], words)
  return [{ label: said.fact, value: `${said.version(version)}, ${stands}; ${differs}` }]
}

function describeGiven({ session }: Report, words: Words): string {
  const { doses, preset } = session
  if (doses.length === 0) return 'nothing'
  const lots = [...new Set(doses.flatMap(({ lot }) => (lot ? [lot] : [])))]
  const count = doses.length === 1 ? '1 dose' : `${doses.length} doses`
  const lot = lots.length === 0 ? '' : `, lot ${lots.join(', ')}`
  return `${givenInAll(doses)} mg ${preset.drug}, ${words.routes[preset.route]}, in ${count}${lot}`
}

function describeDosing(report: Report): string {
  const { t0, dosingEnd, infusionPauses } = report.session
  if (!t0) return 'not started'
  const end = dosingEnd ? `ended ${readAlone(report, dosingEnd)}` : 'not ended'
  const pauses = infusionPauses.length === 0 ? '' : `, ${infusionPauses.length} pauses`
  return `T0 ${readAlone(report, t0)}, ${end}${pauses}`
}

function describeBaseline(report: Report, words: Words): string {
  const { session } = report
  const { baseline } = session
  if (!baseline) return session.t0 ? 'none: limits relative to the baseline were off' : 'not formed yet'
  const { systolic, diastolic, pulseRate, spo2, halfMinutes, from, setBy, frozenAt } = baseline
  const how = setBy
    ? `set by ${setBy.by} (${setBy.reason})`
    : `the mean of ${from.length} cuff reading${from.length === 1 ? '' : 's'}`
  return [
    `${systolic.toFixed(1)}/${diastolic.toFixed(1)} mmHg`,
    ...(pulseRate === null ? [] : [`pulse ${pulseRate} /min`]),
    ...(spo2 === null ? [] : [`SpO2 ${spo2} %`]),
    ...(halfMinutes ? [words.report.halfMinutes] : []),
    how,
    `frozen ${readAlone(report, frozenAt)}`,
  ].join(', ')
}

function describeTotals({ session, totals, end }: Report, words: Words): string {
  if (!totals) return 'no dose was given'
  const parts = [`${totals.fromFirstMin} min from the first dose`]
  if (totals.unsure) parts.push(words.report.unsure)
  if (totals.fromLastMin !== null) parts.push(`${totals.fromLastMin} min from the end of dosing`)
  const times = dischargeTimes(session)
  if (session.closed && times && times.earliest > end.monoMs)
    parts.push(`closed ${duration(times.earliest - end.monoMs)} before the earliest discharge of the preset`)
  return parts.join(', ')
}
