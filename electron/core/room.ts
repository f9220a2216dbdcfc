import type { MonitorCommand } from '../../devices/driver.ts'
import type { AlarmEvent } from '../../shared/alarm/types.ts'
import type { Authority } from '../../shared/authority.ts'
import type { CoreEvent } from '../../shared/ipc.ts'
import type { Sample, Source, WaveSample } from '../../shared/reading.ts'
import { opened } from '../../shared/record/close.ts'
import type { Action, SessionEvent } from '../../shared/record/index.ts'
import { device as monitor } from '../../shared/record/monitor.ts'
import type { RoomInput } from '../../shared/session/room.ts'
import { type Opening, openRoom, type RoomState, restoreRoom } from '../../shared/session/room-state.ts'
import { viewRoom } from '../../shared/session/view.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import type { DeviceView, LogEntry, RoomView } from '../../shared/views.ts'
import type { CommandAnswer } from '../ports/link.ts'
import type { Timers } from '../ports/timers.ts'
import type { Commit, DeviceConfig } from '../store/types.ts'
import { roomInstant } from './clock.ts'
import { createCuffControl } from './cuff-control.ts'
import { type Device, requireDriver, startDevice } from './devices.ts'
import { createRecorder, type Recorder } from './recorder.ts'
import { createSimulation, type Simulation } from './simulation.ts'
import { createVirtualTimers, type VirtualTimers } from './virtual-timers.ts'

export interface RoomOptions {
  readonly id: string
  readonly name: string
  readonly timers: Timers
  /** Where captures are kept. */
  readonly dataDir: string
  readonly version: string
  readonly commit: (commit: Commit) => readonly LogEntry[]
  readonly publish: (event: CoreEvent) => void
  readonly findPort: (config: DeviceConfig) => Promise<string>
  readonly onDevices: () => void
  readonly onEvents: (roomId: string, events: readonly (AlarmEvent | SessionEvent)[], at: Instant) => void
}

/** One room while Vigil runs: its devices, its session if one is open, and its clock. */
export interface Room {
  readonly id: string
  readonly name: string
  now(): Instant
  state(): RoomState | null
  view(): RoomView
  devices(): readonly DeviceView[]
  /** Opens a new session, as `store` gives it back; the caller has checked that none is open. */
  open(opening: Opening, configs: readonly DeviceConfig[], store: (state: RoomState) => RoomState): void
  /** Takes an open session up again after a restart. */
  resume(state: RoomState, configs: readonly DeviceConfig[], gapFrom: Instant): void
  /** Goes on after the computer has slept, or Vigil has stood still, since `gapFrom`. */
  wake(gapFrom: Instant): void
  act(action: Action, authority: Authority): string | null
  apply(input: RoomInput): void
  addDevice(config: DeviceConfig): void
  removeDevice(deviceId: string): Promise<void>
  command(command: MonitorCommand): CommandAnswer
  /** The device of this id, if it is in this room. */
  device(id: string): Device | undefined
  /** Stores what has gathered. */
  flush(): void
  /** Lets time pass up to the core's now: ticks, batches, what has gathered for windows and store. */
  advance(): void
  close(): Promise<void>
}

const TICK_MS = SECOND_MS
const NO_CUFF =
  'No monitor in this room may be told to start its cuff; allow it on the device page, or set the interval at the monitor.'
/** A monitor whose clock is off by more is told of. */
const CLOCK_OFF_S = 60

export function createRoom(options: RoomOptions): Room {
  const { id, name, publish } = options
  const devices = new Map<string, Device>()
  let recorder: Recorder | null = null
  /** Set while the room's patient is simulated: then the room's time is moved on by `advance`. */
  let virtual: VirtualTimers | null = null
  let simulation: Simulation | null = null
  let lastTickMs = Number.NEGATIVE_INFINITY
  let changed = true
  const clocksWarned = new Set<string>()
  let waves: { deviceId: string; sample: WaveSample }[] = []
  let cuff = createCuffControl(() => devices.values())

  /** The room's time leaves the core's, or returns to it: what was known of the cuff has no time on the new line. */
  function turnTo(line: VirtualTimers | null): void {
    if (line !== virtual) cuff = createCuffControl(() => devices.values())
    virtual = line
  }

  const timers = (): Timers => virtual ?? options.timers
  const now = () => timers().now()

  function apply(input: RoomInput, at = now()): string | null {
    if (!recorder) return 'No session is open in this room.'
    changed = true
    const refused = recorder.apply(input, at)
    endIfClosed(at)
    return refused
  }

  /** A closed session is let go only once its last word is stored; until then the room keeps it. */
  function endIfClosed(at: Instant): void {
    if (recorder?.state().session.phase === 'closed' && recorder.recording()) void endSession(at)
  }

  function begin(state: RoomState): void {
    recorder = createRecorder({
      roomId: id,
      state,
      commit: options.commit,
      publish,
      onEvents(events, at) {
        changed = true
        for (const event of events) tellPatient(event, at)
        options.onEvents(id, events, at)
      },
    })
  }

  /** A simulated patient gets what the record says was given. */
  function tellPatient(event: AlarmEvent | SessionEvent, at: Instant): void {
    if (!simulation || event.event !== 'session' || !recorder) return
    if (event.kind === 'dose') {
      const dose = recorder.state().session.doses.at(-1)
      if (dose) simulation.give(dose)
    } else if (event.kind === 'infusion' && event.state !== 'resumed') simulation.stopInfusion(at)
  }

  function watchDevices(): void {
    const watched = [...devices.values()].map(({ config, driver }) => ({
      id: config.id,
      label: config.label,
      ...(driver.quietAfterMs === Number.POSITIVE_INFINITY ? { speaksSeldom: true as const } : {}),
    }))
    if (recorder) apply({ kind: 'devices', devices: watched })
  }

  function start(config: DeviceConfig): void {
    const device = startDevice({
      config,
      driver: requireDriver(config.driver),
      timers: timers(),
      findPort: options.findPort,
      playerFor(driverId) {
        simulation ??= simulate(config, now(), undefined)
        return simulation.playerFor(driverId, now())
      },
      dataDir: options.dataDir,
      version: options.version,
      replayStartMs: () => recorder?.state().session.opened.at.monoMs ?? now().monoMs,
      onSamples: hear,
      onFrame: (deviceId, at) => {
        if (recorder) apply({ kind: 'frame', deviceId }, at)
      },
      onLink(device, state, error, at) {
        if (recorder) apply({ kind: 'link', device, state, ...(error === null ? {} : { detail: error }) }, at)
        options.onDevices()
      },
      onChange: options.onDevices,
    })
    devices.set(config.id, device)
    changed = true
  }

  function hear(samples: readonly Sample[], source: Source, at: Instant): void {
    for (const sample of samples) {
      // What is drawn is the pleth.
      if (sample.kind === 'wave' && sample.wave === 'pleth') waves.push({ deviceId: source.id, sample })
      cuff.hear(sample, at)
      if (recorder) apply({ kind: 'sample', sample, source }, at)
    }
    // A simulated monitor's clock is nobody's, and a replayed one was right in its own time.
    if (source.origin === 'device') warnOfClock(source.id, at)
  }

  /** Said once a session: the times that a wrong monitor prints are not ours (plausibility rules, 2.6). */
  function warnOfClock(deviceId: string, at: Instant): void {
    if (!recorder || clocksWarned.has(deviceId)) return
    const offsetS = devices.get(deviceId)?.clockOffsetS() ?? 0
    if (Math.abs(offsetS) <= CLOCK_OFF_S) return
    clocksWarned.add(deviceId)
    const event = monitor.of({ device: deviceId, state: 'clockOff', offsetS })
    apply({ kind: 'note', event }, at)
  }

  /** Goes on with the open session after a time without watching. */
  function restore(configs: readonly DeviceConfig[], gapFrom: Instant, cause: 'restart' | 'sleep'): void {
    if (!recorder) return
    const state = recorder.state()
    const { session } = state
    const openedAt = session.opened.at
    const sim = configs.find(config => config.sim)
    const played = sim !== undefined || isReplayed(configs)
    const toRoom = (core: Instant) => roomInstant(core, played ? { openedAt, speed: session.speed } : null)
    if (played) turnTo(createVirtualTimers(toRoom(options.timers.now())))
    if (sim) {
      simulation = simulate(sim, openedAt, session.patient.weightKg)
      for (const dose of session.doses) simulation.give(dose)
    }
    const at = now()
    lastTickMs = at.monoMs
    const known = latest(state, toRoom(gapFrom))
    apply({ kind: 'resumed', gapFrom: known.monoMs <= at.monoMs ? known : at, cause }, at)
    for (const config of configs) start(config)
    watchDevices()
  }

  async function endSession(at: Instant): Promise<void> {
    const ended = recorder
    recorder = null
    ended?.flush(at)
    const played = virtual ? [...devices.values()].filter(({ config }) => config.origin !== 'device') : []
    turnTo(null)
    simulation = null
    clocksWarned.clear()
    await Promise.all(played.map(({ config }) => removeDevice(config.id)))
  }

  async function removeDevice(deviceId: string): Promise<void> {
    const device = devices.get(deviceId)
    if (!device) return
    devices.delete(deviceId)
    watchDevices()
    changed = true
    await device.close()
    options.onDevices()
  }

  function sendWaves(): void {
    for (const { deviceId, values, ratePerS } of joinWaves(waves))
      publish({ kind: 'wave', roomId: id, deviceId, ratePerS, values })
    waves = []
  }

  return {
    id,
    name,
    now,
    state: () => recorder?.state() ?? null,
    view: () =>
      viewRoom({ id, name }, recorder?.state() ?? null, now(), {
        speed: recorder?.state().session.speed ?? 1,
        recording: recorder?.recording() ?? true,
        canStartNibp: cuff.canStart(),
      }),
    devices: () => [...devices.values()].map(device => device.view()),
    open(opening, configs, store) {
      const at = options.timers.now()
      const state = store(openRoom(opening, at))
      const sim = configs.find(config => config.sim)
      if (sim || isReplayed(configs)) turnTo(createVirtualTimers(at))
      if (sim) simulation = simulate(sim, at, opening.patient.weightKg)
      begin(state)
      lastTickMs = at.monoMs
      apply(
        {
          kind: 'note',
          event: opened.of({ by: opening.by, preset: opening.preset.id }),
        },
        at,
      )
      for (const config of configs) start(config)
      watchDevices()
    },
    resume(stored, configs, gapFrom) {
      begin(restoreRoom(stored))
      restore(configs, gapFrom, 'restart')
    },
    wake(gapFrom) {
      if (!recorder) return
      // A played line has stood still too: it begins anew, instead of playing hours in one turn.
      const played = virtual ? [...devices.values()] : []
      for (const { config } of played) devices.delete(config.id)
      for (const device of played) void device.close()
      restore(
        played.map(({ config }) => config),
        gapFrom,
        'sleep',
      )
    },
    act(action, authority) {
      if (action.do === 'setCuffCycle' && action.everyMin !== null && !cuff.canStart()) return NO_CUFF
      return apply({ kind: 'action', action, authority })
    },
    apply: input => void apply(input),
    addDevice(config) {
      start(config)
      watchDevices()
    },
    removeDevice,
    command: command => cuff.command(command, now()),
    device: deviceId => devices.get(deviceId),
    flush: () => recorder?.flush(now()),
    advance() {
      const state = recorder?.state()
      const core = options.timers.now()
      if (virtual && state)
        virtual.advanceTo(
          roomInstant(core, { openedAt: state.session.opened.at, speed: state.session.speed }),
        )
      const at = now()
      if (recorder && at.monoMs - lastTickMs >= TICK_MS) {
        lastTickMs = at.monoMs
        for (const device of devices.values()) {
          const { goodFrames, badFrames } = device.view().link
          apply({ kind: 'counts', deviceId: device.config.id, good: goodFrames, bad: badFrames }, at)
        }
        apply({ kind: 'tick' }, at)
        const cycled = recorder ? cuff.cycle(recorder.state(), at) : null
        if (cycled) apply({ kind: 'note', event: cycled }, at)
      }
      recorder?.flush(at)
      endIfClosed(at)
      if (waves.length > 0) sendWaves()
      for (const device of devices.values()) {
        const seen = device.tap.drainBytes(at)
        if (seen) publish(seen)
      }
      if (changed) {
        changed = false
        publish({ kind: 'room', room: this.view() })
      }
    },
    async close() {
      recorder?.flush(now())
      await Promise.all([...devices.values()].map(device => device.close()))
      devices.clear()
    },
  }
}

function isReplayed(configs: readonly DeviceConfig[]): boolean {
  return configs.some(({ origin }) => origin === 'replay')
}

function simulate(config: DeviceConfig, startedAt: Instant, weightKg: number | undefined): Simulation {
  const scenario = config.port.slice('sim:'.length)
  return createSimulation(config.sim ?? { scenario, seed: 1, speed: 1 }, startedAt, weightKg)
}

/** The last moment the session is known to have been watched. */
function latest(state: RoomState, heartbeat: Instant): Instant {
  let newest = heartbeat
  for (const track of Object.values(state.vitals))
    if (track && track.at.monoMs > newest.monoMs) newest = track.at
  return newest
}

/** One piece a device: windows get whole stretches, not single values. */
function joinWaves(waves: readonly { deviceId: string; sample: WaveSample }[]) {
  const joined = new Map<string, { deviceId: string; ratePerS: number; values: number[] }>()
  for (const { deviceId, sample } of waves) {
    const piece = joined.get(deviceId) ?? { deviceId, ratePerS: sample.ratePerS, values: [] }
    piece.values.push(...sample.values)
    joined.set(deviceId, piece)
  }
  return joined.values()
}
