import { speakOfClinic } from '../../shared/clinic.ts'
import type { Person } from '../../shared/roles.ts'
import type { LogEntry } from '../../shared/views.ts'
import type { Credentials, PersonRecord } from './contracts/people.ts'
import type { Change, Commit, FoundRecord, StoredClinicSets, StoredPresets } from './contracts/record.ts'
import type { Store } from './write.ts'

/** What changes of people, in one transaction, with the log records that say so. */
export interface PeopleChange {
  readonly people?: readonly Person[]
  readonly credentials?: readonly (readonly [personId: string, credentials: Credentials])[]
  readonly log?: Commit['log']
}

/** What the core knows of the installation: read from the record once, and written through. */
export interface Register {
  /** Everybody, those too who act no more, by name. */
  people(): readonly Person[]
  /** Of those who act. */
  personNamed(name: string): Person | undefined
  personOf(id: string): Person | undefined
  credentialsOf(personId: string): Credentials
  /** Everybody, with what they prove with. */
  records(): readonly PersonRecord[]
  /** @throws Error with one sentence when it could not be stored; then nothing of it is changed */
  writePeople(change: PeopleChange): Promise<readonly LogEntry[]>
  setting(name: string): string | null
  setSetting(name: string, value: string): Promise<void>
  presets(): StoredPresets
  /** An act on a preset, with the log record that vouches for it. */
  writePreset(change: Extract<Change, { change: 'commit' }>): Promise<readonly LogEntry[]>
  clinicSets(): StoredClinicSets
  /** An act on the clinic's words, in the same way. */
  writeClinicSet(change: Extract<Change, { change: 'commit' }>): Promise<readonly LogEntry[]>
}

export function createRegister(
  found: Pick<FoundRecord, 'people' | 'settings' | 'presets' | 'clinicSets'>,
  store: Store,
): Register {
  let people = found.people.map(({ person }) => person)
  const credentials = new Map(found.people.map(known => [known.person.id, known.credentials]))
  let presets = found.presets
  let clinicSets = found.clinicSets
  const settings = new Map(found.settings)
  speakOfClinic(settings.get('clinic') ?? null)
  return {
    people: () => people,
    personNamed(name) {
      const wanted = name.trim().toLowerCase()
      return people.find(person => person.active && person.name.toLowerCase() === wanted)
    },
    personOf: id => people.find(person => person.id === id),
    credentialsOf: id => credentials.get(id) ?? {},
    records: () => people.map(person => ({ person, credentials: credentials.get(person.id) ?? {} })),
    async writePeople({ people: changed = [], credentials: kept = [], log = [] }) {
      const entries = await store(
        ...changed.map(person => ({ change: 'setPerson', person }) as const),
        ...kept.map(
          ([personId, known]) => ({ change: 'setCredentials', personId, credentials: known }) as const,
        ),
        ...(log.length > 0 ? [{ change: 'commit', sessionId: null, readings: [], log } as const] : []),
      )
      for (const person of changed)
        people = [...people.filter(({ id }) => id !== person.id), person].toSorted((a, b) =>
          compareText(a.name, b.name),
        )
      for (const [personId, known] of kept) credentials.set(personId, known)
      return entries
    },
    setting: name => settings.get(name) ?? null,
    async setSetting(name, value) {
      await store({ change: 'setSetting', name, value })
      settings.set(name, value)
      if (name === 'clinic') speakOfClinic(value)
    },
    presets: () => presets,
    async writePreset(change) {
      const entries = await store(change)
      const seq = entries[0]?.seq
      if (change.preset && seq !== undefined)
        presets = { ...presets, records: [...presets.records, { seq, ...change.preset }] }
      return entries
    },
    clinicSets: () => clinicSets,
    async writeClinicSet(change) {
      const entries = await store(change)
      const seq = entries[0]?.seq
      if (change.clinicSet && seq !== undefined)
        clinicSets = { ...clinicSets, records: [...clinicSets.records, { seq, ...change.clinicSet }] }
      return entries
    },
  }
}

/** As the record sorts text: by code point. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
