import type { AlarmInput, Doubt } from '../alarm/input.ts'
import { isOnlySettling, isTwiceOrHalf, judgeVital, RECENT_MS } from '../plausibility.ts'
import type { DeviceSample, Flag, Sample, Source, Validity, VitalReading, VitalSample } from '../reading.ts'
import { nibp as cuff } from '../record/cuff.ts'
import { device as monitor } from '../record/monitor.ts'
import { type Instant, SECOND_MS } from '../time.ts'
import { type Accepted, nothing } from './accepted.ts'
import { acceptNibp } from './cuff.ts'
import { mostAgeMs } from './elapsed.ts'
import { isOnOxygen } from './oxygen.ts'
import { noteWatched, rememberValue } from './remember.ts'
import { atStart, type RoomState, type VitalTrack } from './room-state.ts'
import { ecgDiffersSince, noteMovement, noteWave, readSigns } from './signs.ts'
import { acceptTyped } from './typed.ts'

/** Repetitions of an unchanged value become a reading so often; a change always does. */
const REPEAT_MS = SECOND_MS
/** Another device may take a vital sign over when its source has had no value for so long. */
const TAKE_OVER_MS = 10 * SECOND_MS

/** Turns a sample into a reading: adds session, sequence, times and plausibility, and says what alarms must look at. */
export function acceptSample(state: RoomState, sample: Sample, source: Source, now: Instant): Accepted {
  switch (sample.kind) {
    case 'vital':
      return source.origin === 'manual' && sample.ageS !== undefined
        ? acceptTyped(state, sample, source, now)
        : acceptVital(state, sample, source, now)
    case 'nibp':
      return acceptNibp(state, sample, source, now)
    case 'device':
      return acceptDevice(state, sample, source, now)
    case 'wave':
      // Only the pleth says something of the finger.
      return nothing(sample.wave === 'pleth' ? noteWave(state, sample, source, now) : state)
    default:
      return nothing(state)
  }
}

function acceptVital(state: RoomState, sample: VitalSample, source: Source, now: Instant): Accepted {
  const { vital, value, quality } = sample
  const before = state.vitals[vital]
  const manual = source.origin === 'manual'
  // A typed value stays on the screen while the monitor has none, but the alarms hear that it has none.
  if (before?.source.origin === 'manual' && !manual && value === null)
    return { ...nothing(state), alarm: { kind: 'vital', vital, value: null } }
  if (before && !manual && !mayTakeOver(state, before, source, value, now)) return nothing(state)
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
        readSigns(watched, sample, source, differsSince, now),
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
  const shown = { ...watched, vitals: { ...watched.vitals, [vital]: track } }
  const counted = vital === 'pulseRate' && !manual ? forgetCuffPulse(shown, value) : shown
  const isKept = usable && value !== null && !isOnlySettling(flags)
  const how = { spot: track.spot === true, doubtful: !manual && validity === 'questionable' }
  const watchedOn = vital === 'spo2' ? noteWatched(counted, before, now) : counted
  const next = isKept ? rememberValue(watchedOn, vital, value, now, how) : watchedOn
  const alarmValue = usable ? value : null
  const judgedAs =
    vital === 'heartRate' && alarmValue !== null && lacksPulse(state, now) ? 'pulseRate' : vital
  // Where an ECG stands in for the pulse, that there is no pulse between its values says nothing.
  const isStoodInFor = vital === 'pulseRate' && alarmValue === null && standsIn(state, now)
  const alarm: AlarmInput | null = isStoodInFor
    ? null
    : {
        kind: 'vital',
        vital: judgedAs,
        value: alarmValue,
        ...(manual || sample.spot ? { spot: true as const } : {}),
        // For what a person has typed, that person stands.
        ...(manual ? {} : doubtIn(validity, flags)),
      }
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

/** What alarms must know of the doubts about a value (AR-17). */
function doubtIn(validity: Validity, flags: readonly Flag[]): { readonly doubt?: Doubt } {
  if (validity !== 'questionable') return {}
  return { doubt: isOnlySettling(flags) ? 'settling' : 'questionable' }
}

/** The cuff's word against the pulse ends when the pulse is no longer twice or half of it. */
function forgetCuffPulse(state: RoomState, pulse: number | null): RoomState {
  const { pulseByCuff = null } = state
  if (pulseByCuff === null || pulse === null || isTwiceOrHalf(pulse, pulseByCuff)) return state
  return { ...state, pulseByCuff: null }
}

/**
 * One source a vital sign: the first that spoke, until it has had no value for 10 s and another has one. A typed value is
 * no source: the monitor's next one takes its place at once.
 */
function mayTakeOver(
  state: RoomState,
  before: VitalTrack,
  source: Source,
  value: number | null,
  now: Instant,
): boolean {
  if (before.source.id === source.id || before.source.origin === 'manual') return true
  return value !== null && isSilent(state, before, now)
}

/** No value for 10 s, as they passed: over a gap that nobody has confirmed, for longer. */
function isSilent({ session }: RoomState, track: VitalTrack | undefined, now: Instant): boolean {
  const last = track?.lastValidMonoMs ?? null
  return last === null || mostAgeMs(session, last, now) > TAKE_OVER_MS
}

/** While there is no pulse, its limits are applied to the heart rate of an ECG (monitoring protocols, 8.1: PR/HR). */
function lacksPulse(state: RoomState, now: Instant): boolean {
  return isSilent(state, state.vitals.pulseRate, now)
}

/** Does the heart rate of an ECG stand in for a pulse that there is not? */
export function standsIn(state: RoomState, now: Instant): boolean {
  return lacksPulse(state, now) && !isSilent(state, state.vitals.heartRate, now)
}

function remember(recent: VitalTrack['recent'], value: number, atMs: number): VitalTrack['recent'] {
  const last = recent.at(-1)
  // Streams of 60 values a second: one entry a second is enough to see a step.
  if (last && last.value === value && atMs - last.atMs < SECOND_MS) return recent
  return [...recent.filter(past => atMs - past.atMs <= RECENT_MS), { value, atMs }]
}

/** The state of one aspect (sensor, battery, cuff) of one device has changed. */
function acceptDevice(state: RoomState, sample: DeviceSample, source: Source, now: Instant): Accepted {
  const before = state.states[source.id] ?? atStart
  const aspect = aspectOf(sample)
  if (before[aspect] === sample.state) return nothing(state)
  const inflating = sample.state === 'cuffInflating'
  const cycled = inflating ? { cuffCycled: true } : {}
  const on = sample.state === 'sensorOn' ? { sensorOnMonoMs: now.monoMs } : {}
  const states = { ...state.states, [source.id]: { ...before, [aspect]: sample.state, ...cycled, ...on } }
  return {
    state: { ...state, states },
    reading: null,
    events: [describeState(sample, source)],
    alarm: tellState(state, sample, source),
  }
}

function describeState({ state, detail }: DeviceSample, { id: device }: Source): Accepted['events'][number] {
  return state === 'cuffInflating' || state === 'cuffIdle'
    ? cuff.of({ device, state, detail })
    : monitor.of({ device, state, detail })
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
