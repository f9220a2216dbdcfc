import type { MonitorCommand } from '../../devices/driver.ts'
import type { AlarmEvent } from '../../shared/alarm/types.ts'
import type { CoreEvent } from '../../shared/ipc.ts'
import { presets } from '../../shared/presets/index.ts'
import type { Sample, Source, WaveSample } from '../../shared/reading.ts'
import type { Role } from '../../shared/roles.ts'
import type { Action } from '../../shared/session/actions.ts'
import { presetOf } from '../../shared/session/dosing.ts'
import type { RoomInput } from '../../shared/session/room.ts'
import { limitsOf, type Opening, openRoom, type RoomState } from '../../shared/session/room-state.ts'
import type { SessionEvent } from '../../shared/session/types.ts'
import { viewRoom } from '../../shared/session/view.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import type { DeviceView, LogEntry, RoomView } from '../../shared/views.ts'
import type { CommandAnswer } from '../ports/link.ts'
import type { Timers } from '../ports/timers.ts'
import { createRecorder, type Recorder } from '../session/recorder.ts'
import type { Commit, DeviceConfig } from '../store/types.ts'
import { roomInstant } from './clock.ts'
import { type Device, requireDriver, startDevice } from './devices.ts'
import { createSimulation, type Simulation } from './simulation.ts'
import { createVirtualTimers, type VirtualTimers } from './virtual-timers.ts'

export interface RoomOptions {
  readonly id: string
  readonly name: string
  readonly timers: Timers
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
  act(action: Action, role: Role | null): string | null
  take(input: RoomInput): void
  addDevice(config: DeviceConfig): void
  removeDevice(deviceId: string): Promise<void>
  command(command: MonitorCommand): CommandAnswer
  /** Stores what has gathered. */
  flush(): void
  /** Lets time pass up to the core's now: ticks, batches, what has gathered for windows and store. */
  advance(): void
  close(): Promise<void>
}

const TICK_MS = SECOND_MS

export function createRoom(options: RoomOptions): Room {
  const { id, name, publish } = options
  const devices = new Map<string, Device>()
  let recorder: Recorder | null = null
  /** Set while the room's patient is simulated: then the room's time is moved on by `advance`. */
  let virtual: VirtualTimers | null = null
  let simulation: Simulation | null = null
  let lastTickMs = Number.NEGATIVE_INFINITY
  let changed = true
  let waves: { deviceId: string; sample: WaveSample }[] = []

  const timers = (): Timers => virtual ?? options.timers
  const now = () => timers().now()

  function take(input: RoomInput, at = now()): string | null {
    if (!recorder) return 'No session is open in this room.'
    changed = true
    const refused = recorder.take(input, at)
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
    } else if (event.kind === 'infusion' && event['state'] !== 'resumed') simulation.stopInfusion(at)
  }

  function watchDevices(): void {
    const watched = [...devices.values()].map(({ config }) => ({ id: config.id, label: config.label }))
    if (recorder) take({ kind: 'devices', devices: watched })
  }

  function start(config: DeviceConfig): void {
    const device = startDevice({
      config,
      driver: requireDriver(config.driver),
      timers: timers(),
      findPort: options.findPort,
      playerFor(driverId) {
        simulation ??= simulate(config, now(), undefined)
        return simulation.playerFor(driverId)
      },
      onSamples: hear,
      onFrame: (deviceId, at) => {
        if (recorder) take({ kind: 'frame', deviceId }, at)
      },
      onLink(device, state, error, at) {
        if (recorder) take({ kind: 'link', device, state, ...(error === null ? {} : { detail: error }) }, at)
        options.onDevices()
      },
      onChange: options.onDevices,
    })
    devices.set(config.id, device)
    changed = true
  }

  function hear(samples: readonly Sample[], source: Source, at: Instant): void {
    for (const sample of samples) {
      if (sample.kind === 'wave') waves.push({ deviceId: source.id, sample })
      if (recorder) take({ kind: 'sample', sample, source }, at)
    }
  }

  async function endSession(at: Instant): Promise<void> {
    const ended = recorder
    recorder = null
    ended?.flush(at)
    const simulated = virtual
      ? [...devices.values()].filter(({ config }) => config.origin === 'simulated')
      : []
    virtual = null
    simulation = null
    await Promise.all(simulated.map(({ config }) => removeDevice(config.id)))
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
        canStartNibp: [...devices.values()].some(device => device.canStartNibp()),
      }),
    devices: () => [...devices.values()].map(device => device.view()),
    open(opening, configs, store) {
      const at = options.timers.now()
      const state = store(openRoom(opening, at))
      const sim = configs.find(config => config.sim)
      if (sim) {
        virtual = createVirtualTimers(at)
        simulation = simulate(sim, at, opening.patient.weightKg)
      }
      begin(state)
      lastTickMs = at.monoMs
      take(
        {
          kind: 'note',
          event: { event: 'session', kind: 'opened', by: opening.by, preset: opening.preset.id },
        },
        at,
      )
      for (const config of configs) start(config)
      watchDevices()
    },
    resume(stored, configs, gapFrom) {
      const state = withLimits(stored)
      const { session } = state
      const openedAt = session.opened.at
      const sim = configs.find(config => config.sim)
      const toRoom = (core: Instant) => roomInstant(core, sim ? { openedAt, speed: session.speed } : null)
      if (sim) {
        virtual = createVirtualTimers(toRoom(options.timers.now()))
        simulation = simulate(sim, openedAt, session.patient.weightKg)
        for (const dose of session.doses) simulation.give(dose)
      }
      begin(state)
      const at = now()
      lastTickMs = at.monoMs
      const known = latest(state, toRoom(gapFrom))
      take({ kind: 'resumed', gapFrom: known.monoMs <= at.monoMs ? known : at, cause: 'restart' }, at)
      for (const config of configs) start(config)
      watchDevices()
    },
    act: (action, role) => take({ kind: 'action', action, role }),
    take: input => void take(input),
    addDevice(config) {
      start(config)
      watchDevices()
    },
    removeDevice,
    command(command) {
      const able = [...devices.values()].find(device => device.canStartNibp())
      if (!able)
        return {
          ok: false,
          reason: 'No monitor in this room may be told to start its cuff; see the device page.',
        }
      return able.command(command)
    },
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
        take({ kind: 'tick' }, at)
      }
      recorder?.flush(at)
      endIfClosed(at)
      if (waves.length > 0) sendWaves()
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

function simulate(config: DeviceConfig, startedAt: Instant, weightKg: number | undefined): Simulation {
  const scenario = config.port.slice('sim:'.length)
  return createSimulation(config.sim ?? { scenario, seed: 1, speed: 1 }, startedAt, weightKg)
}

/** Limits are made, never read: those of the preset with the session's recorded changes. */
function withLimits(stored: RoomState): RoomState {
  const preset = presetOf(stored.session)
  return { ...stored, alarm: { ...stored.alarm, limits: limitsOf(preset, stored.session.limitChanges) } }
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

/** The preset of this id. @throws Error naming those there are */
export function requirePreset(id: string) {
  const preset = presets.find(candidate => candidate.id.toUpperCase() === id.toUpperCase())
  if (!preset)
    throw new Error(`There is no preset "${id}"; known are ${presets.map(known => known.id).join(', ')}.`)
  return preset
}
