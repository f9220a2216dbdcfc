import type { AlarmInput } from '../alarm/input.ts'
import { judgeNibp, judgeVital, RECENT_MS } from '../plausibility.ts'
import type {
  DeviceSample,
  NibpReading,
  NibpSample,
  Reading,
  Sample,
  Source,
  VitalReading,
  VitalSample,
} from '../reading.ts'
import { type Instant, MINUTE_MS, SECOND_MS } from '../time.ts'
import { STREAM_BASELINE_MS } from './baseline.ts'
import { satisfyDue } from './due.ts'
import type { AspectStates, RoomState, VitalTrack } from './room-state.ts'
import type { SessionEvent } from './types.ts'

/** Repetitions of an unchanged value become a reading so often; a change always does. */
const REPEAT_MS = SECOND_MS
/** Another device may take a vital sign over when its source has had no value for so long. */
const TAKE_OVER_MS = 10 * SECOND_MS
/** Two cuff results of one device with equal figures, taken within so short a time, are one measurement. */
const SAME_CUFF_MS = 5 * SECOND_MS
const PREVIOUS_CUFF_MS = 15 * MINUTE_MS

/** What one sample amounts to. */
export interface Accepted {
  readonly state: RoomState
  readonly reading: Reading | null
  readonly events: readonly SessionEvent[]
  readonly alarm: AlarmInput | null
}

/** Turns a sample into a reading: adds session, sequence, times and plausibility, and says what alarms must look at. */
export function acceptSample(state: RoomState, sample: Sample, source: Source, now: Instant): Accepted {
  switch (sample.kind) {
    case 'vital':
      return acceptVital(state, sample, source, now)
    case 'nibp':
      return acceptNibp(state, sample, source, now)
    case 'device':
      return acceptDevice(state, sample, source)
    default:
      return nothing(state)
  }
}

function nothing(state: RoomState): Accepted {
  return { state, reading: null, events: [], alarm: null }
}

function acceptVital(state: RoomState, sample: VitalSample, source: Source, now: Instant): Accepted {
  const { vital, value, quality } = sample
  const before = state.vitals[vital]
  const manual = source.origin === 'manual'
  // A typed value stays on the screen while the monitor has none, but the alarms hear that it has none.
  if (before?.source.origin === 'manual' && !manual && value === null)
    return { ...nothing(state), alarm: { kind: 'vital', vital, value: null } }
  if (before && !manual && !mayTakeOver(before, source, value, now)) return nothing(state)
  const sameSource = before?.source.id === source.id
  const recent = sameSource ? before.recent : []
  const { validity, flags } = judgeVital(vital, value, quality, manual ? [] : recent, now.monoMs)
  const changed =
    !sameSource || before.value !== value || before.quality !== quality || before.validity !== validity
  const store = changed || now.monoMs - before.storedMonoMs >= REPEAT_MS
  const usable = validity !== 'invalid'
  const track: VitalTrack = {
    source,
    value,
    quality,
    validity,
    at: now,
    lastValidMonoMs: usable ? now.monoMs : (before?.lastValidMonoMs ?? null),
    storedMonoMs: store ? now.monoMs : before.storedMonoMs,
    recent: usable && value !== null ? remember(recent, value, now.monoMs) : recent,
  }
  const next = rememberBeforeDose(
    { ...state, vitals: { ...state.vitals, [vital]: track } },
    sample,
    validity,
    now,
  )
  const alarmValue = usable ? value : null
  const alarm: AlarmInput = manual
    ? { kind: 'vital', vital, value: alarmValue, spot: true }
    : { kind: 'vital', vital, value: alarmValue }
  if (!store) return { state: next, reading: null, events: [], alarm }
  const reading: VitalReading = {
    kind: 'vital',
    sessionId: state.session.id,
    seq: state.lastSeq + 1,
    at: now,
    takenAt: now,
    source,
    validity,
    flags,
    vital,
    value,
    quality,
  }
  return { state: { ...next, lastSeq: reading.seq }, reading, events: [], alarm }
}

/**
 * One source a vital sign: the first that spoke, until it has had no value for 10 s and another has one. A typed value is
 * no source: the monitor's next one takes its place at once.
 */
function mayTakeOver(before: VitalTrack, source: Source, value: number | null, now: Instant): boolean {
  if (before.source.id === source.id || before.source.origin === 'manual') return true
  const last = before.lastValidMonoMs
  return value !== null && (last === null || now.monoMs - last > TAKE_OVER_MS)
}

function remember(recent: VitalTrack['recent'], value: number, atMs: number): VitalTrack['recent'] {
  const last = recent.at(-1)
  // Streams of 60 values a second: one entry a second is enough to see a step.
  if (last && last.value === value && atMs - last.atMs < SECOND_MS) return recent
  return [...recent.filter(past => atMs - past.atMs <= RECENT_MS), { value, atMs }]
}

function rememberBeforeDose(
  state: RoomState,
  { vital, value }: VitalSample,
  validity: string,
  now: Instant,
): RoomState {
  if (state.session.t0 || (vital !== 'spo2' && vital !== 'pulseRate')) return state
  if (value === null || validity === 'invalid') return state
  const known = state.beforeDose[vital] ?? []
  const last = known.at(-1)
  if (last && now.monoMs - last.atMs < SECOND_MS) return state
  const kept = known.filter(past => now.monoMs - past.atMs <= STREAM_BASELINE_MS)
  return { ...state, beforeDose: { ...state.beforeDose, [vital]: [...kept, { value, atMs: now.monoMs }] } }
}

function acceptNibp(state: RoomState, sample: NibpSample, source: Source, now: Instant): Accepted {
  const ageMs = (sample.ageS ?? 0) * SECOND_MS
  const takenAt: Instant = { monoMs: now.monoMs - ageMs, wallMs: now.wallMs - ageMs }
  if (isRepeated(state, sample, source, takenAt)) return nothing(state)
  const { last } = state.cuff
  const fresh = last !== null && takenAt.monoMs - last.takenAt.monoMs <= PREVIOUS_CUFF_MS
  const previous =
    fresh && last.systolic !== null && last.diastolic !== null
      ? { systolic: last.systolic, diastolic: last.diastolic }
      : null
  const pulse = state.vitals.pulseRate
  const pulseNow = pulse && now.monoMs - pulse.at.monoMs <= TAKE_OVER_MS ? pulse.value : null
  const { validity, flags, mean } = judgeNibp(sample, { previous, pulseRate: pulseNow })
  const existing = takenAt.monoMs < state.session.opened.at.monoMs
  const reading: NibpReading = {
    kind: 'nibp',
    sessionId: state.session.id,
    seq: state.lastSeq + 1,
    at: now,
    takenAt,
    source,
    validity,
    flags,
    systolic: sample.systolic,
    diastolic: sample.diastolic,
    mean,
    pulseRate: sample.pulseRate,
    status: sample.status,
    ...(sample.error === undefined ? {} : { error: sample.error }),
    ...(existing ? { existing } : {}),
  }
  const counted = { ...state, lastSeq: reading.seq, cuff: keepCuff(state, reading) }
  // A result from before the session may be another patient's: shown with its age, judged by nothing.
  if (existing) return { state: counted, reading, events: [], alarm: null }
  const alarm: AlarmInput = { kind: 'nibp', reading }
  if (validity === 'invalid') return { state: counted, reading, events: [], alarm }
  const due = satisfyDue(state.session.due, reading)
  return {
    state: { ...counted, session: { ...state.session, due: due.items } },
    reading,
    events: due.events,
    alarm,
  }
}

/** A monitor that was switched off and on, or a line that came back, tells its last result again. */
function isRepeated(state: RoomState, sample: NibpSample, source: Source, takenAt: Instant): boolean {
  if (sample.ageS === undefined || source.origin === 'manual') return false
  return [state.cuff.last, state.cuff.failed].some(
    known =>
      known !== null &&
      known.source.id === source.id &&
      known.status === sample.status &&
      known.systolic === sample.systolic &&
      known.diastolic === sample.diastolic &&
      Math.abs(known.takenAt.monoMs - takenAt.monoMs) <= SAME_CUFF_MS,
  )
}

function keepCuff(state: RoomState, reading: NibpReading): RoomState['cuff'] {
  const { last, candidates } = state.cuff
  if (reading.validity === 'invalid') return { last, failed: reading, candidates }
  const newer = last === null || reading.takenAt.monoMs >= last.takenAt.monoMs
  const asBaseline = !state.session.t0 && !reading.existing && reading.systolic !== null
  return {
    last: newer ? reading : last,
    failed: null,
    candidates: asBaseline ? [...candidates, reading].slice(-12) : candidates,
  }
}

const AT_START: AspectStates = { sensor: 'sensorOn', battery: 'batteryOk', cuff: 'cuffIdle' }

/** The state of one aspect (sensor, battery, cuff) of one device has changed. */
function acceptDevice(state: RoomState, sample: DeviceSample, source: Source): Accepted {
  const before = state.states[source.id] ?? AT_START
  const aspect = aspectOf(sample)
  if (before[aspect] === sample.state) return nothing(state)
  const states = { ...state.states, [source.id]: { ...before, [aspect]: sample.state } }
  const event: SessionEvent = {
    event: 'session',
    kind: aspect === 'cuff' ? 'nibp' : 'device',
    device: source.id,
    state: sample.state,
    ...(sample.detail === undefined ? {} : { detail: sample.detail }),
  }
  return { state: { ...state, states }, reading: null, events: [event], alarm: null }
}

function aspectOf({ state }: DeviceSample): keyof AspectStates {
  switch (state) {
    case 'cuffIdle':
    case 'cuffInflating':
      return 'cuff'
    case 'batteryOk':
    case 'lowBattery':
      return 'battery'
    default:
      return 'sensor'
  }
}
