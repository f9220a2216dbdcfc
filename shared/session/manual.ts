import { isCuffLate, isTypedLate } from '../alarm/rules/newest.ts'
import { isMeanOutside, isOutside } from '../plausibility.ts'
import type { Sample } from '../reading.ts'
import { type Instant, MINUTE_MS, SECOND_MS } from '../time.ts'
import { type VitalId, vitals } from '../vitals.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { takenAgo } from './elapsed.ts'
import type { RoomState } from './room-state.ts'

/** Values as a person types them, in the units of the catalogue. */
export interface ManualEntry {
  readonly systolic?: number | undefined
  readonly diastolic?: number | undefined
  readonly mean?: number | undefined
  readonly pulseRate?: number | undefined
  readonly spo2?: number | undefined
  readonly respRate?: number | undefined
  /** How long ago it was measured, in minutes. */
  readonly minutesAgo?: number | undefined
  /** A value far from the last one was looked at again. */
  readonly confirmed?: boolean | undefined
}

/** Differs by more than this share from the last value: the person is asked to confirm (plausibility rules, 4). */
const CONFIRM_SHARE = 0.3

/**
 * Checks values that a person typed and makes them samples, or says in one sentence what is wrong. Figures that could not
 * belong to a living patient are refused, and swapped ones are never swapped back silently.
 */
export function readManual(
  state: RoomState,
  entry: ManualEntry,
): { readonly samples: readonly Sample[] } | { readonly refused: WhyNot } {
  const { systolic, diastolic, mean, pulseRate, spo2, respRate } = entry
  const entered = { systolic, diastolic, mean, pulseRate, spo2, respRate }
  for (const [vital, value] of Object.entries(entered) as [VitalId, number | undefined][]) {
    const { hard, unit } = vitals[vital]
    if (value !== undefined && isOutside(vital, value, 'hard'))
      return {
        refused: refusal('valueImpossible', { vital }, value, unit, hard.min, hard.max),
      }
  }
  if ((systolic === undefined) !== (diastolic === undefined)) return { refused: refusal('pressureHalf') }
  if (systolic !== undefined && diastolic !== undefined && systolic - diastolic < 10)
    return {
      refused: refusal('pressureSwapped', systolic, diastolic),
    }
  if (
    mean !== undefined &&
    (systolic === undefined || diastolic === undefined || isMeanOutside(mean, systolic, diastolic))
  )
    return { refused: refusal('meanOutside') }
  if (Object.values(entered).every(value => value === undefined)) return { refused: refusal('noValue') }
  const doubtful = entry.confirmed ? null : farFromLast(state, entry)
  if (doubtful !== null) return { refused: doubtful }
  return { samples: makeSamples(entry) }
}

/** Was what a person types measured before the newest that was judged? (AR-16) */
export function isEnteredLate({ alarm, session }: RoomState, sample: Sample, now: Instant): boolean {
  if (sample.kind !== 'nibp' && sample.kind !== 'vital') return false
  const takenMonoMs = takenAgo(session, now, sample.ageS).monoMs
  if (takenMonoMs < session.opened.at.monoMs) return false
  return sample.kind === 'nibp'
    ? isCuffLate(alarm, takenMonoMs, true)
    : isTypedLate(alarm, { vital: sample.vital, takenMonoMs })
}

/** The first value that a person is to look at again. */
function farFromLast(state: RoomState, entry: ManualEntry): WhyNot | null {
  const { last } = state.cuff
  const pairs: readonly (readonly [VitalId, number | undefined, number | null | undefined])[] = [
    ['systolic', entry.systolic, last?.systolic],
    ['diastolic', entry.diastolic, last?.diastolic],
    ['pulseRate', entry.pulseRate, state.vitals.pulseRate?.value],
    ['spo2', entry.spo2, state.vitals.spo2?.value],
    ['respRate', entry.respRate, state.vitals.respRate?.value],
  ]
  for (const [vital, value, before] of pairs)
    if (value !== undefined && before != null && Math.abs(value - before) > before * CONFIRM_SHARE)
      return refusal('valueFarFromLast', { vital }, value)
  return null
}

function makeSamples(entry: ManualEntry): readonly Sample[] {
  const samples: Sample[] = []
  const { systolic, diastolic, mean, minutesAgo = 0 } = entry
  const age = minutesAgo > 0 ? { ageS: (minutesAgo * MINUTE_MS) / SECOND_MS } : {}
  for (const vital of ['spo2', 'pulseRate', 'respRate'] as const) {
    const value = entry[vital]
    if (value !== undefined) samples.push({ kind: 'vital', vital, value, quality: 'good', ...age })
  }
  if (systolic !== undefined && diastolic !== undefined)
    samples.push({
      kind: 'nibp',
      systolic,
      diastolic,
      mean: mean ?? null,
      pulseRate: entry.pulseRate ?? null,
      status: 'ok',
      ...age,
    })
  return samples
}
