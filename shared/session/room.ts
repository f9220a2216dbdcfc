import type { AlarmInput, DeviceToWatch, Stepped } from '../alarm/input.ts'
import { step } from '../alarm/step.ts'
import type { AlarmEvent } from '../alarm/types.ts'
import { assertNever } from '../assert-never.ts'
import type { LinkState } from '../link.ts'
import type { Reading, Sample, Source } from '../reading.ts'
import type { Role } from '../roles.ts'
import { type Instant, SECOND_MS } from '../time.ts'
import type { Action } from './actions.ts'
import { applyAction } from './apply.ts'
import { dischargeTimes } from './discharge-times.ts'
import { hasOpenList, missedPriority, passTime, planDue } from './due.ts'
import { followPressure, keepAsking } from './extra.ts'
import { findLeftOut } from './left-out.ts'
import { readManual } from './manual.ts'
import { enterPhase } from './phases.ts'
import type { RoomState, RoomStepped } from './room-state.ts'
import { acceptSample } from './samples.ts'
import { answerSpo2, askSpo2 } from './spo2-checks.ts'
import type { SessionEvent } from './types.ts'

/** Everything that ever happens to a room with an open session. */
export type RoomInput =
  | { readonly kind: 'sample'; readonly sample: Sample; readonly source: Source }
  /** A valid frame that carried no sample: the device is there (AR-7). */
  | { readonly kind: 'frame'; readonly deviceId: string }
  | { readonly kind: 'tick' }
  | { readonly kind: 'action'; readonly action: Action; readonly role: Role | null }
  /** The devices that belong to the room now. */
  | { readonly kind: 'devices'; readonly devices: readonly DeviceToWatch[] }
  | { readonly kind: 'link'; readonly device: string; readonly state: LinkState; readonly detail?: string }
  | Extract<AlarmInput, { kind: 'technical' | 'counts' | 'highElsewhere' }>
  /** The core is back; `gapFrom` is the last moment it is known to have watched. */
  | { readonly kind: 'resumed'; readonly gapFrom: Instant; readonly cause: 'restart' | 'sleep' }
  | { readonly kind: 'clockStep'; readonly stepMs: number }
  /** Something done outside the session that belongs into its record. */
  | { readonly kind: 'note'; readonly event: SessionEvent }

/** A gap longer than this must be confirmed by a person (AR-13). */
export const CONFIRM_GAP_MS = 30 * SECOND_MS

/**
 * One room, one input, one instant: the state after it, the readings to store and every event, in order.
 *
 * Pure and deterministic: the live recorder and `vigil replay` both run on it. `now.monoMs` must not go back.
 */
export function stepRoom(state: RoomState, input: RoomInput, now: Instant): RoomStepped {
  if (state.session.phase === 'closed' && input.kind !== 'note') {
    return input.kind === 'action'
      ? { state, readings: [], events: [], refused: 'The session is closed.' }
      : { state, readings: [], events: [] }
  }
  switch (input.kind) {
    case 'sample':
      return takeSample(state, input.sample, input.source, now)
    case 'tick':
      return tick(state, now)
    case 'action':
      return act(state, input.action, input.role, now)
    case 'devices':
    case 'frame':
    case 'technical':
    case 'counts':
    case 'highElsewhere':
      return alarmOnly(state, input, now)
    case 'link': {
      const { device, state: link, detail } = input
      const event: SessionEvent = {
        event: 'session',
        kind: 'link',
        device,
        state: link,
        ...(detail === undefined ? {} : { detail }),
      }
      const told = alarmOnly(state, { kind: 'port', deviceId: device, gone: link === 'lost' }, now)
      return { ...told, events: [event, ...told.events] }
    }
    case 'resumed':
      return resume(state, input.gapFrom, input.cause, now)
    case 'clockStep': {
      const event: SessionEvent = { event: 'session', kind: 'clock', stepMs: input.stepMs }
      const detail = `${(input.stepMs / SECOND_MS).toFixed(1)} s`
      const raised = alarmOnly(
        state,
        { kind: 'technical', alarm: 'clock-step', priority: 'low', detail },
        now,
      )
      return { ...raised, events: [event, ...raised.events] }
    }
    case 'note':
      return { state, readings: [], events: [input.event] }
    default:
      return assertNever(input)
  }
}

function alarmOnly(state: RoomState, input: AlarmInput, now: Instant): RoomStepped {
  const stepped = step(state.alarm, input, now)
  return { state: { ...state, alarm: stepped.state }, readings: [], events: tellAll(stepped.events) }
}

function tellAll(events: Stepped['events']): (AlarmEvent | SessionEvent)[] {
  return events.map(event => {
    if (event.event === 'alarm') return event
    const { event: kind, ...said } = event
    return { event: 'session', kind, ...said } satisfies SessionEvent
  })
}

function takeSample(state: RoomState, sample: Sample, source: Source, now: Instant): RoomStepped {
  const events: (AlarmEvent | SessionEvent)[] = []
  let next = state
  const alarm = (input: AlarmInput) => {
    const stepped = step(next.alarm, input, now)
    next = { ...next, alarm: stepped.state }
    events.push(...tellAll(stepped.events))
  }
  if (sample.kind !== 'badFrame' && source.origin !== 'manual') alarm({ kind: 'frame', deviceId: source.id })
  const accepted = acceptSample(next, sample, source, now)
  next = accepted.state
  events.push(...accepted.events)
  if (accepted.alarm) alarm(accepted.alarm)
  const { reading } = accepted
  if (reading) next = noteReading(next, reading, now, events)
  if (reading?.kind === 'nibp' && reading.validity !== 'invalid' && !reading.existing) {
    const followed = followPressure(next.session, next.alarm, reading)
    events.push(...followed.events)
    next = { ...next, session: followed.session }
  }
  if (accepted.alarm?.kind === 'vital' && accepted.alarm.spot && accepted.alarm.vital === 'spo2') {
    const answered = accepted.alarm.value === null ? null : answerSpo2(next.session, now)
    if (answered) {
      events.push(...answered.events)
      next = { ...next, session: answered.session }
    }
  }
  return { state: next, readings: accepted.reading ? [accepted.reading] : [], events }
}

/** The first valid reading begins the baseline phase; a source that is no real monitor marks the session for ever. */
function noteReading(
  state: RoomState,
  reading: Reading,
  now: Instant,
  events: (AlarmEvent | SessionEvent)[],
): RoomState {
  let { session } = state
  const { origin } = reading.source
  if (origin === 'simulated' && !session.simulated) session = { ...session, simulated: true }
  if (origin === 'replay' && !session.replayed) session = { ...session, replayed: true }
  if (origin === 'manual' && !session.manual) session = { ...session, manual: true }
  if (session.phase === 'prep' && reading.validity !== 'invalid') {
    const entered = enterPhase(session, 'baseline', now)
    events.push(entered.event)
    session = entered.session
  }
  return session === state.session ? state : { ...state, session }
}

function tick(state: RoomState, now: Instant): RoomStepped {
  const events: (AlarmEvent | SessionEvent)[] = []
  let { session } = state
  // Lists that go on, as long as the infusion or the session does, grow with time.
  if (session.t0 && session.phase !== 'closed' && hasOpenList(session.preset, session)) {
    const due = planDue(session, session.preset, now)
    if (due.length !== session.due.length) session = { ...session, due }
  }
  const passed = passTime(session.due, now)
  if (passed.items !== session.due) session = { ...session, due: passed.items }
  events.push(...passed.events)
  session = keepAsking(session, now)
  const checks = askSpo2({ ...state, session }, now)
  session = checks.session
  events.push(...checks.events)
  const times = dischargeTimes(session)
  if (session.phase === 'observation' && times && now.monoMs >= times.assessment) {
    const entered = enterPhase(session, 'discharge', now)
    session = entered.session
    events.push(entered.event)
  }
  const missed = missedPriority(session.due, now)
  const technical: AlarmInput = { kind: 'technical', alarm: 'measurement-missed', ...missed }
  let { alarm } = state
  for (const input of [technical, ...findLeftOut(state, now), { kind: 'tick' } as const]) {
    const stepped = step(alarm, input, now)
    alarm = stepped.state
    events.push(...tellAll(stepped.events))
  }
  return { state: { ...state, session, alarm }, readings: [], events }
}

function act(state: RoomState, action: Action, role: Role | null, now: Instant): RoomStepped {
  if (action.do === 'recordManual') return recordManual(state, action, now)
  const effect = applyAction(state, action, role, now)
  if ('refused' in effect) return { state, readings: [], events: [], refused: effect.refused }
  const events: (AlarmEvent | SessionEvent)[] = [...effect.events]
  let next: RoomState = { ...state, session: effect.session }
  for (const input of effect.alarms) {
    const stepped = step(next.alarm, input, now)
    next = { ...next, alarm: stepped.state }
    events.push(...tellAll(stepped.events))
  }
  return { state: next, readings: [], events }
}

function recordManual(
  state: RoomState,
  action: Extract<Action, { do: 'recordManual' }>,
  now: Instant,
): RoomStepped {
  const checked = readManual(state, action)
  if ('refused' in checked) return { state, readings: [], events: [], refused: checked.refused }
  const source: Source = { origin: 'manual', id: action.by, driver: 'manual' }
  let next = state
  const readings: Reading[] = []
  const { do: _do, confirmed: _confirmed, ...entered } = action
  const events: (AlarmEvent | SessionEvent)[] = [{ event: 'session', kind: 'manual', ...entered }]
  for (const sample of checked.samples) {
    const stepped = takeSample(next, sample, source, now)
    next = stepped.state
    readings.push(...stepped.readings)
    events.push(...stepped.events)
  }
  return { state: next, readings, events }
}

function resume(state: RoomState, gapFrom: Instant, cause: 'restart' | 'sleep', now: Instant): RoomStepped {
  const lengthMs = now.monoMs - gapFrom.monoMs
  const short = lengthMs <= CONFIRM_GAP_MS
  const gap = { from: gapFrom, to: now, cause, ...(short ? { confirmed: { by: 'Vigil', at: now } } : {}) }
  const session = { ...state.session, gaps: [...state.session.gaps, gap] }
  const event: SessionEvent = {
    event: 'session',
    kind: 'gap',
    cause,
    lengthS: Math.round(lengthMs / SECOND_MS),
  }
  const resumed = alarmOnly({ ...state, session }, { kind: 'resumed' }, now)
  return { ...resumed, events: [event, ...resumed.events] }
}
