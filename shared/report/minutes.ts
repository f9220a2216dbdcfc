import type { Reading, Source } from '../reading.ts'
import type { Line } from '../session/line.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { type StreamVitalId, streamVitalIds, vitalRow } from '../vitals.ts'

/** A streamed vital sign in one minute. The median is the lower one of an even count: a value that was measured. */
export interface MinuteValue {
  readonly median: number
  readonly min: number
  readonly max: number
  readonly questionable: boolean
}

export interface MinuteRow {
  /** Whole minutes that passed from zero; the row covers the minute, or the step of minutes, that begins there. */
  readonly minute: number
  readonly at: Instant
  /** Those that were measured in it. */
  readonly values: Readonly<Partial<Record<StreamVitalId, MinuteValue>>>
  readonly origins: readonly Source['origin'][]
  /** Some value was entered after newer ones (AR-16). */
  readonly enteredLate: boolean
  /** Nobody has confirmed that it was this patient (AR-23). */
  readonly unconfirmed?: true
}

interface Gathered {
  readonly values: Map<StreamVitalId, { value: number; questionable: boolean }[]>
  readonly origins: Set<Source['origin']>
  enteredLate: boolean
  unconfirmed: boolean
}

/** The moment at which a minute from zero begins, by the clock of the anchor. */
export function beginOfMinute(zero: Instant, line: Line, minute: number): Instant {
  const monoMs = line.momentAt(minute * MINUTE_MS)
  return { monoMs, wallMs: zero.wallMs + monoMs - zero.monoMs }
}

/** The minute from zero in which something was taken, as it really passed: over a gap too. */
export function minuteOf(line: Line, { monoMs }: Instant): number {
  return Math.floor(line.at(monoMs) / MINUTE_MS)
}

/**
 * Streamed vital signs by minute, or by so many minutes as a step has: median, lowest, highest. Minutes without any value have no
 * row.
 *
 * @param line counted from `zero`
 */
export function perMinute(
  readings: readonly Reading[],
  zero: Instant,
  line: Line,
  isForeign: (reading: Reading) => boolean = () => false,
  stepMin = 1,
): readonly MinuteRow[] {
  const minutes = new Map<number, Gathered>()
  for (const reading of readings) {
    if (reading.kind !== 'vital' || reading.value === null || reading.validity === 'invalid') continue
    if (reading.existing) continue
    if (!vitalRow(reading.vital).minute) continue
    const minute = Math.floor(minuteOf(line, reading.takenAt) / stepMin) * stepMin
    const gathered: Gathered = minutes.get(minute) ?? {
      values: new Map(),
      origins: new Set(),
      enteredLate: false,
      unconfirmed: false,
    }
    minutes.set(minute, gathered)
    const value = { value: reading.value, questionable: reading.validity === 'questionable' }
    const known = gathered.values.get(reading.vital)
    if (known) known.push(value)
    else gathered.values.set(reading.vital, [value])
    gathered.origins.add(reading.source.origin)
    if (reading.flags.includes('enteredLate')) gathered.enteredLate = true
    if (isForeign(reading)) gathered.unconfirmed = true
  }
  return [...minutes]
    .toSorted(([a], [b]) => a - b)
    .map(([minute, { values, origins, enteredLate, unconfirmed }]) => ({
      minute,
      at: beginOfMinute(zero, line, minute),
      values: Object.fromEntries(
        streamVitalIds.flatMap(vital => {
          const summary = summarise(values.get(vital) ?? [])
          return summary ? [[vital, summary]] : []
        }),
      ),
      origins: [...origins],
      enteredLate,
      ...(unconfirmed ? { unconfirmed } : {}),
    }))
}

export function summarise(values: readonly { value: number; questionable: boolean }[]): MinuteValue | null {
  if (values.length === 0) return null
  const sorted = values.map(({ value }) => value).toSorted((a, b) => a - b)
  return {
    median: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    min: sorted[0] ?? 0,
    max: sorted.at(-1) ?? 0,
    questionable: values.some(({ questionable }) => questionable),
  }
}
