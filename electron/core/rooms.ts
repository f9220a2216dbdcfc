import { roomsToResume } from '../../shared/alarm/pause-elsewhere.ts'
import type { AlarmEvent } from '../../shared/alarm/types.ts'
import type { SessionEvent } from '../../shared/record/index.ts'
import type { Session } from '../../shared/session/types.ts'
import type { Instant } from '../../shared/time.ts'
import type { DeviceView } from '../../shared/views.ts'
import type { Outage } from './clock.ts'
import type { DeviceConfig, FoundRecord, RoomName, WriteBatch } from './contracts/record.ts'
import { createDeviceTelling } from './device-telling.ts'
import { forgetDevices, mayBeIn } from './played-device.ts'
import { createRoom, type Room, type RoomOptions } from './room.ts'

export interface RoomsOptions
  extends Pick<RoomOptions, 'timers' | 'lines' | 'beginCapture' | 'publish' | 'guard'> {
  readonly write: WriteBatch
  /** What a room has just told that is to be heard: not of a replay, which calls nobody. */
  readonly onHeard: (events: readonly (AlarmEvent | SessionEvent)[]) => void
  /** A session was opened or closed. */
  readonly onSessions: () => void
}

/** The rooms of this installation, and what one means for the others. */
export interface Rooms {
  all(): readonly Room[]
  room(id: string): Room | undefined
  devices(): readonly DeviceView[]
  /** The room where a patient of this record number has an open session; a simulated or replayed one is nobody. */
  whereIs(recordId: string): Room | undefined
  add(room: RoomName): void
  /** Opens the rooms, sessions and lines that the record knows of. */
  restore(found: FoundRecord, gapFrom: Instant, outage: Outage | null): void
  /** Tells windows which devices have changed; once a turn of the core's loop, and whenever somebody waits for it. */
  publishDevices(): void
  /** Devices as windows have been told of them, after telling what they have not. */
  toldDevices(): readonly DeviceView[]
  close(): Promise<void>
}

export function createRooms(options: RoomsOptions): Rooms {
  const rooms = new Map<string, Room>()
  const all = () => [...rooms.values()]
  const devices = () => all().flatMap(room => room.devices())
  const telling = createDeviceTelling({
    devices,
    publish: options.publish,
    nowMs: () => options.timers.now().monoMs,
  })

  function add({ id, name }: RoomName): void {
    const { timers, lines, beginCapture, publish, guard, write } = options
    const room = createRoom({
      id,
      name,
      timers,
      lines,
      ...(beginCapture ? { beginCapture } : {}),
      write,
      publish,
      guard,
      onDevices: telling.note,
      onEvents: hear,
    })
    rooms.set(id, room)
  }

  function hear(roomId: string, events: readonly (AlarmEvent | SessionEvent)[]): void {
    if (!isReplayed(rooms.get(roomId))) {
      options.onHeard(events)
      const paused = all().map(room => ({ id: room.id, audio: room.state()?.alarm.audio ?? null }))
      for (const id of roomsToResume(events, roomId, paused)) rooms.get(id)?.apply({ kind: 'highElsewhere' })
    }
    if (events.some(isOpenedOrClosed)) options.onSessions()
  }

  return {
    all,
    room: id => rooms.get(id),
    devices,
    whereIs(recordId) {
      const wanted = recordId.trim().toLowerCase()
      return all().find(room => {
        const session = room.state()?.session
        return session && isPerson(session) && session.patient.recordId.trim().toLowerCase() === wanted
      })
    },
    add,
    restore(found, gapFrom, outage) {
      for (const room of found.rooms) add(room)
      const open = new Map(found.openSessions.map(session => [session.roomId, session.state]))
      for (const room of rooms.values()) {
        const state = open.get(room.id) ?? null
        const known = found.devices.filter(config => config.roomId === room.id)
        const belongs = (config: DeviceConfig) => mayBeIn(config, state?.session ?? null)
        forgetDevices(
          options.write,
          known.filter(config => !belongs(config)),
        )
        const configs = known.filter(belongs)
        if (state) room.resume(state, configs, gapFrom, outage)
        else for (const config of configs) room.addDevice(config)
      }
    },
    publishDevices: telling.tell,
    toldDevices: telling.told,
    async close() {
      await Promise.all(all().map(room => room.close()))
    },
  }
}

function isReplayed(room: Room | undefined): boolean {
  return room?.state()?.session.replayed ?? false
}

function isPerson({ simulated, replayed }: Session): boolean {
  return !simulated && !replayed
}

function isOpenedOrClosed(event: AlarmEvent | SessionEvent): boolean {
  return event.event === 'session' && (event.kind === 'opened' || event.kind === 'closed')
}
