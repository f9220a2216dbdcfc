import type { z } from 'zod'
import type { Reading } from '../reading.ts'
import { entrySchema } from '../record/index.ts'
import { type Disguise, disguise, REMOVED } from '../record/privacy.ts'
import { upcast } from '../record/upcast.ts'
import type { Person } from '../roles.ts'
import type { Check } from '../session/checklist.ts'
import type { Patient, Session } from '../session/types.ts'
import { checkSchema } from '../session-file/check-schema.ts'
import { besideRecord } from '../session-file/record-schema.ts'
import { sessionSchema } from '../session-file/session-schema.ts'
import { MINUTE_MS } from '../time.ts'
import type { LogEntry, LogRecord } from '../views.ts'
import type { ReportWords } from '../words/report.ts'
import { HEADLESS, makeReport, type Report } from './model.ts'

/** Ages above are one band: they are rare enough to point at somebody. */
const OLDEST_BAND = 90

/**
 * The same report without who: no initials, record number or year of birth (an age band instead), no words that people
 * typed, no names of staff (person 1, person 2 … with their roles), of the clinic or its rooms. Times, the session's
 * number and the hash of the record stay: it is pseudonymised, not anonymous.
 *
 * What is hidden is said by the schemas of what the report is made from (`record/privacy.ts`); everything else in it is
 * worked out again from that, so that nothing can be forgotten.
 *
 * @param people whose roles are known
 */
export function pseudonymise(report: Report, words: ReportWords, people: readonly Person[] = []): Report {
  const names = nameEach(report, people, words)
  const identifiers = identifiersOf(report, names)
  const as: Disguise = {
    person: name => names.get(name) ?? name,
    safe: text => identifiers.reduce((said, [word, instead]) => replaceWord(said, word, instead), text),
  }
  const { session } = report
  const hidden = makeReport(
    {
      session: {
        ...disguise<z.ZodType<Session>>(sessionSchema, session, as),
        id: session.id,
        room: 'room',
        patient: hidePatient(session.patient, session.opened.at.wallMs + report.utcOffsetMin * MINUTE_MS),
      },
      readings: report.readings.map(reading => hideReading(reading, names)),
      log: logOf(report).map(logged => hideEntry(logged, as)),
      records: report.records.map(record => hideRecord(record, as)),
      notes: notesOf(report).map(logged => hideEntry(logged, as)),
      limits: report.limits,
      setting: { clinic: '', room: words.report.head.room, software: report.setting.software },
      discharge: report.discharge?.map(check => disguise<z.ZodType<Check>>(checkSchema, check, as)) ?? null,
      recordHash: report.recordHash,
      ...(report.vouching ? { vouching: report.vouching } : {}),
      generatedAt: report.generatedAt,
      generatedBy: as.person(report.generatedBy),
      utcOffsetMin: report.utcOffsetMin,
    },
    words,
  )
  return {
    ...hidden,
    discharge: hidden.discharge?.map(sayAnswer) ?? null,
    pseudonymised: true,
    statements: [words.report.head.statements.pseudonymised, ...hidden.statements],
    marks: ['pseudonymised', ...hidden.marks],
  }
}

/** The session's own log, as the report was made from it. */
function logOf({ alarmLog, events }: Report): readonly LogEntry[] {
  return [...alarmLog, ...events.filter(({ sessionId }) => sessionId !== null)].toSorted(
    (a, b) => a.seq - b.seq,
  )
}

/** What the installation noted of it. */
function notesOf({ events }: Report): readonly LogEntry[] {
  return events.filter(({ sessionId }) => sessionId === null)
}

function hideEntry<L extends LogEntry>(logged: L, as: Disguise): L {
  return { ...logged, entry: disguise(entrySchema, upcast(logged.entry), as) }
}

function hideRecord(record: LogRecord, as: Disguise): LogRecord {
  const { entry, sessionId, seq, at, utcOffsetMin } = record
  return {
    sessionId,
    seq,
    at,
    entry: disguise(entrySchema, upcast(entry), as),
    utcOffsetMin,
    context: disguise(besideRecord.context, record.context, as),
    station: disguise(besideRecord.station, record.station, as),
    software: disguise(besideRecord.software, record.software, as),
  }
}

/** Of a check whose evidence was a person's words, the answer is left. */
function sayAnswer(check: Check): Check {
  return 'answer' in check && check.answer !== undefined
    ? { ...check, evidence: { code: 'riskAnswer', values: { answer: check.answer } } }
    : check
}

/** A reading names nobody but the person who typed it: three hours of them need no closer look. */
function hideReading<R extends Reading>(reading: R, names: ReadonlyMap<string, string>): R {
  const { source } = reading
  if (source.origin !== 'manual') return reading
  return { ...reading, source: { ...source, id: names.get(source.id) ?? REMOVED } }
}

/** 'aged 40 to 49' */
export function describeAge({ birthYear }: Patient, wallMs: number, words: ReportWords): string {
  const { patient: said } = words.report.head
  const low = lowestOfBand(birthYear, wallMs)
  return low >= OLDEST_BAND ? said.agedOrMore(OLDEST_BAND) : said.aged(low, low + 9)
}

/** The year of birth is the middle of the age band's: nothing more exact may be read from it. */
function hidePatient(patient: Patient, wallMs: number): Patient {
  const { weightKg } = patient
  return {
    initials: '–',
    recordId: '–',
    birthYear: yearOf(wallMs) - lowestOfBand(patient.birthYear, wallMs) - 5,
    ...(weightKg === undefined ? {} : { weightKg }),
  }
}

function lowestOfBand(birthYear: number, wallMs: number): number {
  const age = Math.max(0, yearOf(wallMs) - birthYear)
  return Math.min(OLDEST_BAND, Math.floor(age / 10) * 10)
}

function yearOf(wallMs: number): number {
  return new Date(wallMs).getUTCFullYear()
}

/** Everybody who is named anywhere, in the order of their first deed: 'person 1 (nurse)'. */
function nameEach(
  report: Report,
  people: readonly Person[],
  words: ReportWords,
): ReadonlyMap<string, string> {
  const { session } = report
  const roles = new Map(people.map(({ name, role }) => [name.toLowerCase(), role]))
  for (const { by, role } of session.signatures ?? []) roles.set(by.toLowerCase(), role)
  const names = new Map<string, string>()
  const meet = (name: string): string => {
    if (name !== '' && !names.has(name) && name !== HEADLESS && name !== 'Vigil') {
      const role = roles.get(name.toLowerCase())
      const number = names.size + 1
      const { person, personOfRole } = words.report.head
      names.set(name, role ? personOfRole(number, words.roles[role]) : person(number))
    }
    return name
  }
  const as: Disguise = { person: meet, safe: text => text }
  meet(session.opened.by)
  for (const logged of [...logOf(report), ...notesOf(report)]) hideEntry(logged, as)
  disguise<z.ZodType<Session>>(sessionSchema, session, as)
  for (const check of report.discharge ?? []) disguise<z.ZodType<Check>>(checkSchema, check, as)
  for (const { source } of report.readings) if (source.origin === 'manual') meet(source.id)
  meet(report.generatedBy)
  return names
}

/** Longest first, so that no name is replaced inside another. */
function identifiersOf(
  { session, setting }: Report,
  names: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  const others = [setting.clinic, setting.address, setting.room, session.room]
  return [...names, ...others.flatMap(word => (word ? [[word, REMOVED] as const] : []))].toSorted(
    ([a], [b]) => b.length - a.length,
  )
}

/** Replaces a name where it stands as a word of its own: "Ada" is not part of "Adams". */
function replaceWord(text: string, word: string, instead: string): string {
  if (!text.includes(word)) return text
  const escaped = word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu'), () => instead)
}
