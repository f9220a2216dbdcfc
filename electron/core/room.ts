import type { MonitorCommand } from '../../devices/driver.ts'
import type { AlarmEvent } from '../../shared/alarm/types.ts'
import type { Authority } from '../../shared/authority.ts'
import type { CoreEvent } from '../../shared/ipc.ts'
import type { Action, SessionEvent } from '../../shared/record/index.ts'
import type { RoomInput } from '../../shared/session/room.ts'
import type { Opening, RoomState } from '../../shared/session/room-state.ts'
import { looksAlike, viewRoom } from '../../shared/session/view.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import type { DeviceView, RoomView } from '../../shared/views.ts'
import { refusal, type WhyNot } from '../../shared/words/refusal.ts'
import type { Outage } from './clock.ts'
import type { BeginCapture } from './contracts/captures.ts'
import type { CommandAnswer, Lines } from './contracts/lines.ts'
import type { DeviceConfig, WriteBatch } from './contracts/record.ts'
import type { Device } from './devices.ts'
import type { Guard } from './guard.ts'
import { Refusal } from './refusal.ts'
import { createRoomDevices } from './room-devices.ts'
import { createRoomLife, paceOf } from './room-life.ts'
import { createRoomPatient } from './room-patient.ts'
import { createRoomSession } from './room-session.ts'
import { createRoomTelling } from './room-telling.ts'
import { createRoomTime } from './room-time.ts'
import type { Timers } from './timers.ts'

export interface RoomOptions {
  readonly id: string
  readonly name: string
  readonly timers: Timers
  readonly lines: Pick<Lines, 'open'>
  /** Absent: nothing is kept of what comes on the lines. */
  readonly beginCapture?: BeginCapture
  readonly write: WriteBatch
  readonly publish: (event: CoreEvent) => void
  readonly guard: Guard
  readonly onDevices: () => void
  readonly onEvents: (roomId: string, events: readonly (AlarmEvent | SessionEvent)[]) => void
}

/** One room while Vigil runs: its devices, its session if one is open, and its clock. */
export interface Room {
  readonly id: string
  readonly name: string
  now(): Instant
  state(): RoomState | null
  /** As windows have been told of it; what they had not been told yet, they have now. */
  told(): RoomView
  devices(): readonly DeviceView[]
  /**
   * Opens a new session, once it and its devices are in the record.
   *
   * @param prepare changes the state it begins with
   * @throws Refusal when one is open; Error with one sentence when it could not be stored
   */
  open(
    opening: Opening,
    configs: readonly DeviceConfig[],
    prepare?: (state: RoomState) => RoomState,
  ): Promise<void>
  /** Goes on with an open session after a restart. */
  resume(state: RoomState, configs: readonly DeviceConfig[], gapFrom: Instant, outage: Outage | null): void
  /** Goes on after the computer has slept, or Vigil has stood still, since `gapFrom`. */
  wake(gapFrom: Instant): void
  /**
   * Lets the open session go on in another room, which `adopt` says; the devices stay.
   *
   * @throws Refusal where it cannot be stored as it stands
   */
  release(): Promise<RoomState>
  adopt(state: RoomState): void
  act(action: Action, authority: Authority): WhyNot | null
  apply(input: RoomInput): void
  addDevice(config: DeviceConfig): void
  removeDevice(deviceId: string): Promise<void>
  command(command: MonitorCommand): CommandAnswer
  /** The device of this id, if it is in this room. */
  device(id: string): Device | undefined
  /** Hands what has gathered to the record; resolves once that is stored, or could not be. */
  flush(): Promise<void>
  /** Nothing is being recorded, and why; null: it is again. */
  tellTrouble(sentence: string | null): void
  /**
   * Lets time pass up to the core's now: ticks, and what has gathered for windows.
   *
   * @param isDue what has gathered for the record is handed over, too
   */
  advance(isDue?: boolean): void
  close(): Promise<void>
}

const TICK_MS = SECOND_MS
/** How often a session may have got something new to record before it is let go. */
const MOST_TRIES = 5
const NO_CUFF = refusal('noCuffOrders')

export function createRoom(options: RoomOptions): Room {
  const { id, name, publish } = options
  const patient = createRoomPatient()
  const time = createRoomTime(options.timers, () => devices.cuff.forget())
  const session = createRoomSession({
    roomId: id,
    write: options.write,
    publish,
    onEvents(events, state, at) {
      telling.now()
      for (const event of events) patient.hear(event, state.session, at)
      options.onEvents(id, events)
    },
    onEnd() {
      telling.now()
      void life.end()
    },
  })
  const telling = createRoomTelling({ view, publish, timers: options.timers, guard: options.guard })
  const devices = createRoomDevices({
    roomId: id,
    lines: options.lines,
    beginCapture: options.beginCapture,
    coreNow: options.timers.now,
    time,
    patient,
    publish,
    apply: (input, at) => void apply(input, at),
    replayStartMs: () => session.state()?.session.opened.at.monoMs ?? time.now().monoMs,
    onChange: options.onDevices,
  })
  const life = createRoomLife({
    room: { id, name },
    write: options.write,
    coreNow: options.timers.now,
    session,
    devices,
    patient,
    time,
    apply: (input, at) => void apply(input, at),
    onBegin(at) {
      lastTickMs = at.monoMs
    },
    onDevices: options.onDevices,
  })
  let lastTickMs = Number.NEGATIVE_INFINITY

  function apply(input: RoomInput, at = time.now()): WhyNot | null {
    const before = session.state()
    const refused = session.apply(input, at)
    const after = session.state()
    // Events are told with the turn, and so is whatever stands there because of them.
    if (input.kind === 'action') telling.now()
    else if (input.kind === 'sample' && input.sample.kind !== 'wave' && before && after) {
      if (before.cuff !== after.cuff) telling.now()
      else if (!looksAlike(before, after)) telling.soon()
    }
    return refused
  }

  function tick(at: Instant): void {
    lastTickMs = at.monoMs
    devices.tellCounts(at)
    apply({ kind: 'tick' }, at)
    const state = session.state()
    const cycled = state && devices.cuff.cycle(state, at)
    if (cycled) apply({ kind: 'note', event: cycled }, at)
    telling.pass()
  }

  function view(version: number): RoomView {
    const state = session.state()
    return viewRoom({ id, name }, state, time.now(), {
      version,
      speed: state?.session.speed ?? 1,
      recording: session.recording(),
      canStartNibp: devices.cuff.canStart(),
      toldWallMs: options.timers.now().wallMs,
    })
  }

  telling.now()
  return {
    id,
    name,
    now: time.now,
    state: session.state,
    told: telling.told,
    devices: devices.views,
    open: life.open,
    resume: life.resume,
    wake: life.wake,
    async release() {
      let state: RoomState | null = null
      // Its monitors go on speaking meanwhile.
      for (let tries = 0; state === null && tries < MOST_TRIES; tries++) {
        session.flush(time.now())
        await session.idle()
        state = session.release(time.now())
      }
      if (!state) throw new Refusal(refusal('sessionNotRecorded', name))
      telling.now()
      return state
    },
    adopt(state) {
      telling.now()
      life.adopt(state)
    },
    act(action, authority) {
      if (action.do === 'setCuffCycle' && action.everyMin !== null && !devices.cuff.canStart()) return NO_CUFF
      return apply({ kind: 'action', action, authority })
    },
    apply: input => void apply(input),
    addDevice(config) {
      devices.add([config])
      telling.now()
    },
    async removeDevice(deviceId) {
      telling.now()
      await devices.remove(deviceId)
    },
    command: devices.command,
    device: devices.device,
    flush() {
      session.flush(time.now())
      return session.settled()
    },
    tellTrouble(sentence) {
      telling.now()
      session.tellTrouble(sentence, time.now())
    },
    advance(isDue = true) {
      const state = session.state()
      if (state) time.advance(paceOf(state))
      const at = time.now()
      if (session.state() && at.monoMs - lastTickMs >= TICK_MS) tick(at)
      // A closed session is let go as soon as its last word is stored.
      if (isDue || session.state()?.session.phase === 'closed') session.flush(at)
      devices.publishGathered()
    },
    async close() {
      telling.close()
      session.flush(time.now())
      await Promise.all([session.settled(), devices.close()])
    },
  }
}
