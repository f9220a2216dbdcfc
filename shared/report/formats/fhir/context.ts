import type { Limits } from '../../../limits.ts'
import type { Reading, Source } from '../../../reading.ts'
import { REMOVED } from '../../../record/privacy.ts'
import { limitsOf } from '../../../session/room-state.ts'
import type { Instant } from '../../../time.ts'
import type { Report } from '../../model.ts'
import { isoTime } from '../../times.ts'
import { originTag, TEST_DATA } from './codes.ts'
import type { Observation, Practitioner, Reference, Resource } from './types.ts'

/** Gives the UUID that belongs to a name, the same every time (version 5, RFC 9562). */
export type NameUuid = (name: string) => string

export interface FhirOptions {
  readonly nameUuid: NameUuid
}

/** What every resource of one document is made with. */
export interface Context {
  readonly report: Report
  /** The UUID of a thing of this session: the same in every export of the same kind. */
  id(thing: string): string
  refer(thing: string): Reference
  time(at: Pick<Instant, 'wallMs'>): string
  /** A reference to this person, who is in the document from now on. */
  person(name: string): Reference
  people(): readonly Practitioner[]
  limitsAt(at: Instant): Limits
  /** What people typed; null where the document must not hold it. */
  typed(text: string | undefined): string | null
  meta(profiles: readonly string[], origin?: Source['origin']): Pick<Observation, 'meta'>
}

export { HEADLESS } from '../../model.ts'
export const PATIENT = 'patient'
export const ENCOUNTER = 'encounter'
export const VIGIL = 'device/vigil'

export function readingThing({ seq }: Pick<Reading, 'seq'>): string {
  return `reading/${seq}`
}

export function monitorThing({ driver, id }: Source): string {
  return `device/${driver}/${id}`
}

export function createContext(report: Report, { nameUuid }: FhirOptions): Context {
  const { session, utcOffsetMin, pseudonymised } = report
  // Session numbers begin anew in every clinic: the moment of opening and the room tell two such sessions apart.
  const root = [
    session.id,
    session.opened.at.wallMs,
    // The same document, wherever the patient was moved to.
    pseudonymised ? session.room : (session.moves?.[0]?.from ?? session.room),
    pseudonymised ? 'pseudonymised' : '',
  ].join('|')
  const id = (thing: string) => nameUuid(`${root}|${thing}`)
  const refer = (thing: string) => ({ reference: `urn:uuid:${id(thing)}` })
  const people = new Map<string, Practitioner>()
  const limits = new Map<number, Limits>()
  return {
    report,
    id,
    refer,
    time: ({ wallMs }) => isoTime(wallMs, utcOffsetMin),
    person(name) {
      const thing = `person/${name}`
      if (!people.has(name))
        people.set(name, { resourceType: 'Practitioner', id: id(thing), name: [{ text: name }] })
      return { ...refer(thing), display: name }
    },
    people: () => [...people.values()],
    limitsAt(at) {
      const changes = session.limitChanges.filter(change => change.at.monoMs <= at.monoMs)
      const known =
        limits.get(changes.length) ?? limitsOf({ preset: report.session.preset, limitChanges: changes })
      limits.set(changes.length, known)
      return known
    },
    typed: text => (text === undefined || text === REMOVED || text.trim() === '' ? null : text),
    meta(profiles, origin = 'device') {
      const tag = originTag(origin)
      const meta = {
        ...(profiles.length > 0 ? { profile: profiles } : {}),
        ...(session.simulated ? { security: [TEST_DATA] } : {}),
        ...(tag ? { tag: [tag] } : {}),
      }
      return Object.keys(meta).length > 0 ? { meta } : {}
    },
  }
}

/** Subject and encounter, which almost everything has. */
export function aboutPatient(context: Context): Pick<Observation, 'subject' | 'encounter'> {
  return { subject: context.refer(PATIENT), encounter: context.refer(ENCOUNTER) }
}

/** `{ note: [...] }`, or nothing where nothing is to be said: FHIR has no empty lists. */
export function notes(texts: readonly (string | null)[]): Pick<Observation, 'note'> {
  const said = texts.flatMap(text => (text === null || text === '' ? [] : [{ text }]))
  return said.length > 0 ? { note: said } : {}
}

export function referTo(resource: Resource): Reference {
  return { reference: `urn:uuid:${resource.id}` }
}
