import { isUnderCuff } from '../alarm/rules/held-back.ts'
import {
  ECG_DIFFERS_BY,
  ECG_DIFFERS_FOR_MS,
  FROZEN_AFTER_MS,
  isNear,
  isTwiceOrHalf,
  SETTLING_MS,
  type Signs,
} from '../plausibility.ts'
import type { Source, VitalSample, WaveSample } from '../reading.ts'
import { type Instant, SECOND_MS } from '../time.ts'
import { mostAgeMs } from './elapsed.ts'
import { atStart, type RoomState, type VitalTrack } from './room-state.ts'

/*
 * What the rest of the room says about a value (plausibility rules, 2.5 and 4): has its source stood still, does the ECG
 * count another rate, is the cuff tight on its arm.
 */

/** The ECG's word on a pulse counts while it is not older. */
const ECG_FRESH_MS = 10 * SECOND_MS

/** The signs that bear on one streamed value. `state` has already noted whether the value moved. */
export function readSigns(
  state: RoomState,
  { vital, value }: VitalSample,
  source: Source,
  differsSinceMonoMs: number | undefined,
  now: Instant,
): Signs {
  if (vital !== 'spo2' && vital !== 'pulseRate') return {}
  return {
    frozen: isFrozen(state, source, now),
    doubled: vital === 'pulseRate' && value !== null && isDoubled(state, value, now),
    settling: isSettling(state, source, now),
    ecgDiffers: differsSinceMonoMs !== undefined && now.monoMs - differsSinceMonoMs > ECG_DIFFERS_FOR_MS,
    cuff: isUnderCuff(state.alarm, now),
  }
}

/** Notes that SpO2 or pulse of this source has moved. */
export function noteMovement(
  state: RoomState,
  { vital, value, quality }: VitalSample,
  source: Source,
  now: Instant,
): RoomState {
  if (vital !== 'spo2' && vital !== 'pulseRate') return state
  const before = state.vitals[vital]
  const moved = before?.source.id !== source.id || before.value !== value || before.quality !== quality
  return moved ? withMovement(state, source, now) : state
}

/** A waveform that goes up and down shows that its source lives. */
export function noteWave(state: RoomState, { values }: WaveSample, source: Source, now: Instant): RoomState {
  const states = state.states[source.id] ?? atStart
  const first = states.lastWave ?? values[0]
  const moved = values.some(value => value !== first)
  const last = values.at(-1)
  // Sixty times a second: one note a second is enough.
  if (moved && now.monoMs - (states.movedMonoMs ?? 0) >= SECOND_MS)
    return withMovement(state, source, now, last)
  return states.lastWave === undefined ? withMovement(state, source, now, last) : state
}

function withMovement(state: RoomState, source: Source, now: Instant, lastWave?: number): RoomState {
  const states = state.states[source.id] ?? atStart
  const moved = { ...states, movedMonoMs: now.monoMs, ...(lastWave === undefined ? {} : { lastWave }) }
  return { ...state, states: { ...state.states, [source.id]: moved } }
}

function isFrozen(state: RoomState, source: Source, now: Instant): boolean {
  const moved = state.states[source.id]?.movedMonoMs
  return moved !== undefined && now.monoMs - moved >= FROZEN_AFTER_MS
}

/** A sensor that has just come on tells of values that it does not have yet. */
function isSettling(state: RoomState, source: Source, now: Instant): boolean {
  const onSince = state.states[source.id]?.sensorOnMonoMs
  return onSince !== undefined && now.monoMs - onSince < SETTLING_MS
}

/** What an ECG counts now; null: there is none, or it is silent. */
function readEcg({ session, vitals: { heartRate } }: RoomState, now: Instant): number | null {
  if (!heartRate || mostAgeMs(session, heartRate.at.monoMs, now) > ECG_FRESH_MS) return null
  return heartRate.value
}

/**
 * A pulse that is twice or half what another source counts is the doubtful one when the others agree: a dicrotic notch
 * that is counted, or every second beat that is not. A cuff's word stands until the pulse leaves its double or half.
 */
function isDoubled(state: RoomState, pulse: number, now: Instant): boolean {
  const others = [readEcg(state, now), state.pulseByCuff ?? null].filter(rate => rate !== null)
  return others.length > 0 && others.every(rate => isTwiceOrHalf(pulse, rate)) && agree(others)
}

function agree([first, second]: readonly number[]): boolean {
  return first === undefined || second === undefined || isNear(first, second)
}

/** Does a cuff that counts `rate` show the oximeter's pulse to be twice or half the true one? */
export function showsDoubled(
  state: RoomState,
  rate: number | null,
  pulse: number | null,
  now: Instant,
): boolean {
  if (rate === null || pulse === null || !isTwiceOrHalf(pulse, rate)) return false
  const ecg = readEcg(state, now)
  return ecg === null || isNear(ecg, rate)
}

/** Since when pulse and ECG rate have differed; undefined: they agree, or there is no ECG. */
export function ecgDiffersSince(
  state: RoomState,
  before: VitalTrack | undefined,
  pulse: number | null,
  now: Instant,
): number | undefined {
  const ecg = readEcg(state, now)
  if (ecg === null || pulse === null || Math.abs(ecg - pulse) <= ECG_DIFFERS_BY) return undefined
  return before?.ecgDiffersSinceMonoMs ?? now.monoMs
}

/** What streams were like before Vigil stood still says nothing of a step, or of a value that does not move. */
export function forgetStreams(state: RoomState, now: Instant): RoomState {
  const vitals = Object.entries(state.vitals).map(([vital, { ecgDiffersSinceMonoMs: _since, ...track }]) => [
    vital,
    { ...track, recent: [] },
  ])
  const states = Object.entries(state.states).map(([id, known]) => [
    id,
    known.movedMonoMs === undefined ? known : { ...known, movedMonoMs: now.monoMs },
  ])
  return { ...state, vitals: Object.fromEntries(vitals), states: Object.fromEntries(states) }
}
