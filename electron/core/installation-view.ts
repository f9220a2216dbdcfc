import { readClinic } from '../../shared/clinic.ts'
import { viewClinicSets } from '../../shared/clinic-set/versions.ts'
import type { InstallationView, PersonView } from '../../shared/views.ts'
import type { Credentials } from './contracts/people.ts'
import type { RecordReader } from './contracts/record.ts'
import { isSetUp } from './people/people.ts'
import { listPresets } from './presets.ts'
import type { Register } from './register.ts'

const RECENT_SESSIONS = 20

/** What windows are told of the installation. */
export async function viewInstallation(
  register: Register,
  read: Pick<RecordReader, 'sessions' | 'remsDue'>,
  nowWallMs: number,
  sound: () => Omit<InstallationView['sound'], 'secondContact'>,
): Promise<InstallationView> {
  const recentSessions = await read.sessions(RECENT_SESSIONS)
  const remsDue = await read.remsDue(nowWallMs)
  return {
    people: register
      .people()
      .map(person => ({ ...person, proves: proves(register.credentialsOf(person.id)) })),
    isSetUp: isSetUp(register),
    recentSessions,
    remsDue,
    sound: { ...sound(), secondContact: register.setting('secondContact') || null },
    presets: listPresets(register.presets()),
    clinicSets: viewClinicSets(register.clinicSets().records),
    clinic: readClinic(register.setting('clinic')),
  }
}

function proves({ secret, code, old }: Credentials): PersonView['proves'] {
  if (secret) return 'secret'
  if (code) return 'code'
  return old === undefined ? 'none' : 'old'
}

/** What a locked window is told: nothing of whom Vigil has watched. */
export function hideLists<V extends Pick<InstallationView, 'recentSessions' | 'remsDue'>>(view: V): V {
  return { ...view, recentSessions: [], remsDue: [] }
}
