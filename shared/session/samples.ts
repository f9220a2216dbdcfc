import type { AlarmInput } from '../alarm/input.ts'
import { judgeNibp, judgeVital, RECENT_MS } from '../plausibility.ts'
import type {
  DeviceSample,
  Flag,
  NibpReading,
  NibpSample,
  Reading,
  Sample,
  Source,
  VitalReading,
  VitalSample,
} from '../reading.ts'
import { nibp as cuffTold } from '../record/cuff.ts'
import type { measured } from '../record/due.ts'
import type { EventOf } from '../record/event.ts'
import { device as monitorTold } from '../record/monitor.ts'
import { type Instant, MINUTE_MS, SECOND_MS } from '../time.ts'
import { STREAM_BASELINE_MS } from './baseline.ts'
import { SPO2_HELD_MS } from './discharge.ts'
import { satisfyDue } from './due.ts'
import { isOnOxygen } from './oxygen.ts'
import { atStart, type RoomState, type VitalTrack } from './room-state.ts'
import { ecgDiffersSince, noteMovement, noteWave, readSigns } from './signs.ts'

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
  readonly events: readonly EventOf<typeof cuffTold | typeof monitorTold | typeof measured>[]
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
    case 'wave':
      // Only the pleth says something of the finger.
      return nothing(sample.wave === 'pleth' ? noteWave(state, sample, source, now) : state)
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
  const watched = manual ? state : noteMovement(state, sample, source, now)
  const differsSince = vital === 'pulseRate' ? ecgDiffersSince(state, before, value, now) : undefined
  const { validity, flags: doubts } = manual
    ? judgeVital(vital, value, quality, [], now.monoMs)
    : judgeVital(
        vital,
        value,
        quality,
        recent,
        now.monoMs,
        readSigns(watched, vital, source, differsSince, now),
      )
  const flags: readonly Flag[] =
    vital === 'spo2' && value !== null && isOnOxygen(state.session) ? [...doubts, 'onOxygen'] : doubts
  const changed =
    !sameSource || before.value !== value || before.quality !== quality || before.validity !== validity
  const store = changed || now.monoMs - before.storedMonoMs >= REPEAT_MS
  const usable = validity !== 'invalid'
  const track: VitalTrack = {
    source,
    value,
    quality,
    validity,
    ...(manual || sample.spot ? { spot: true as const } : {}),
    ...(flags.length === 0 ? {} : { flags }),
    at: now,
    lastValidMonoMs: usable ? now.monoMs : (before?.lastValidMonoMs ?? null),
    storedMonoMs: store ? now.monoMs : before.storedMonoMs,
    recent: usable && value !== null ? remember(recent, value, now.monoMs) : recent,
    ...(differsSince === undefined ? {} : { ecgDiffersSinceMonoMs: differsSince }),
  }
  const next = rememberBeforeDose(
    {
      ...watched,
      vitals: { ...watched.vitals, [vital]: track },
      ...(vital === 'spo2' && usable && value !== null ? rememberLately(state, value, now) : {}),
    },
    sample,
    validity,
    now,
  )
  const alarmValue = usable ? value : null
  const judgedAs =
    vital === 'heartRate' && alarmValue !== null && lacksPulse(state, now) ? 'pulseRate' : vital
  const alarm: AlarmInput =
    manual || sample.spot
      ? { kind: 'vital', vital: judgedAs, value: alarmValue, spot: true }
      : { kind: 'vital', vital: judgedAs, value: alarmValue }
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

/** While there is no pulse, its limits are applied to the heart rate of an ECG (monitoring protocols, 8.1: PR/HR). */
function lacksPulse({ vitals: { pulseRate } }: RoomState, now: Instant): boolean {
  const last = pulseRate?.lastValidMonoMs ?? null
  return last === null || now.monoMs - last > TAKE_OVER_MS
}

function remember(recent: VitalTrack['recent'], value: number, atMs: number): VitalTrack['recent'] {
  const last = recent.at(-1)
  // Streams of 60 values a second: one entry a second is enough to see a step.
  if (last && last.value === value && atMs - last.atMs < SECOND_MS) return recent
  return [...recent.filter(past => atMs - past.atMs <= RECENT_MS), { value, atMs }]
}

/** Half minutes are fine enough for a discharge, and few enough to be stored with every event. */
const LATELY_EVERY_MS = 30 * SECOND_MS

function rememberLately(state: RoomState, value: number, now: Instant): Pick<RoomState, 'spo2Lately'> {
  const known = state.spo2Lately ?? []
  const last = known.at(-1)
  if (last && now.monoMs - last.atMs < LATELY_EVERY_MS) {
    if (value >= last.min) return {}
    return { spo2Lately: [...known.slice(0, -1), { ...last, min: value }] }
  }
  const recent = known.filter(({ atMs }) => now.monoMs - atMs <= SPO2_HELD_MS)
  return { spo2Lately: [...recent, { atMs: now.monoMs, min: value }] }
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
  const existing = sample.standing === true || takenAt.monoMs < state.session.opened.at.monoMs
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
  const counted = {
    ...state,
    lastSeq: reading.seq,
    cuff: keepCuff(state, reading),
    states: endCycle(state, source),
  }
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
  if (source.origin === 'manual') return false
  // Equal figures without any cuff activity are the same measurement (plausibility rules, 2.4).
  if (state.states[source.id]?.cuffCycled === false && isSameResult(state, sample, source)) return true
  if (sample.ageS === undefined) return false
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

function isSameResult(state: RoomState, sample: NibpSample, source: Source): boolean {
  return [state.cuff.last, state.cuff.failed].some(
    known =>
      known !== null &&
      known.source.id === source.id &&
      known.status === sample.status &&
      known.systolic === sample.systolic &&
      known.diastolic === sample.diastolic &&
      known.pulseRate === sample.pulseRate,
  )
}

/** A result ends the cycle, for a device that has ever told of its cuff. */
function endCycle(state: RoomState, source: Source): RoomState['states'] {
  const known = state.states[source.id]
  if (!known?.cuffCycled) return state.states
  return { ...state.states, [source.id]: { ...known, cuffCycled: false } }
}

function keepCuff(state: RoomState, reading: NibpReading): RoomState['cuff'] {
  const { last, candidates } = state.cuff
  if (reading.validity === 'invalid') return { ...state.cuff, failed: reading }
  const newer = last === null || reading.takenAt.monoMs >= last.takenAt.monoMs
  const asBaseline = !state.session.t0 && !reading.existing && reading.systolic !== null
  return {
    last: newer ? reading : last,
    before: newer ? last : (state.cuff.before ?? null),
    failed: null,
    candidates: asBaseline ? [...candidates, reading].slice(-12) : candidates,
  }
}

/** The state of one aspect (sensor, battery, cuff) of one device has changed. */
function acceptDevice(state: RoomState, sample: DeviceSample, source: Source): Accepted {
  const before = state.states[source.id] ?? atStart
  const aspect = aspectOf(sample)
  if (before[aspect] === sample.state) return nothing(state)
  const inflating = sample.state === 'cuffInflating'
  const cycled = inflating ? { cuffCycled: true } : {}
  const states = { ...state.states, [source.id]: { ...before, [aspect]: sample.state, ...cycled } }
  return {
    state: { ...state, states },
    reading: null,
    events: [describeState(sample, source)],
    alarm: tellState(state, sample, source),
  }
}

function describeState({ state, detail }: DeviceSample, { id: device }: Source): Accepted['events'][number] {
  return state === 'cuffInflating' || state === 'cuffIdle'
    ? cuffTold.of({ device, state, detail })
    : monitorTold.of({ device, state, detail })
}

/** What the alarm system must know of it: a cuff that begins or ends, a battery that is low (alarm standard, 2). */
function tellState(state: RoomState, sample: DeviceSample, { id }: Source): AlarmInput | null {
  switch (aspectOf(sample)) {
    case 'cuff':
      return { kind: 'cuff', inflating: sample.state === 'cuffInflating' }
    case 'battery': {
      const priority = sample.state === 'lowBattery' ? 'low' : null
      const detail = state.alarm.devices[id]?.label
      const what = detail === undefined ? {} : { detail }
      return { kind: 'technical', alarm: 'battery-low', deviceId: id, priority, ...what }
    }
    default:
      return null
  }
}

function aspectOf({ state }: DeviceSample): 'sensor' | 'battery' | 'cuff' {
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
