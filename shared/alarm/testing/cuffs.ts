import fc from 'fast-check'
import type { NibpReading } from '../../reading.ts'

/* Cuff readings of random stories: of now, of before, typed, told again. */

export interface Pressures {
  readonly systolic: number
  readonly diastolic: number
  readonly mean: number | null
  readonly status: string
  readonly isOdd: boolean
}

export const pressures = fc.record({
  systolic: fc.constantFrom(74, 79, 80, 85, 89, 90, 95, 124, 155, 159, 160, 163, 164, 175, 180, 185, 195),
  diastolic: fc.constantFrom(44, 49, 50, 55, 76, 95, 99, 100, 101, 104, 105, 109, 110, 121),
  mean: fc.constantFrom(null, 60, 64, 65, 70, 93),
  status: fc.constantFrom('ok', 'ok', 'ok', 'ok', 'failed'),
  isOdd: fc.constantFrom(false, false, false, true),
})

/** How long ago a cuff reading was taken, and whether a person says so; `existing`: before the session. */
export interface Age {
  readonly s: number
  readonly typed: boolean
  readonly existing: boolean
}

/** Whole minutes, and less where a stream is near: what a person types of a minute ago may be half a minute old. */
export const minutes = fc.constantFrom(30, 59, 59, 60, 61, 120, 300, 900, 1200)
export const age: fc.Arbitrary<Age> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ s: 0, typed: false, existing: false }) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(1, 5, 9, 10, 30, 170, 700, 899, 901)
      .map(s => ({ s, typed: false, existing: false })),
  },
  { weight: 3, arbitrary: minutes.map(s => ({ s, typed: true, existing: false })) },
  { weight: 1, arbitrary: fc.constant({ s: 0, typed: true, existing: false }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 170).map(s => ({ s, typed: false, existing: true })) },
)

/** A reading told at `atMs`. */
export function makeReading(
  seq: number,
  atMs: number,
  { systolic, diastolic, mean, status, isOdd }: Pressures,
  { s, typed, existing }: Age,
): NibpReading {
  const at = { monoMs: atMs, wallMs: atMs }
  const takenMs = atMs - s * 1000
  const failed = status === 'failed'
  return {
    kind: 'nibp',
    sessionId: 'story',
    seq,
    at,
    takenAt: { monoMs: takenMs, wallMs: takenMs },
    source: typed
      ? { origin: 'manual', id: 'Ada', driver: 'manual' }
      : { origin: 'device', id: 'two', driver: 'story' },
    ...(existing ? { existing: true as const } : {}),
    systolic: failed ? null : systolic,
    diastolic: failed ? null : Math.min(diastolic, systolic - 10),
    mean: failed ? null : mean,
    pulseRate: null,
    status: failed ? 'failed' : 'ok',
    ...(failed ? { error: 'no pulse' } : {}),
    validity: failed ? 'invalid' : isOdd ? 'questionable' : 'valid',
    flags: [],
  }
}

/** The same reading, told at `atMs` by this device, as if taken so many seconds later (negative: earlier). */
export function tellAgain(known: NibpReading, atMs: number, shiftS: number, deviceId: string): NibpReading {
  const takenMs = Math.min(atMs, known.takenAt.monoMs + shiftS * 1000)
  return {
    ...known,
    at: { monoMs: atMs, wallMs: atMs },
    takenAt: { monoMs: takenMs, wallMs: takenMs },
    source: { ...known.source, id: deviceId },
  }
}
