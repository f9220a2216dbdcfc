import type { Reading } from '../reading.ts'
import type { Person } from '../roles.ts'
import type { Patient } from '../session/types.ts'
import { MINUTE_MS } from '../time.ts'
import { HEADLESS, type Report } from './model.ts'

/** Stands where words of a person stood. */
export const REMOVED = '[removed]'

/** Ages above are one band: they are rare enough to point at somebody. */
const OLDEST_BAND = 90

/** Under these keys stand people. */
const PEOPLE: ReadonlySet<string> = new Set(['by', 'to', 'second', 'generatedBy', 'pausedBy'])

/**
 * Under these keys stand words of Vigil's own: codes, names of measures and treatments, hashes, and lot numbers. Strings
 * under any other key are taken for words of a person and removed, so that a field that is added one day is safe.
 */
const OURS: ReadonlySet<string> = new Set([
  ...[
    'event',
    'kind',
    'alarm',
    'priority',
    'priorityAtStart',
    'transition',
    'outcome',
    'withheld',
    'endCause',
  ],
  ...['state', 'cause', 'phase', 'stage', 'parameter', 'reference', 'side', 'clearBy', 'profile'],
  ...['mark', 'severity', 'item', 'label', 'class', 'status', 'check', 'scale', 'drug', 'route', 'form'],
  ...['id', 'sessionId', 'doseId', 'deviceId', 'device', 'driver', 'origin', 'field', 'meaning', 'role'],
  ...['voidedBy', 'recordHash', 'lot', 'format', 'do', 'how', 'cuff', 'sensor', 'anchor', 'dischargeFrom'],
  ...['version', 'source', 'dosing', 'observation', 'vital', 'quality', 'validity', 'flags', 'error', 'unit'],
  ...[
    'what',
    'evidence',
    'software',
    'origins',
    'alarms',
    'statements',
    'marks',
    'findings',
    'clear',
    'present',
    'open',
    'wave',
  ],
])

/** Alarms whose detail is Vigil's own: that of the others is a device's name, which people typed. */
const OUR_DETAILS: ReadonlySet<string> = new Set([
  'sedation-deep',
  'measurement-missed',
  'nibp-failed',
  'clock-step',
])

/**
 * The same report without who: no initials, record number or year of birth (an age band instead), no words that people
 * typed, no names of staff (person 1, person 2 … with their roles), of the clinic or its rooms. Times, the session's
 * number and the hash of the record stay: it is pseudonymised, not anonymous.
 *
 * @param people whose roles are known
 */
export function pseudonymise(report: Report, people: readonly Person[] = []): Report {
  const names = nameEach(report, people)
  const identifiers = identifiersOf(report, names)
  const hide = (value: unknown, key: string, parent: Readonly<Record<string, unknown>>): unknown => {
    if (typeof value === 'string') return hideText(value, key, parent)
    if (Array.isArray(value)) return value.map(entry => hide(entry, key, parent))
    if (typeof value !== 'object' || value === null) return value
    const record = value as Readonly<Record<string, unknown>>
    return Object.fromEntries(
      Object.entries(record).map(([name, inner]) => [name, hide(inner, name, record)]),
    )
  }
  const hideText = (value: string, key: string, parent: Readonly<Record<string, unknown>>): string => {
    if (value === '') return value
    // A manual value names its person as its source; a monitor is no person.
    const isPerson = PEOPLE.has(key) || (key === 'id' && parent['origin'] === 'manual')
    if (isPerson) return names.get(value) ?? value
    // D9 and D10 tell of the escort and of what the patient was asked.
    const isTold = key === 'evidence' && (parent['id'] === 'D9' || parent['id'] === 'D10')
    const isLot = (key === 'before' || key === 'after') && parent['field'] === 'lot'
    const isOurDetail = key === 'detail' && OUR_DETAILS.has(String(parent['alarm']))
    if (isTold || !(OURS.has(key) || isLot || isOurDetail)) return REMOVED
    return identifiers.reduce((text, [identifier, instead]) => replaceWord(text, identifier, instead), value)
  }
  const { session } = report
  const hideReading = <R extends Reading>(reading: R): R => {
    const { source } = reading
    if (source.origin !== 'manual') return reading
    return { ...reading, source: { ...source, id: names.get(source.id) ?? REMOVED } }
  }
  const { readings, cuff, minutes, ...rest } = report
  const hidden = hide(rest, '', {}) as Omit<Report, 'readings' | 'cuff' | 'minutes'>
  return {
    ...hidden,
    // A reading names nobody but the person who typed it: three hours of them need no closer look.
    readings: readings.map(hideReading),
    cuff: cuff.map(hideReading),
    minutes,
    limits: report.limits,
    recordHash: report.recordHash,
    setting: { clinic: '', room: 'room', software: report.setting.software },
    session: {
      ...hidden.session,
      id: session.id,
      room: 'room',
      patient: hidePatient(session.patient, session.opened.at.wallMs + report.utcOffsetMin * MINUTE_MS),
    },
    pseudonymised: true,
    statements: [
      'PSEUDONYMISED: without initials, record number, year of birth, names and whatever people typed. Times and the session number are left: this is not anonymous.',
      ...hidden.statements,
    ],
    marks: ['PSEUDONYMISED', ...hidden.marks],
  }
}

/** 'aged 40 to 49' */
export function describeAge({ birthYear }: Patient, wallMs: number): string {
  const low = lowestOfBand(birthYear, wallMs)
  return low >= OLDEST_BAND ? `aged ${OLDEST_BAND} or more` : `aged ${low} to ${low + 9}`
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
function nameEach(report: Report, people: readonly Person[]): ReadonlyMap<string, string> {
  const roles = new Map(people.map(({ name, role }) => [name.toLowerCase(), role]))
  for (const { by, role } of report.session.signatures ?? []) roles.set(by.toLowerCase(), role)
  const names = new Map<string, string>()
  const meet = (name: unknown) => {
    if (typeof name !== 'string' || name === '' || names.has(name) || name === HEADLESS || name === 'Vigil')
      return
    const role = roles.get(name.toLowerCase())
    names.set(name, `person ${names.size + 1}${role ? ` (${role})` : ''}`)
  }
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const entry of value) visit(entry)
    else if (typeof value === 'object' && value !== null) {
      const record = value as Readonly<Record<string, unknown>>
      if (record['origin'] === 'manual') meet(record['id'])
      for (const [key, inner] of Object.entries(record)) {
        if (typeof inner !== 'string') visit(inner)
        else if (PEOPLE.has(key)) meet(inner)
      }
    }
  }
  meet(report.session.opened.by)
  visit(report.events)
  visit(report)
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
