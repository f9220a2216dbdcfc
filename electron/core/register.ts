import type { Person } from '../../shared/roles.ts'
import type { LogEntry } from '../../shared/views.ts'
import type { Change, FoundRecord, StoredClinicSets, StoredPresets } from './contracts/record.ts'
import type { Store } from './write.ts'

/** What the core knows of the installation: read from the record once, and written through. */
export interface Register {
  people(): readonly Person[]
  personNamed(name: string): Person | undefined
  /** @throws Error with one sentence when it could not be stored; then nobody is added */
  addPerson(person: Person): Promise<void>
  setting(name: string): string | null
  setSetting(name: string, value: string): Promise<void>
  presets(): StoredPresets
  /** An act on a preset, with the log record that vouches for it. */
  writePreset(change: Extract<Change, { change: 'commit' }>): Promise<readonly LogEntry[]>
  clinicSets(): StoredClinicSets
  /** An act on the clinic's words, in the same way. */
  writeClinicSet(change: Extract<Change, { change: 'commit' }>): Promise<readonly LogEntry[]>
}

export function createRegister(found: FoundRecord, store: Store): Register {
  let people = found.people
  let presets = found.presets
  let clinicSets = found.clinicSets
  const settings = new Map(found.settings)
  return {
    people: () => people,
    personNamed(name) {
      const wanted = name.trim().toLowerCase()
      return people.find(person => person.name.toLowerCase() === wanted)
    },
    async addPerson(person) {
      await store({ change: 'addPerson', person })
      people = [...people, person].toSorted((a, b) => compareText(a.name, b.name))
    },
    setting: name => settings.get(name) ?? null,
    async setSetting(name, value) {
      await store({ change: 'setSetting', name, value })
      settings.set(name, value)
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
