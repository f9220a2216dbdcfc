import { readClinic } from '../../shared/clinic.ts'
import { viewClinicSets } from '../../shared/clinic-set/versions.ts'
import type { InstallationView } from '../../shared/views.ts'
import type { RecordReader } from './contracts/record.ts'
import { hasPin } from './pin.ts'
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
    people: register.people().map(person => ({ ...person, hasPin: hasPin(register, person.name) })),
    currentPerson: register.setting('currentPerson'),
    recentSessions,
    remsDue,
    sound: { ...sound(), secondContact: register.setting('secondContact') || null },
    presets: listPresets(register.presets()),
    clinicSets: viewClinicSets(register.clinicSets().records),
    clinic: readClinic(register.setting('clinic')),
  }
}
