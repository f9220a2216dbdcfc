import type { Access } from '../../../shared/ipc/access.ts'
import { phrase } from '../../../shared/words/host.ts'
import { Refusal } from '../refusal.ts'
import type { CoreServices } from '../services.ts'

/**
 * What the built-in Demo nurse may: nothing that reaches a patient or a monitor of this clinic. Until anybody is known here there is
 * no patient either, and whoever tries Vigil out may look at files of elsewhere.
 *
 * @throws Refusal
 */
export async function requireForDemo(
  core: CoreServices,
  may: Access['demo'],
  payload: object,
): Promise<void> {
  const isBare = core.register.people().length === 0
  if (may === 'yes' || (may === 'unlessSetUp' && isBare)) return
  if (may === 'simulated' && (await isSimulated(core, payload, isBare))) return
  throw new Refusal(phrase.core.demoNurseOnlySimulated, 'forbidden')
}

/** Is everything simulated that this names? What is not there at all is refused later, in its own words. */
async function isSimulated(core: CoreServices, payload: object, isBare: boolean): Promise<boolean> {
  if ('presetId' in payload && 'patient' in payload)
    return 'simulate' in payload && payload.simulate !== undefined
  if ('recordId' in payload && 'simulated' in payload) return payload.simulated === true
  if ('deviceId' in payload && !('roomId' in payload))
    return isSimulatedDevice(core, String(payload.deviceId))
  if ('roomId' in payload) {
    const session = core.rooms.room(String(payload.roomId))?.state()?.session
    return session === undefined || session.simulated || (isBare && session.replayed)
  }
  if ('sessionId' in payload) {
    const id = String(payload.sessionId)
    const open = core.rooms.all().find(room => room.state()?.session.id === id)
    const session = (open?.state() ?? (await core.read.session(id)))?.session
    return session === undefined || session.simulated || isBare
  }
  return false
}

function isSimulatedDevice(core: CoreServices, id: string): boolean {
  const device = core.rooms.devices().find(one => one.id === id)
  return device === undefined || device.origin !== 'device'
}
