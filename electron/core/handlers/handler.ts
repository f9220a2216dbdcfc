import { randomUUID } from 'node:crypto'
import type { Authority } from '../../../shared/authority.ts'
import type { Payload, RequestName, Result } from '../../../shared/ipc.ts'
import type { ActName } from '../../../shared/record/index.ts'
import { refusal } from '../../../shared/words/refusal.ts'
import type { Device } from '../devices.ts'
import type { Ready } from '../ready.ts'
import { Refusal } from '../refusal.ts'
import type { Room } from '../room.ts'
import type { CoreServices, Sender } from '../services.ts'

/** Requests that any window may make, whoever is at it: they have no authority. */
type Nameless =
  | 'snapshot'
  | 'stationAlive'
  | 'soundPlayed'
  | 'signIn'
  | 'justSimulate'
  | 'leaveWindow'
  | 'choosePin'
  | 'setUpClinic'

/** What two people decide (`byTwo` of the table of access). */
type ByTwo = 'makeRecoveryCode' | 'rekeyRecord' | 'deleteSession' | 'restoreBackup'

/** As a handler gets it: with the name of whoever asks, and of the second person, which the core has put there. */
export type Asked<N extends RequestName> = N extends Nameless
  ? Payload<N>
  : Payload<N> & { readonly by: string } & (N extends ByTwo ? { readonly second: string } : unknown)

/** What answers each request that is not an act in a session. */
export type Handlers = {
  readonly [N in Exclude<RequestName, ActName>]: (
    core: CoreServices,
    payload: Asked<N>,
    sender: Sender,
    authority: N extends Nameless ? null : Authority,
  ) => Result<N> | Promise<Result<N> | Ready<Result<N>>>
}

export function requireRoom(core: CoreServices, id: string): Room {
  const room = core.rooms.room(id)
  if (!room) throw new Refusal(refusal('noRoomId', id))
  return room
}

export function requireDevice(
  core: CoreServices,
  deviceId: string,
): { readonly room: Room; readonly device: Device } {
  for (const room of core.rooms.all()) {
    const device = room.device(deviceId)
    if (device) return { room, device }
  }
  throw new Refusal(refusal('noDevice', deviceId))
}

/** What a person named wrongly is refused, not a failure of ours. */
export function requireKnown<T>(find: () => T): T {
  try {
    return find()
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(error instanceof Error ? error.message : String(error))
  }
}

/**
 * A new session's id: its day, this installation, which start of it, and some letters: sessions of two installations meet in
 * one record by import, and a restored record counts its starts again.
 */
export function nameSession({ now, installation: { id, starts } }: CoreServices): string {
  const day = new Date(now().wallMs).toISOString().slice(0, 10).replaceAll('-', '')
  return `S-${day}-${id.slice(0, 8)}-${starts}-${randomUUID().slice(0, 6)}`
}
