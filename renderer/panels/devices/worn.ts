import type { Session } from '../../../shared/session/types.ts'
import type { VitalId } from '../../../shared/vitals.ts'
import { text } from '../../text/text.ts'

const words = text.devices

/** Where the cuff and the sensor of a monitor are in its room's session; null: no session, or it has neither. */
export function describeWorn(
  vitals: readonly VitalId[],
  session: Pick<Session, 'sites'> | null,
): string | null {
  const hasCuff = vitals.includes('systolic')
  const hasSensor = vitals.includes('spo2')
  if (!session || (!hasCuff && !hasSensor)) return null
  const { sites } = session
  if (!sites) return words.notWorn
  const { sites: names } = text.room.tiles
  return [
    ...(hasCuff ? [words.worn.cuff(names[sites.cuff])] : []),
    ...(hasSensor ? [words.worn.sensor(names[sites.sensor])] : []),
  ].join(', ')
}
