import { parameterOf as vitalOf } from '../../shared/alarm/parameter.ts'
import type { AlarmEvent } from '../../shared/alarm/types.ts'
import type { CoreEvent } from '../../shared/ipc.ts'
import type { Reading } from '../../shared/reading.ts'
import type { SessionEvent } from '../../shared/record/index.ts'
import { passedMs } from '../../shared/session/elapsed.ts'
import { type RoomInput, stepRoom } from '../../shared/session/room.ts'
import type { RoomState } from '../../shared/session/room-state.ts'
import { type Instant, MINUTE_MS, SECOND_MS } from '../../shared/time.ts'
import type { LogContext } from '../../shared/views.ts'
import type { WhyNot } from '../../shared/words/refusal.ts'
import type { Commit, Outcome, WriteBatch } from './contracts/record.ts'
import { createStateCourse } from './state-course.ts'

export interface RecorderOptions {
  readonly roomId: string
  readonly state: RoomState
  readonly write: WriteBatch
  readonly publish: (event: CoreEvent) => void
  /** Every step's events, before anything is stored: sound, simulated patients and the rooms page listen here. */
  readonly onEvents: (events: readonly (AlarmEvent | SessionEvent)[], at: Instant) => void
}

export interface Recorder {
  readonly state: () => RoomState
  /** False while nothing can be stored: an alarm says so, and everything waits in memory. */
  readonly recording: () => boolean
  /** Every event so far is in the record. */
  readonly isStored: () => boolean
  /** One input at one instant. Says why a person's action was refused. */
  apply(input: RoomInput, at: Instant): WhyNot | null
  /** Hands over what has gathered, which happens by itself at once when there are events. */
  flush(at: Instant): void
  /** Resolves once every event so far is in the record, or could not be stored. */
  settled(): Promise<void>
  /** Resolves once nothing is on its way to the record: states and readings too. */
  idle(): Promise<void>
  /** Nothing is being recorded, and why; null: it is again. What is handed over waits, and is stored then. */
  tellTrouble(sentence: string | null, at: Instant): void
}

/** How often the state is stored without an event: a restart then loses no more of the running timers. */
const STATE_EVERY_MS = 2 * SECOND_MS
/** Readings that wait in memory while nothing can be stored: three hours of three values a second and more. */
const MOST_WAITING = 50_000
const RETRY_MS = SECOND_MS

interface Gathered {
  readonly readings: Reading[]
  readonly log: Commit['log'][number][]
}
const nothing = (): Gathered => ({ readings: [], log: [] })

/**
 * Runs one session: every input through `stepRoom`, every outcome to windows and into the record. One batch is on its way
 * at a time; what gathers meanwhile is the next.
 */
export function createRecorder(options: RecorderOptions): Recorder {
  const { roomId, write, publish, onEvents } = options
  let state = options.state
  const course = createStateCourse()
  let gathered = nothing()
  let sent: Gathered | null = null
  let stateStoredMs = Number.NEGATIVE_INFINITY
  let failedAtMs: number | null = null
  /** Of the record as a whole. */
  let trouble: string | null = null
  const idling: (() => void)[] = []
  let waiting: { readonly events: number; readonly resolve: () => void }[] = []
  /** Events told and stored so far: who waits, waits for those that were told by then. */
  let told = 0
  let stored = 0

  function step(input: RoomInput, at: Instant): WhyNot | null {
    const stepped = stepRoom(state, input, at)
    state = stepped.state
    if (stepped.readings.length > 0) publish({ kind: 'readings', roomId, readings: stepped.readings })
    gathered.readings.push(...stepped.readings)
    told += stepped.events.length
    for (const entry of stepped.events) {
      gathered.log.push({ at, entry, context: describeMoment(state, entry, at) })
      if (entry.event === 'alarm') publish({ kind: 'alarm', roomId, at, event: entry })
      else if (entry.kind === 'escalation') publish({ kind: 'escalation', roomId, at, event: entry })
    }
    if (stepped.events.length > 0) onEvents(stepped.events, at)
    return stepped.refused ?? null
  }

  function flush(at: Instant): void {
    if (sent) return
    if (failedAtMs !== null && at.monoMs - failedAtMs < RETRY_MS && at.monoMs >= failedAtMs) return
    const stateDue = at.monoMs - stateStoredMs >= STATE_EVERY_MS
    const { readings, log } = gathered
    if (readings.length === 0 && log.length === 0 && !stateDue) return
    // A cuff reading is shown, and counts for the baseline, until the next one: it must outlive a crash at once.
    const wantsState = log.length > 0 || stateDue || readings.some(isCuff)
    sent = gathered
    gathered = nothing()
    const sessionId = state.session.id
    const told = wantsState ? course.tell(state) : {}
    if (wantsState) stateStoredMs = at.monoMs
    write([{ change: 'commit', sessionId, readings, log, ...told }], outcome => {
      if (!outcome.ok) {
        // Nobody knows what stands there: the next state is told whole.
        course.forget()
        stateStoredMs = Number.NEGATIVE_INFINITY
      }
      settle(outcome, at)
    })
  }

  function settle(outcome: Outcome, at: Instant): void {
    const batch = sent ?? nothing()
    sent = null
    if (outcome.ok) {
      stored += batch.log.length
      for (const entry of outcome.entries) publish({ kind: 'log', roomId, entry })
      if (failedAtMs !== null) {
        failedAtMs = null
        if (trouble === null) tellRecorded(at)
      }
    } else keep(batch, outcome.error, at)
    if (failedAtMs === null && gathered.log.length > 0) flush(at)
    const isSettled = ({ events }: { readonly events: number }) => !outcome.ok || events <= stored
    const settled = waiting.filter(isSettled)
    waiting = waiting.filter(waits => !isSettled(waits))
    for (const { resolve } of settled) resolve()
    if (!sent) for (const resolve of idling.splice(0)) resolve()
  }

  function tellNotRecorded(detail: string, at: Instant): void {
    step({ kind: 'technical', alarm: 'not-recording', priority: 'medium', detail }, at)
  }

  function tellRecorded(at: Instant): void {
    step({ kind: 'technical', alarm: 'not-recording', priority: null }, at)
  }

  /** The alarm sounds whether or not it could be written; what could not be written waits. */
  function keep(batch: Gathered, error: Error, at: Instant): void {
    const first = failedAtMs === null
    failedAtMs = at.monoMs
    gathered = {
      readings: [...batch.readings, ...gathered.readings].slice(-MOST_WAITING),
      log: [...batch.log, ...gathered.log],
    }
    if (first && trouble === null) tellNotRecorded(error.message, at)
  }

  return {
    state: () => state,
    recording: () => failedAtMs === null && trouble === null,
    isStored: () => failedAtMs === null && sent === null && gathered.log.length === 0,
    apply(input, at) {
      const before = gathered.readings.length
      const refused = step(input, at)
      if (gathered.log.length > 0 || gathered.readings.slice(before).some(isCuff)) flush(at)
      return refused
    },
    flush,
    settled: () =>
      told <= stored || !sent
        ? Promise.resolve()
        : new Promise(resolve => waiting.push({ events: told, resolve })),
    idle: () => (sent ? new Promise(resolve => idling.push(resolve)) : Promise.resolve()),
    tellTrouble(sentence, at) {
      if ((sentence === null) === (trouble === null)) return
      trouble = sentence
      if (failedAtMs !== null) return
      if (sentence === null) tellRecorded(at)
      else tellNotRecorded(sentence, at)
      if (gathered.log.length > 0) flush(at)
    },
  }
}

const isCuff = ({ kind }: Reading) => kind === 'nibp'

function parameterOf({ alarm: { limits } }: RoomState, entry: AlarmEvent | SessionEvent) {
  if (entry.event !== 'alarm') return {}
  if (entry.alarm === 'spo2-signal-lost') return { parameter: 'spo2' }
  const parameter = vitalOf(entry.alarm, limits)
  return parameter === null ? {} : { parameter }
}

/** What stands beside an event in the audit trail. */
export function describeMoment(state: RoomState, entry: AlarmEvent | SessionEvent, at: Instant): LogContext {
  const { phase, t0, baseline, preset, gaps } = state.session
  return {
    phase,
    minutesFromT0: t0 ? Math.round((passedMs({ gaps }, t0.monoMs, at.monoMs) / MINUTE_MS) * 100) / 100 : null,
    baseline: baseline ? { systolic: baseline.systolic, diastolic: baseline.diastolic } : null,
    preset: `${preset.id} v${preset.version}`,
    ...parameterOf(state, entry),
  }
}
