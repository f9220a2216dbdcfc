import type { NibpReading } from '../reading.ts'
import { gapsBefore, isTimeUnsure, passedMs } from '../session/elapsed.ts'
import { isUnconfirmed, openQuestion } from '../session/unconfirmed.ts'
import { MINUTE_MS } from '../time.ts'
import { nameCause } from '../words/names.ts'
import type { ReportWords } from '../words/report.ts'
import type { Report } from './model.ts'
import { respiratory, type Spell } from './respiratory.ts'
import { dateOf } from './times.ts'
import { readAlone } from './zones.ts'

/** What the record says of one item of the REMS field sheet. `final`: nothing is left for staff to add. */
export interface Prefilled {
  readonly text: string
  readonly final?: true
}

/** "40 minutes after": of the first device, wide enough for both doses (monitoring protocols, 1.2 and 8.2: M2). */
const AFTER_40 = { targetMin: 40, fromMin: 35, toMin: 50 } as const
const TWO_HOURS_MIN = 120
/** Trials counted any fall below 5 as sedation (monitoring protocols, 5). */
const AWAKE_MOAAS = 5

/** What the record knows, by the item's id. Nothing is decided for staff: events are what was rated, marked or alarmed. */
export function prefillRems(
  report: Report,
  words: ReportWords,
): Readonly<Record<string, Prefilled | undefined>> {
  const { session, setting, utcOffsetMin } = report
  const { t0, doses, patient } = session
  const { rems: said } = words.report
  const provider = setting.provider
  const told = (value: string | undefined): Prefilled | undefined =>
    value === undefined || value === '' ? undefined : { text: value, final: true }
  return {
    ...(report.pseudonymised
      ? {}
      : {
          patientName: { text: said.initials(patient.initials) },
          birthDate: { text: said.year(String(patient.birthYear)) },
        }),
    providerName: told(provider?.name),
    providerPhone: told(provider?.phone),
    providerEmail: told(provider?.email),
    settingName: told(setting.clinic),
    settingAddress: told(setting.address),
    treatmentDate: { text: t0 ? dateOf(t0.wallMs, utcOffsetMin) : said.noDevice },
    dose: { text: describeDose(report) },
    lot: {
      text: [...new Set(doses.flatMap(({ lot }) => (lot ? [lot] : [])))].join(', ') || said.lotNotEntered,
    },
    ...describeDuration(report, words),
    ...(t0
      ? {
          bpBefore: { text: describePressure(report, usable(report).findLast(isBefore(t0.monoMs)), words) },
          bp40: { text: describe40(report, t0.monoMs, words) },
          bpCompletion: {
            text: describePressure(report, usable(report).findLast(isAfter(t0.monoMs)), words),
          },
        }
      : {}),
    ...describeSpell('sedation', sedation(report, words), report, words),
    ...describeSpell('dissociation', dissociation(report, words), report, words),
    ...describeSpell('respiratory', respiratory(report, words), report, words),
  }

  function isBefore(ms: number) {
    return ({ takenAt }: NibpReading) => takenAt.monoMs <= ms
  }
  function isAfter(ms: number) {
    return ({ takenAt }: NibpReading) => takenAt.monoMs > ms
  }
  function describeDose({ session: { doses: given } }: Report): string {
    if (given.length === 0) return said.nothing
    const mg = given.reduce((sum, dose) => sum + dose.mg, 0)
    const at = given.map(dose => readAlone(report, dose.at)).join(', ')
    return said.dose(mg, given.length, at)
  }
}

function describeDuration({ totals, session }: Report, words: ReportWords): Record<string, Prefilled> {
  if (!totals) return {}
  const { fromFirstMin, fromLastMin } = totals
  const { lasted: said } = words.report.rems
  const foreign = openQuestion(session)?.from.monoMs ?? null
  // What came after nobody knows to be this patient's treatment (AR-23).
  if (foreign !== null && session.t0) {
    const knownMin = Math.max(0, Math.floor(passedMs(session, session.t0.monoMs, foreign) / MINUTE_MS))
    const known = said.doubted(knownMin, words.flags.patientUnconfirmed)
    return {
      totalMinutes: { text: known },
      twoHours: { text: knownMin >= TWO_HOURS_MIN ? said.kept(known) : said.notKept(known) },
    }
  }
  const more = [...(totals.unsure ? [words.report.unsure] : []), ...(session.closed ? [] : [said.open])]
  const isKept = fromFirstMin >= TWO_HOURS_MIN && !totals.unsure
  return {
    totalMinutes: { text: said.all(fromFirstMin, more) },
    twoHours: { text: said.keptFor(isKept, fromFirstMin, fromLastMin, more) },
  }
}

/** Of this patient: what nobody has confirmed is no figure of the sheet (AR-23). */
function usable({ cuff, session }: Report): readonly NibpReading[] {
  return cuff
    .filter(reading => reading.validity !== 'invalid' && reading.status === 'ok' && !reading.existing)
    .filter(reading => !isUnconfirmed(session, reading))
    .toSorted((a, b) => a.takenAt.monoMs - b.takenAt.monoMs)
}

/** The reading of the window that is nearest to its target, else the nearest one of the treatment, with how far off it is. */
function describe40(report: Report, t0Ms: number, words: ReportWords): string {
  const minuteOf = ({ takenAt }: NibpReading) => passedMs(report.session, t0Ms, takenAt.monoMs) / MINUTE_MS
  const off = (reading: NibpReading) => Math.abs(minuteOf(reading) - AFTER_40.targetMin)
  const after = usable(report).filter(reading => minuteOf(reading) > 0)
  const inside = after.filter(
    reading => minuteOf(reading) >= AFTER_40.fromMin && minuteOf(reading) <= AFTER_40.toMin,
  )
  const nearest = (inside.length > 0 ? inside : after).toSorted((a, b) => off(a) - off(b))[0]
  if (!nearest) return words.report.rems.pressureNotMeasured
  const said = describePressure(report, nearest, words)
  const { fromMin, toMin } = AFTER_40
  return inside.length > 0 ? said : words.report.rems.noneBetween(said, fromMin, toMin)
}

function describePressure(report: Report, reading: NibpReading | undefined, words: ReportWords): string {
  if (!reading || reading.systolic === null || reading.diastolic === null)
    return words.report.rems.pressureNotMeasured
  const minutes = minutesAt(report, reading.takenAt.monoMs, words)
  return words.report.rems.pressure(
    `${Math.round(reading.systolic)}/${Math.round(reading.diastolic)}`,
    readAlone(report, reading.takenAt),
    minutes,
    [
      ...(reading.source.origin === 'manual' ? [words.origins.manual] : []),
      ...(reading.validity === 'questionable' ? [words.validity.questionable] : []),
      ...(reading.flags.includes('enteredLate') ? [words.flags.enteredLate] : []),
    ],
  )
}

/** 'MOAA/S 4 at 21 min', and the minutes of onset and resolution beside the questions that ask for them. */
function describeSpell(
  id: string,
  { by, fromMs, toMs, closedBy }: Spell,
  report: Report,
  words: ReportWords,
): Record<string, Prefilled> {
  const { rems: said } = words.report
  const minutes = (ms: number) => minutesAt(report, ms, words)
  if (by === '') return { [id]: { text: id === 'respiratory' ? said.notMeasured : said.notRated } }
  if (fromMs === undefined) return { [id]: { text: said.noneSeen(by) } }
  const open = closedBy
    ? said.notResolvedSince(nameCause(closedBy.cause, words), minutes(closedBy.ms))
    : said.notResolved
  return {
    [id]: { text: by },
    [`${id}Onset`]: { text: minutes(fromMs) },
    [`${id}End`]: { text: toMs === undefined ? open : minutes(toMs) },
  }
}

/** '40 min'; with a word where they rest on a clock that nobody has confirmed (AR-22). */
function minutesAt({ session, zero }: Report, ms: number, words: ReportWords): string {
  const minutes = Math.round(passedMs(session, zero.monoMs, ms) / MINUTE_MS)
  const gaps = gapsBefore(session, { monoMs: ms })
  const { rems: said } = words.report
  return isTimeUnsure({ gaps }, zero)
    ? said.minutesUnsure(minutes, words.report.unsure)
    : said.minutes(minutes)
}

interface Look {
  readonly ms: number
  readonly present: boolean
  readonly said: string
}

/** From the first look that saw it to the first one, after the last that did, that no longer does. */
function spellOf(looks: readonly Look[], worst: (present: readonly Look[]) => string, none: string): Spell {
  if (looks.length === 0) return { by: '' }
  const sorted = looks.toSorted((a, b) => a.ms - b.ms)
  const present = sorted.filter(look => look.present)
  const first = present[0]
  const last = present.at(-1)
  if (!first || !last) return { by: none }
  const end = sorted.find(look => !look.present && look.ms > last.ms)
  return { by: worst(present), fromMs: first.ms, ...(end ? { toMs: end.ms } : {}) }
}

function afterT0<T extends { readonly at: { readonly monoMs: number } }>(
  { session }: Report,
  entries: readonly T[],
): readonly T[] {
  const { t0 } = session
  return t0 ? entries.filter(({ at }) => at.monoMs >= t0.monoMs && !isUnconfirmed(session, at)) : []
}

function sedation(report: Report, words: ReportWords): Spell {
  const { rems: said } = words.report
  const ratings = afterT0(report, report.session.scales ?? []).filter(({ scale }) => scale === 'moaas')
  const lowest = Math.min(...ratings.map(({ total }) => total))
  return spellOf(
    ratings.map(({ at, total }) => ({ ms: at.monoMs, present: total < AWAKE_MOAAS, said: String(total) })),
    () => said.lowest(words.scales.moaas.label, lowest),
    said.throughout(words.scales.moaas.label, AWAKE_MOAAS),
  )
}

function dissociation(report: Report, words: ReportWords): Spell {
  const { rems: text } = words.report
  const ratings = afterT0(report, report.session.scales ?? [])
    .filter(({ scale }) => scale === 'dissociation')
    .map(({ at, total }) => ({ ms: at.monoMs, present: total > 0, said: text.rated(total) }))
  const marks = afterT0(report, report.session.marks)
    .filter(({ mark, withdrawn }) => mark === 'dissociation' && !withdrawn)
    .map(({ at, severity }) => ({
      ms: at.monoMs,
      present: severity !== 'none',
      said: severity === undefined ? text.markedPresent : text.marked(words.severities[severity]),
    }))
  return spellOf(
    [...ratings, ...marks],
    present => [...new Set(present.map(({ said }) => said))].join(', '),
    text.noneRated,
  )
}
