import { opened } from '../../shared/record/close.ts'
import type { RoomInput } from '../../shared/session/room.ts'
import { type Opening, openRoom, type RoomState, restoreRoom } from '../../shared/session/room-state.ts'
import type { Instant } from '../../shared/time.ts'
import { refusal } from '../../shared/words/refusal.ts'
import { type Outage, roomInstant } from './clock.ts'
import type { DeviceConfig, WriteBatch } from './contracts/record.ts'
import { forgetDevices, isPlayedDevice } from './played-device.ts'
import { Refusal } from './refusal.ts'
import type { RoomDevices } from './room-devices.ts'
import type { RoomPatient } from './room-patient.ts'
import type { RoomSession } from './room-session.ts'
import type { Pace, RoomTime } from './room-time.ts'
import { storeWith } from './write.ts'

export interface RoomLifeOptions {
  readonly room: { readonly id: string; readonly name: string }
  readonly write: WriteBatch
  /** The core's now. */
  readonly coreNow: () => Instant
  readonly session: RoomSession
  readonly devices: RoomDevices
  readonly patient: RoomPatient
  readonly time: RoomTime
  readonly apply: (input: RoomInput, at: Instant) => void
  /** A session has begun, or goes on, at this instant. */
  readonly onBegin: (at: Instant) => void
  readonly onDevices: () => void
}

/** How a session begins, goes on and ends in a room: what that means for its time, its patient and its devices. */
export interface RoomLife {
  open(
    opening: Opening,
    configs: readonly DeviceConfig[],
    prepare?: (state: RoomState) => RoomState,
  ): Promise<void>
  resume(state: RoomState, configs: readonly DeviceConfig[], gapFrom: Instant, outage: Outage | null): void
  wake(gapFrom: Instant): void
  /** Goes on with a session that came from another room, with the devices that are here. */
  adopt(state: RoomState): void
  /** The session has ended. Played devices leave with it, the others go on in the core's own time. */
  end(): Promise<void>
}

type GapCause = Pick<Extract<RoomInput, { kind: 'resumed' }>, 'cause' | 'byWallMs'>

export function createRoomLife(options: RoomLifeOptions): RoomLife {
  const { room, write, coreNow, session, devices, patient, time, apply } = options
  const store = storeWith(write)
  let isOpening = false

  function begin(state: RoomState, at: Instant): void {
    devices.forgetSaid()
    session.begin(state, at)
    options.onBegin(at)
  }

  /** Goes on with the open session after a time without watching, with these devices. */
  function goOn(configs: readonly DeviceConfig[], gapFrom: Instant, cause: GapCause): void {
    const state = session.state()
    if (!state) return
    const pace = configs.some(isPlayedDevice) ? paceOf(state) : null
    if (pace) time.play(roomInstant(coreNow(), pace))
    patient.begin(configs, state.session.opened.at, state.session)
    const at = time.now()
    options.onBegin(at)
    const known = latest(state, roomInstant(gapFrom, pace))
    apply({ kind: 'resumed', gapFrom: known.monoMs <= at.monoMs ? known : at, ...cause }, at)
    devices.add(configs)
  }

  return {
    async open(opening, configs, prepare = state => state) {
      if (session.state() || isOpening) throw new Refusal(refusal('alreadyOpenSession', room.name))
      isOpening = true
      try {
        const at = coreNow()
        const state = prepare(openRoom(opening, at))
        const added = configs.map(config => ({ change: 'addDevice', config }) as const)
        await store({ change: 'openSession', roomId: room.id, state }, ...added)
        const isPlayed = configs.some(isPlayedDevice)
        // What was here before goes on in the session's time.
        const before = isPlayed ? devices.endLines().configs : []
        if (isPlayed) time.play(at)
        patient.begin(configs, at, state.session)
        begin(state, at)
        apply({ kind: 'note', event: opened.of({ by: opening.by, preset: opening.preset.id }) }, at)
        devices.add([...before, ...configs])
      } finally {
        isOpening = false
      }
    },
    resume(stored, configs, gapFrom, outage) {
      begin(restoreRoom(stored), time.now())
      goOn(configs, gapFrom, {
        cause: 'restart',
        ...(outage?.byWallMs === undefined ? {} : { byWallMs: outage.byWallMs }),
      })
    },
    wake(gapFrom) {
      // A played line has stood still too: it begins again, instead of playing hours in one turn.
      if (session.state())
        goOn(time.isPlayed() ? devices.endLines().configs : [], gapFrom, { cause: 'sleep' })
    },
    adopt(state) {
      begin(state, time.now())
      devices.add([])
    },
    async end() {
      patient.end()
      if (!time.isPlayed()) return
      const { configs, closed } = devices.endLines()
      time.endPlay()
      forgetDevices(write, configs.filter(isPlayedDevice))
      options.onDevices()
      await closed
      devices.add(configs.filter(config => !isPlayedDevice(config)))
    },
  }
}

/** How fast the time of a session runs. */
export function paceOf({ session }: RoomState): Pace {
  return { openedAt: session.opened.at, speed: session.speed }
}

/** The last moment the session is known to have been watched. */
function latest(state: RoomState, heartbeat: Instant): Instant {
  let newest = heartbeat
  for (const track of Object.values(state.vitals))
    if (track && track.at.monoMs > newest.monoMs) newest = track.at
  return newest
}
