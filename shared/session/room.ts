import type { AlarmInput, DeviceToWatch, Stepped } from '../alarm/input.ts'
import { step } from '../alarm/step.ts'
import type { AlarmEvent } from '../alarm/types.ts'
import { assertNever } from '../assert-never.ts'
import type { Authority } from '../authority.ts'
import type { LinkState } from '../link.ts'
import { isDoubtfulCuff } from '../plausibility.ts'
import type { Reading, Sample, Source } from '../reading.ts'
import { gap } from '../record/gaps.ts'
import { alarms, audio, escalation } from '../record/inactivate.ts'
import { type Action, acts, applyAction, type SessionEvent } from '../record/index.ts'
import { clock, link } from '../record/monitor.ts'
import { type Instant, SECOND_MS } from '../time.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { evaluateDischarge } from './discharge.ts'
import { dischargeTimes } from './discharge-times.ts'
import { hasOpenList, missedPriority, passTime, planDue } from './due.ts'
import { gapsBefore, isTimeUnsure } from './elapsed.ts'
import { endOverrides } from './end-overrides.ts'
import { followPressure, keepAsking } from './extra.ts'
import { noteDevices, noteSource } from './joined.ts'
import { findLeftOut } from './left-out.ts'
import { noteReading } from './note-reading.ts'
import { signOfAct, signOfSample } from './patient-sign.ts'
import { enterLimits } from './phase-limits.ts'
import { enterPhase } from './phases.ts'
import { isPressedAgain, notePress } from './presses.ts'
import type { RoomState } from './room-state.ts'
import { askAsTimePasses, askPatient, noteSign, SILENCE_MS } from './same-patient.ts'
import { acceptSample } from './samples.ts'
import { forgetStreams } from './signs.ts'
import { answerLate, answerSpo2, askSpo2 } from './spo2-checks.ts'
import type { GapRecord } from './types.ts'
import { openQuestion } from './unconfirmed.ts'

/** Everything that ever happens to a room with an open session. */
export type RoomInput =
  | { readonly kind: 'sample'; readonly sample: Sample; readonly source: Source }
  /** A valid frame that carried no sample: the device is there (AR-7). */
  | { readonly kind: 'frame'; readonly deviceId: string }
  | { readonly kind: 'tick' }
  | { readonly kind: 'action'; readonly action: Action; readonly authority: Authority }
  /** The devices that belong to the room now. */
  | { readonly kind: 'devices'; readonly devices: readonly DeviceToWatch[] }
  | { readonly kind: 'link'; readonly device: string; readonly state: LinkState; readonly detail?: string }
  | Extract<AlarmInput, { kind: 'technical' | 'counts' | 'highElsewhere' }>
  /** The core is back; `gapFrom` is the last moment it is known to have watched. */
  | {
      readonly kind: 'resumed'
      readonly gapFrom: Instant
      readonly cause: 'restart' | 'sleep'
      /** Only the computer's wall clock tells how long it was, and it says so many ms (AR-22). */
      readonly byWallMs?: number
    }
  | { readonly kind: 'clockStep'; readonly stepMs: number }
  /** Something done outside the session that belongs into its record. */
  | { readonly kind: 'note'; readonly event: SessionEvent }

/** What a step gives back. `refused`: why what a person asked for may not be; nothing has changed then. */
export interface RoomStepped {
  readonly state: RoomState
  readonly readings: readonly Reading[]
  readonly events: readonly (AlarmEvent | SessionEvent)[]
  readonly refused?: WhyNot
}

/** A gap longer than this must be confirmed by a person (AR-13). */
const CONFIRM_GAP_MS = 30 * SECOND_MS

/**
 * One room, one input, one instant: the state after it, the readings to store and every event, in order.
 *
 * Pure and deterministic: the live recorder and `vigil replay` both run on it. `now.monoMs` must not go back.
 */
export function stepRoom(state: RoomState, input: RoomInput, now: Instant): RoomStepped {
  const stepped = followPhase(state, take(state, input, now), now)
  return followOverrides(input.kind === 'action' ? stepped : keepChecks(state, stepped), now)
}

/** The discharge checklist of before it is asked whose the values are: should it be another patient, the session ended with it (AR-23). */
function keepChecks(before: RoomState, stepped: RoomStepped): RoomStepped {
  const question = openQuestion(stepped.state.session)
  if (!question || openQuestion(before.session)) return stepped
  const at = question.from
  const watched = { ...before.session, gaps: gapsBefore(before.session, at) }
  const checks = evaluateDischarge({ ...before, session: watched }, at)
  return checks ? { ...stepped, state: { ...stepped.state, checksBefore: { at, checks } } } : stepped
}

/** Whatever has made worse what was let pass ends the decision, before anything better can hide it. */
function followOverrides(stepped: RoomStepped, now: Instant): RoomStepped {
  const ended = endOverrides(stepped.state, now)
  return ended.events.length === 0
    ? stepped
    : { ...stepped, state: ended.state, events: [...stepped.events, ...ended.events] }
}

/**
 * Whatever has changed the phase: the preset's limits of the new one come into force at once (AR-12), and while a drug is being
 * given alarms are not paused.
 */
function followPhase(before: RoomState, stepped: RoomStepped, now: Instant): RoomStepped {
  const { session } = stepped.state
  if (session.phase === before.session.phase) return stepped
  const followed = session.phase === 'dosing' ? and(stepped, { kind: 'dosing' }, now) : stepped
  const changed = enterLimits(before.session, session, followed.state.alarm.limits, now)
  if (!changed) return followed
  const { state, events } = followed
  const entered = { ...state, session: changed.session }
  return and(
    { ...followed, state: entered, events: [...events, ...changed.events] },
    { kind: 'limits', limits: changed.limits },
    now,
  )
}

/** What was stepped, and what the alarm system makes of this besides. */
function and(stepped: RoomStepped, input: AlarmInput, now: Instant): RoomStepped {
  const { state, events } = alarmOnly(stepped.state, input, now)
  return { ...stepped, state, events: [...stepped.events, ...events] }
}

function take(state: RoomState, input: RoomInput, now: Instant): RoomStepped {
  if (state.session.phase === 'closed' && input.kind !== 'note') {
    return input.kind === 'action'
      ? { state, readings: [], events: [], refused: refusal('sessionClosed') }
      : { state, readings: [], events: [] }
  }
  switch (input.kind) {
    case 'sample':
      return applySample(state, input.sample, input.source, now)
    case 'tick':
      return tick(state, now)
    case 'action':
      return applyAct(state, input.action, input.authority, now)
    case 'devices':
      return alarmOnly(noteDevices(state, input.devices, now), input, now)
    case 'frame':
    case 'technical':
    case 'counts':
    case 'highElsewhere':
      return alarmOnly(state, input, now)
    case 'link': {
      const { device, state: line, detail } = input
      const noticed = alarmOnly(state, { kind: 'port', deviceId: device, gone: line === 'lost' }, now)
      return { ...noticed, events: [link.of({ device, state: line, detail }), ...noticed.events] }
    }
    case 'resumed':
      return resume(state, input, now)
    case 'clockStep': {
      const detail = `${(input.stepMs / SECOND_MS).toFixed(1)} s`
      const raised = alarmOnly(
        state,
        { kind: 'technical', alarm: 'clock-step', priority: 'low', detail },
        now,
      )
      return { ...raised, events: [clock.of({ stepMs: input.stepMs }), ...raised.events] }
    }
    case 'note':
      return { state, readings: [], events: [input.event] }
    default:
      return assertNever(input)
  }
}

/** Tells the alarm system of something that concerns it alone. */
export function alarmOnly(state: RoomState, input: AlarmInput, now: Instant): RoomStepped {
  const stepped = step(state.alarm, input, now)
  return { state: { ...state, alarm: stepped.state }, readings: [], events: toSessionEvents(stepped.events) }
}

function toSessionEvents(events: Stepped['events']): (AlarmEvent | SessionEvent)[] {
  return events.map(signal => {
    switch (signal.event) {
      case 'alarm':
        return signal
      case 'audio':
        return audio.of(withoutEvent(signal))
      case 'alarms':
        return alarms.of(withoutEvent(signal))
      case 'escalation':
        return escalation.of(withoutEvent(signal))
      default:
        return assertNever(signal)
    }
  })
}

function withoutEvent<T extends { readonly event: string }>({
  event: _event,
  ...fields
}: T): Omit<T, 'event'> {
  return fields
}

function applySample(state: RoomState, sample: Sample, source: Source, now: Instant): RoomStepped {
  const events: (AlarmEvent | SessionEvent)[] = []
  let next = noteSource(state, source, now)
  const alarm = (input: AlarmInput) => {
    const stepped = step(next.alarm, input, now)
    next = { ...next, alarm: stepped.state }
    events.push(...toSessionEvents(stepped.events))
  }
  if (sample.kind !== 'badFrame' && source.origin !== 'manual') alarm({ kind: 'frame', deviceId: source.id })
  const accepted = acceptSample(next, sample, source, now)
  next = accepted.state
  events.push(...accepted.events)
  if (accepted.alarm) alarm(accepted.alarm)
  const { reading } = accepted
  const sign = signOfSample(next.session, sample, reading, now)
  if (sign) next = noteSign(next, sign)
  if (reading) next = noteReading(next, reading, now, events)
  if (reading?.kind === 'nibp' && reading.validity !== 'invalid' && !reading.existing && !isLate(reading)) {
    const isInDoubt = accepted.alarm?.kind === 'nibp' && accepted.alarm.inDoubt === true
    const followed = followPressure(
      next.session,
      next.alarm,
      reading,
      isInDoubt || isDoubtfulCuff(reading),
      now,
    )
    events.push(...followed.events)
    next = { ...next, session: followed.session }
  }
  if (accepted.alarm?.kind === 'vital' && accepted.alarm.spot && accepted.alarm.vital === 'spo2') {
    const answer = reading && isLate(reading) ? answerLate : answerSpo2
    const answered = accepted.alarm.value === null ? null : answer(next.session, reading?.takenAt ?? now)
    if (answered) {
      events.push(...answered.events)
      next = { ...next, session: answered.session }
    }
  }
  return { state: next, readings: accepted.reading ? [accepted.reading] : [], events }
}

/** Taken before the newest that was judged (AR-16). */
function isLate({ flags }: Reading): boolean {
  return flags.includes('enteredLate')
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
  const asked = askAsTimePasses({ ...state, session }, now)
  session = asked.session
  events.push(...asked.events)
  const checks = askSpo2({ ...state, session }, now)
  session = checks.session
  events.push(...checks.events)
  const times = dischargeTimes(session)
  const isOver = times && now.monoMs >= times.assessment && !isTimeUnsure(session, session.t0)
  if (session.phase === 'observation' && isOver) {
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
    events.push(...toSessionEvents(stepped.events))
  }
  return { state: { ...state, session, alarm }, readings: [], events }
}

function applyAct(state: RoomState, action: Action, authority: Authority, now: Instant): RoomStepped {
  if (isPressedAgain(state, action, now)) return { state, readings: [], events: [] }
  const effect = applyAction(state, action, authority, now)
  if ('refused' in effect)
    return { state, readings: [], events: effect.events ?? [], refused: effect.refused }
  const events: (AlarmEvent | SessionEvent)[] = [...effect.events]
  const readings: Reading[] = []
  let next: RoomState = {
    ...state,
    session: effect.session,
    ...(acts[action.do].oncePerPress ? { dosePresses: notePress(state, effect.session, action, now) } : {}),
  }
  const sign = signOfAct(state.session, action, now)
  if (sign) next = noteSign(next, sign)
  for (const input of effect.alarms) {
    const stepped = step(next.alarm, input, now)
    next = { ...next, alarm: stepped.state }
    events.push(...toSessionEvents(stepped.events))
  }
  for (const { sample, source } of effect.samples ?? []) {
    const stepped = applySample(next, sample, source, now)
    next = stepped.state
    readings.push(...stepped.readings)
    events.push(...stepped.events)
  }
  return { state: next, readings, events }
}

function resume(
  state: RoomState,
  { gapFrom, cause, byWallMs }: Extract<RoomInput, { kind: 'resumed' }>,
  now: Instant,
): RoomStepped {
  const lengthMs = now.monoMs - gapFrom.monoMs
  // A clock that went back says nothing of how long it was.
  const short = lengthMs <= CONFIRM_GAP_MS && (byWallMs ?? 0) >= 0
  const stretch: GapRecord = {
    from: gapFrom,
    to: now,
    cause,
    ...(byWallMs === undefined ? {} : { byWallMs }),
    ...(short ? { confirmed: { by: 'Vigil', at: now } } : {}),
  }
  const isLong = lengthMs > SILENCE_MS || (byWallMs ?? 0) < 0
  const held = { ...state, session: { ...state.session, gaps: [...state.session.gaps, stretch] } }
  // The next sample may come before the next tick, and would end a silence that the gap has made long.
  const asking = isLong ? askPatient(held, 'gap', gapFrom, now) : askAsTimePasses(held, now)
  const { session } = asking
  const byWallS = byWallMs === undefined || short ? undefined : Math.round(byWallMs / SECOND_MS)
  const event = gap.of({ cause, lengthS: Math.round(lengthMs / SECOND_MS), byWallS })
  const fromMonoMs = gapFrom.monoMs
  const unsure = byWallMs === undefined ? {} : { unsureFromMonoMs: fromMonoMs }
  const resumed = alarmOnly({ ...forgetStreams(state, now), session }, { kind: 'resumed', ...unsure }, now)
  const believed =
    short && byWallMs !== undefined ? and(resumed, { kind: 'gapSaid', fromMonoMs, lacksMs: 0 }, now) : resumed
  return { ...believed, events: [event, ...asking.events, ...believed.events] }
}
