import { drivers } from '../../devices/index.ts'
import { readClinic } from '../../shared/clinic.ts'
import type { InstallationView, PersonView } from '../../shared/views.ts'
import { phrase } from '../../shared/words/host.ts'
import { listClinicSets } from './clinic-sets.ts'
import type { Credentials } from './contracts/people.ts'
import type { RecordReader } from './contracts/record.ts'
import { viewDriver } from './devices.ts'
import type { Say } from './guard.ts'
import { isSetUp } from './people/people.ts'
import { listPresets } from './presets.ts'
import type { Register } from './register.ts'
import { listScenarios } from './scenarios.ts'
import { isDoneWithin } from './within.ts'

const RECENT_SESSIONS = 20
/** A window that opens waits no longer for what the record lists: alarms come first, and lists follow. */
const LISTS_WITHIN_MS = 500

export interface InstallationViewOptions {
  readonly register: Register
  readonly read: Pick<RecordReader, 'sessions' | 'remsDue'>
  readonly nowWallMs: () => number
  readonly sound: () => Omit<InstallationView['sound'], 'secondContact'>
  /** Lists have come that somebody was told without. */
  readonly onLate: () => void
  readonly say: Say
}

/** What windows are told of the installation. Where the record does not answer, its lists are those that were known last. */
export function createInstallationView(options: InstallationViewOptions): () => Promise<InstallationView> {
  const { register, read, nowWallMs, sound, onLate, say } = options
  let known: Pick<InstallationView, 'recentSessions' | 'remsDue'> = { recentSessions: [], remsDue: [] }

  async function readLists(): Promise<void> {
    try {
      const recentSessions = await read.sessions(RECENT_SESSIONS)
      known = { recentSessions, remsDue: await read.remsDue(nowWallMs()) }
    } catch (error) {
      say(phrase.core.newestSessionsUnread, error)
    }
  }

  return async () => {
    const lists = readLists()
    if (!(await isDoneWithin(lists, LISTS_WITHIN_MS))) void lists.then(onLate)
    return {
      ...known,
      people: register
        .people()
        .map(person => ({ ...person, proves: proves(register.credentialsOf(person.id)) })),
      isSetUp: isSetUp(register),
      sound: { ...sound(), secondContact: register.setting('secondContact') || null },
      presets: listPresets(register.presets()),
      clinicSets: listClinicSets(register.clinicSets()),
      clinic: readClinic(register.setting('clinic')),
      drivers: drivers.map(viewDriver),
      scenarios: listScenarios(),
    }
  }
}

function proves({ secret, code, old }: Credentials): PersonView['proves'] {
  if (secret) return 'secret'
  if (code) return 'code'
  return old === undefined ? 'none' : 'old'
}

/** What a locked window is told: nothing of whom Vigil has watched. */
export function hideLists<V extends Partial<Pick<InstallationView, 'recentSessions' | 'remsDue'>>>(
  view: V,
): V {
  return {
    ...view,
    ...(view.recentSessions ? { recentSessions: [] } : {}),
    ...(view.remsDue ? { remsDue: [] } : {}),
  }
}
