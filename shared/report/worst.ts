import { isLimitAlarm } from '../alarm/ids.ts'
import type { Limits } from '../limits.ts'
import { isOnlySettling } from '../plausibility.ts'
import type { NibpReading, Reading } from '../reading.ts'
import type { Baseline } from '../session/types.ts'
import { isPressure, type VitalId } from '../vitals.ts'
import { type AlarmEpisode, worse } from './episodes.ts'

/** Every usable value of a parameter that was measured in a stretch of the monotonic line, both ends included. */
export type ValuesWithin = (parameter: VitalId, fromMs: number, toMs: number) => Iterable<number>

/**
 * The alarm with the worst value that was measured while it lasted. Transitions alone do not tell it: a saturation that
 * keeps on falling below the HIGH limit raises nothing more. The values that raised the alarm, during its delay, belong to it.
 */
export function withWorst(
  episode: AlarmEpisode,
  valuesWithin: ValuesWithin,
  limits: Limits,
  baseline: Baseline | undefined,
): AlarmEpisode {
  if (!isLimitAlarm(episode.alarm)) return episode
  const { parameter, reference, levels } = limits[episode.alarm]
  const fromMs = episode.start.monoMs - (levels[episode.priorityAtStart]?.delayMs ?? 0)
  const toMs = episode.end?.monoMs ?? Number.POSITIVE_INFINITY
  let { worst } = episode
  for (const value of valuesWithin(parameter, fromMs, toMs)) {
    const over = reference === 'rise' ? riseOf(value, parameter, baseline) : value
    worst = worse({ alarm: episode.alarm, worst }, over, limits)
  }
  return { ...episode, worst }
}

/** The values of stored readings. */
export function valuesOf(readings: readonly Reading[]): ValuesWithin {
  return function* (parameter, fromMs, toMs) {
    for (const reading of readings) {
      const { monoMs } = reading.takenAt
      if (monoMs < fromMs || monoMs > toMs || reading.validity === 'invalid' || reading.existing) continue
      const value =
        reading.kind === 'vital'
          ? reading.vital === parameter && !isOnlySettling(reading.flags)
            ? reading.value
            : null
          : readCuff(reading, parameter)
      if (value !== null) yield value
    }
  }
}

/** What a cuff reading says of this parameter; null for nothing, and for what was taken before the session. */
export function readCuff(reading: NibpReading, parameter: VitalId): number | null {
  if (reading.existing) return null
  return isPressure(parameter) ? reading[parameter] : null
}

function riseOf(value: number, parameter: VitalId, baseline: Baseline | undefined): number | null {
  if (!baseline || (parameter !== 'systolic' && parameter !== 'diastolic')) return null
  return value - baseline[parameter]
}
