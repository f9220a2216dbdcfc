import { isLimitAlarm } from '../../shared/alarm/ids.ts'
import type { AlarmEvent } from '../../shared/alarm/types.ts'
import type { CoreEvent } from '../../shared/ipc.ts'
import type { Reading } from '../../shared/reading.ts'
import type { SessionEvent } from '../../shared/record/index.ts'
import { type RoomInput, stepRoom } from '../../shared/session/room.ts'
import type { RoomState } from '../../shared/session/room-state.ts'
import { type Instant, MINUTE_MS, SECOND_MS } from '../../shared/time.ts'
import type { LogEntry } from '../../shared/views.ts'
import type { Commit, LogContext } from '../store/types.ts'

export interface RecorderOptions {
  readonly roomId: string
  readonly state: RoomState
  /** Stores one transaction, giving the log entries with their numbers. @throws when it could not be stored */
  readonly commit: (commit: Commit) => readonly LogEntry[]
  readonly publish: (event: CoreEvent) => void
  /** Every step's events, before anything is stored: sound, simulated patients and the rooms page listen here. */
  readonly onEvents: (events: readonly (AlarmEvent | SessionEvent)[], at: Instant) => void
}

export interface Recorder {
  readonly state: () => RoomState
  /** False while nothing can be stored: an alarm says so, and everything waits in memory. */
  readonly recording: () => boolean
  /** One input at one instant. Gives a sentence when a person's action was refused. */
  apply(input: RoomInput, at: Instant): string | null
  /** Stores what has gathered. Called every 100 ms, and by itself at once when there are events. */
  flush(at: Instant): void
}

/** The state is stored with every event, and otherwise so often: a restart then loses no more of the running timers. */
const STATE_EVERY_MS = 2 * SECOND_MS
/** While nothing can be stored, so many readings wait in memory: three hours of three values a second and more. */
const MOST_WAITING = 50_000
const RETRY_MS = SECOND_MS

/** Runs one session: every input through `stepRoom`, every outcome to windows and into the store. */
export function createRecorder(options: RecorderOptions): Recorder {
  const { roomId, commit, publish, onEvents } = options
  let state = options.state
  let readings: Reading[] = []
  let log: Commit['log'][number][] = []
  let stateStoredMs = Number.NEGATIVE_INFINITY
  let failedAtMs: number | null = null

  function step(input: RoomInput, at: Instant): string | null {
    const stepped = stepRoom(state, input, at)
    state = stepped.state
    readings.push(...stepped.readings)
    if (stepped.readings.length > 0) publish({ kind: 'readings', roomId, readings: stepped.readings })
    const context = stepped.events.length > 0 ? describe(state, at) : null
    for (const entry of stepped.events) {
      if (context) log.push({ at, entry, context: { ...context, ...parameterOf(state, entry) } })
      if (entry.event === 'alarm') publish({ kind: 'alarm', roomId, at, event: entry })
    }
    if (stepped.events.length > 0) onEvents(stepped.events, at)
    return stepped.refused ?? null
  }

  function flush(at: Instant): void {
    if (failedAtMs !== null && at.monoMs - failedAtMs < RETRY_MS && at.monoMs >= failedAtMs) return
    const stateDue = at.monoMs - stateStoredMs >= STATE_EVERY_MS
    if (readings.length === 0 && log.length === 0 && !stateDue) return
    // A cuff reading is shown, and counts for the baseline, until the next one: it must outlive a crash at once.
    const wantsState = log.length > 0 || stateDue || readings.some(reading => reading.kind === 'nibp')
    try {
      const entries = commit({
        sessionId: state.session.id,
        readings,
        log,
        ...(wantsState ? { state } : {}),
      })
      readings = []
      log = []
      if (wantsState) stateStoredMs = at.monoMs
      for (const entry of entries) publish({ kind: 'log', roomId, entry })
    } catch (error) {
      // The alarm sounds whether or not it could be written; what could not be written waits.
      const first = failedAtMs === null
      failedAtMs = at.monoMs
      readings = readings.slice(-MOST_WAITING)
      const detail = error instanceof Error ? error.message : String(error)
      if (first) step({ kind: 'technical', alarm: 'not-recording', priority: 'medium', detail }, at)
      return
    }
    if (failedAtMs === null) return
    failedAtMs = null
    step({ kind: 'technical', alarm: 'not-recording', priority: null }, at)
    flush(at)
  }

  return {
    state: () => state,
    recording: () => failedAtMs === null,
    apply(input, at) {
      const refused = step(input, at)
      if (log.length > 0) flush(at)
      return refused
    },
    flush,
  }
}

function parameterOf({ alarm: { limits } }: RoomState, entry: AlarmEvent | SessionEvent) {
  if (entry.event !== 'alarm') return {}
  if (entry.alarm === 'spo2-signal-lost') return { parameter: 'spo2' }
  return isLimitAlarm(entry.alarm) ? { parameter: limits[entry.alarm].parameter } : {}
}

function describe({ session }: RoomState, at: Instant): LogContext {
  return {
    phase: session.phase,
    minutesFromT0: session.t0 ? Math.round(((at.monoMs - session.t0.monoMs) / MINUTE_MS) * 100) / 100 : null,
    baseline: session.baseline
      ? { systolic: session.baseline.systolic, diastolic: session.baseline.diastolic }
      : null,
    preset: `${session.preset.id} v${session.preset.version}`,
  }
}
