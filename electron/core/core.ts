import { drivers } from '../../devices/index.ts'
import type { AlarmEvent } from '../../shared/alarm/types.ts'
import { readClinic } from '../../shared/clinic.ts'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import type { SessionEvent } from '../../shared/record/index.ts'
import type { SystemEvent } from '../../shared/record/system.ts'
import { CLOCK_STEP_MS, type Instant, MINUTE_MS, SECOND_MS } from '../../shared/time.ts'
import type { InstallationView } from '../../shared/views.ts'
import type { SoundOutput } from '../guard/sound-output.ts'
import { listPorts, resolvePort } from '../ports/discovery.ts'
import { systemTimers } from '../ports/timers.ts'
import { say } from '../process/say.ts'
import { openStore } from '../store/index.ts'
import type { DeviceConfig } from '../store/types.ts'
import { createAlarmSound } from './alarm-sound.ts'
import { type ClockSource, createClock } from './clock.ts'
import { viewDriver } from './devices.ts'
import { hasPin } from './pin.ts'
import { describeProblem, listPresets } from './presets.ts'
import { answer } from './requests.ts'
import { createRoom, type Room } from './room.ts'
import { listScenarios } from './scenarios.ts'
import type { CoreServices, Entry, Sender } from './services.ts'
import { createSoundingWindows } from './sounding-windows.ts'
import { takeTurns } from './turns.ts'
import { createUploads } from './uploads.ts'

export interface CoreOptions {
  /** Where everything is stored. */
  readonly dataDir: string
  readonly entry: Entry
  readonly version: string
  /** The core's own alarm sound, for when no window plays one. */
  readonly beep: () => void
  /** What the system says of its sound output; absent: nothing. */
  readonly readSoundOutput?: () => Promise<SoundOutput | null>
  /** What is run as a thread to make a report, `report-worker.ts`; without it reports are made in this thread. */
  readonly reportWorker?: URL
  /** The computer's own clocks, unless a test says otherwise. */
  readonly clock?: ClockSource
}

/** Vigil without a window: requests in, events out. */
export interface Core {
  /** Never throws and never rejects: whatever a window sends, it gets an answer. */
  request(sender: Sender, name: string, payload: unknown): Promise<Answer>
  subscribe(listener: (event: CoreEvent) => void): () => void
  /** Puts into the record what went wrong around the core, in one sentence. */
  noteProblem(detail: string): void
  close(): Promise<void>
}

/** The core's loop: batches for windows, ticks, what has gathered for the store. */
const LOOP_MS = 100
/** Simulated rooms may run fast; their time moves in smaller steps. */
const HEARTBEAT_MS = SECOND_MS
/** How often the clock is held against the wall's and the computer's. */
const LOOK_MS = SECOND_MS
/** The day's backup waits until the start, with its sessions and lines, is over. */
const FIRST_BACKUP_MS = 30 * SECOND_MS
const BACKUP_CHECK_MS = 60 * MINUTE_MS

/**
 * Starts Vigil's core: opens the store, takes up open sessions again, opens the lines to remembered devices.
 *
 * @throws StoreError with one clear sentence when the store cannot be opened
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const listeners = new Set<(event: CoreEvent) => void>()
  const store = openStore(options.dataDir, { version: options.version })
  const lastAlive = store.lastInstant()
  const clock = createClock(lastAlive, options.clock)
  const timers = systemTimers(clock.now)
  const rooms = new Map<string, Room>()
  const windows = createSoundingWindows()
  const sound = createAlarmSound({
    beep: options.beep,
    readOutput: options.readSoundOutput ?? (async () => null),
    nowMs: () => clock.now().monoMs,
    rooms: () => rooms.values(),
    windows,
    publish,
    publishInstallation,
    note,
  })
  let devicesChanged = false
  let lastBeatMs = clock.now().monoMs
  let lastLookMs = lastBeatMs
  let backingUp = Promise.resolve()
  let backupDueMs = lastBeatMs + FIRST_BACKUP_MS

  function publish(event: CoreEvent): void {
    for (const listener of listeners) {
      try {
        listener(event)
      } catch (error) {
        // One broken window must not keep the others, or the alarms, from their events.
        say('A window could not take an event.', error)
      }
    }
  }

  function addRoom(id: string, name: string): void {
    const room = createRoom({
      id,
      name,
      timers,
      dataDir: options.dataDir,
      version: options.version,
      commit: commit => store.commit(commit),
      publish,
      findPort,
      onDevices: () => {
        devicesChanged = true
      },
      onEvents(roomId, events) {
        const replayed = rooms.get(roomId)?.state()?.session.replayed ?? false
        if (!replayed) sound.hear(events)
        // Sound is one for all rooms: what ends its pause here ends it everywhere (AR-9).
        if (!replayed && events.some(isPauseEndedByHigh))
          for (const other of rooms.values())
            if (other.id !== roomId && other.state()?.alarm.audio.pausedUntilMonoMs != null)
              other.apply({ kind: 'highElsewhere' })
        if (
          events.some(
            event => event.event === 'session' && (event.kind === 'opened' || event.kind === 'closed'),
          )
        )
          queueMicrotask(publishInstallation)
      },
    })
    rooms.set(id, room)
  }

  async function findPort(config: DeviceConfig): Promise<string> {
    if (config.serialNumber === null || config.origin !== 'device') return config.port
    return resolvePort({ path: config.port, serialNumber: config.serialNumber }, await listPorts(drivers))
  }

  function note(event: SystemEvent): void {
    try {
      for (const entry of store.commit({
        sessionId: null,
        readings: [],
        log: [{ at: clock.now(), entry: event }],
      }))
        publish({ kind: 'log', roomId: null, entry })
    } catch (error) {
      say('An event could not be stored.', error)
    }
  }

  function publishInstallation(): void {
    publish({ kind: 'installation', ...viewInstallation() })
  }

  function viewInstallation(): InstallationView {
    return {
      people: store.people().map(person => ({ ...person, hasPin: hasPin(store, person.name) })),
      currentPerson: store.setting('currentPerson'),
      recentSessions: store.sessions(RECENT_SESSIONS),
      sound: { ...sound.view(), secondContact: store.setting('secondContact') || null },
      presets: listPresets(store),
      clinic: readClinic(store.setting('clinic')),
    }
  }

  const core: CoreServices = {
    store,
    version: options.version,
    dataDir: options.dataDir,
    now: clock.now,
    rooms: () => [...rooms.values()],
    room: id => rooms.get(id),
    addRoom,
    publish,
    publishInstallation,
    note,
    sound: sound.step,
    confirmSound: sound.confirmHeard,
    snapshot: () => ({
      version: options.version,
      entry: options.entry,
      rooms: [...rooms.values()].map(room => room.view()),
      devices: [...rooms.values()].flatMap(room => room.devices()),
      drivers: drivers.map(viewDriver),
      scenarios: listScenarios(),
      ...viewInstallation(),
    }),
    windows,
    uploads: createUploads(),
    reportWorker: options.reportWorker,
  }

  function beat(): void {
    const at = clock.now()
    lastBeatMs = at.monoMs
    publish({ kind: 'heartbeat', at })
    try {
      store.touch(at)
    } catch (error) {
      say('The heartbeat could not be stored.', error)
    }
    if (at.monoMs >= backupDueMs) {
      backupDueMs = at.monoMs + BACKUP_CHECK_MS
      backingUp = backUp(at)
    }
  }

  /** Before anything else of a turn, so that no room takes slept time for its monitors' silence. */
  function lookAtClock(): void {
    const last = clock.now()
    if (last.monoMs - lastLookMs < LOOK_MS) return
    const { wallStepMs: stepMs, stoodMs } = clock.look()
    const at = clock.now()
    lastLookMs = at.monoMs
    if (stoodMs > 0) {
      const gapFrom = { monoMs: at.monoMs - stoodMs, wallMs: at.wallMs - stoodMs }
      const lengthS = Math.round(stoodMs / SECOND_MS)
      note({ event: 'system', kind: 'clock', detail: `The computer slept or stood still for ${lengthS} s.` })
      for (const room of rooms.values()) guard(() => room.wake(gapFrom))
    }
    if (Math.abs(stepMs) <= CLOCK_STEP_MS) return
    note({
      event: 'system',
      kind: 'clock',
      detail: `The computer's clock was stepped by ${(stepMs / SECOND_MS).toFixed(1)} s.`,
    })
    for (const room of rooms.values())
      if (room.state()) room.apply({ kind: 'clockStep', stepMs: Math.round(stepMs) })
  }

  /** Once a day; the store knows whether today's copy is there. */
  async function backUp(at: Instant): Promise<void> {
    try {
      await store.backup(at)
    } catch (error) {
      const detail = `No backup was made: ${error instanceof Error ? error.message : String(error)}`
      note({ event: 'system', kind: 'error', detail })
    }
  }

  function loop(): void {
    guard(lookAtClock)
    for (const room of rooms.values()) guard(() => room.advance())
    // Without a window there is nobody to order a burst from.
    if (options.entry !== 'headless') guard(sound.advance)
    if (devicesChanged) {
      devicesChanged = false
      publish({ kind: 'devices', devices: [...rooms.values()].flatMap(room => room.devices()) })
    }
    if (clock.now().monoMs - lastBeatMs >= HEARTBEAT_MS) guard(beat)
  }

  // A fresh installation has one room; a clinic adds its others.
  if (store.rooms().length === 0) store.addRoom({ id: 'room-1', name: 'Room 1' })
  for (const { id, name } of store.rooms()) addRoom(id, name)
  note({ event: 'system', kind: 'started', detail: `Vigil ${options.version}, ${options.entry}` })
  for (const problem of store.presets().problems)
    note({ event: 'system', kind: 'error', detail: describeProblem(problem) })
  const open = new Map(store.openSessions().map(session => [session.roomId, session.state]))
  for (const room of rooms.values()) {
    const configs = store.devices().filter(config => config.roomId === room.id)
    const state = open.get(room.id)
    if (state) room.resume(state, configs, lastAlive ?? clock.now())
    else for (const config of configs) room.addDevice(config)
  }
  const timer = setInterval(loop, LOOP_MS)

  return {
    request: takeTurns((sender, name, payload) => answer(core, sender, name, payload)),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    noteProblem: detail => note({ event: 'system', kind: 'error', detail }),
    async close() {
      clearInterval(timer)
      await Promise.all([backingUp, ...[...rooms.values()].map(room => room.close())])
      note({ event: 'system', kind: 'stopped' })
      store.touch(clock.now())
      store.close()
      listeners.clear()
    },
  }
}

const RECENT_SESSIONS = 20

/** What goes wrong in one room or one step is written down; the watching goes on. */
function guard(run: () => void): void {
  try {
    run()
  } catch (error) {
    say('A step of the core failed; watching goes on.', error)
  }
}

function isPauseEndedByHigh(event: AlarmEvent | SessionEvent): boolean {
  return event.event === 'session' && event.kind === 'audio' && event.cause === 'high alarm'
}
