import type { Reading } from '../reading.ts'
import type { Session } from '../session/types.ts'
import { type Instant, SECOND_MS } from '../time.ts'

/** A stretch without values. */
export interface ReportGap {
  readonly what: 'SpO2' | 'pulse' | 'monitoring'
  readonly from: Instant
  readonly to: Instant
  readonly cause: string
}

/** Shorter interruptions of a stream are not listed (plausibility rules, 9: lines are cut after 10 s). */
const GAP_MS = 10 * SECOND_MS

/** Where SpO2 or pulse were not measured for more than 10 s, and where Vigil itself did not run. */
export function findGaps(session: Session, readings: readonly Reading[], end: Instant): readonly ReportGap[] {
  const gaps: ReportGap[] = session.gaps.map(({ from, to, cause }) => ({
    what: 'monitoring',
    from,
    to,
    cause,
  }))
  for (const [vital, what] of [
    ['spo2', 'SpO2'],
    ['pulseRate', 'pulse'],
  ] as const) {
    const stream = readings.filter(reading => reading.kind === 'vital' && reading.vital === vital)
    let last: Instant | null = null
    for (const reading of stream) {
      if (reading.validity === 'invalid') continue
      if (last && reading.takenAt.monoMs - last.monoMs > GAP_MS)
        gaps.push({ what, from: last, to: reading.takenAt, cause: 'no value' })
      last = reading.takenAt
    }
    if (last && end.monoMs - last.monoMs > GAP_MS) gaps.push({ what, from: last, to: end, cause: 'no value' })
  }
  return gaps.toSorted((a, b) => a.from.monoMs - b.from.monoMs)
}
