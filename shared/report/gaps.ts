import type { Reading } from '../reading.ts'
import { elapsedMs } from '../session/elapsed.ts'
import type { GapRecord, Session } from '../session/types.ts'
import { type Instant, SECOND_MS } from '../time.ts'
import type { ReportWords } from '../words/report.ts'

/** A stretch without values. */
export interface ReportGap {
  readonly what: 'SpO2' | 'pulse' | 'monitoring'
  readonly from: Instant
  readonly to: Instant
  readonly cause: GapCause
}

/** Why there are none: Vigil did not run, or nothing came. */
export type GapCause =
  | { readonly kind: 'stopped'; readonly gap: GapRecord }
  | { readonly kind: 'neverMeasured' | 'noValue' }

/** Shorter interruptions of a stream are not listed (plausibility rules, 9: lines are cut after 10 s). */
const GAP_MS = 10 * SECOND_MS

/**
 * Where SpO2 or pulse were not measured for more than 10 s, and where Vigil itself did not run. A stream is expected from
 * T0 on, or from its first value if that came earlier. A typed value is a spot check: it closes no gap.
 */
export function findGaps(session: Session, readings: readonly Reading[], end: Instant): readonly ReportGap[] {
  const stopped = session.gaps.map((gap): ReportGap => {
    const { from, to } = gap
    return { what: 'monitoring', from, to, cause: { kind: 'stopped', gap } }
  })
  const silent = [...findSilence('spo2', 'SpO2'), ...findSilence('pulseRate', 'pulse')]
  return [...stopped, ...silent].toSorted((a, b) => a.from.monoMs - b.from.monoMs)

  function findSilence(vital: 'spo2' | 'pulseRate', what: ReportGap['what']): readonly ReportGap[] {
    const times = readings.flatMap(reading =>
      reading.kind === 'vital' &&
      reading.vital === vital &&
      reading.validity !== 'invalid' &&
      reading.source.origin !== 'manual'
        ? [reading.takenAt]
        : [],
    )
    const gaps: ReportGap[] = []
    let last = session.t0 ?? null
    const first = times[0]
    if (first && (last === null || first.monoMs < last.monoMs)) last = first
    for (const at of [...times, end]) {
      if (last && elapsedMs(session, last, at) > GAP_MS)
        gaps.push({
          what,
          from: last,
          to: at,
          cause: { kind: times.length === 0 ? 'neverMeasured' : 'noValue' },
        })
      last = at
    }
    return gaps
  }
}

/** Why there are no values, with what people said of it. */
export function sayGapCause({ cause }: Pick<ReportGap, 'cause'>, words: ReportWords): string {
  const { gapCauses: said } = words.report
  if (cause.kind !== 'stopped') return said[cause.kind]
  const { cause: why, byWallMs, lengthMin, confirmed, corrections = [] } = cause.gap
  return [
    said[why],
    byWallMs !== undefined && lengthMin === undefined && words.report.byWall,
    lengthMin !== undefined && words.report.lasted(lengthMin),
    ...corrections.map(one => words.report.gapCorrected(one.lengthMin ?? null, one.by, one.reason)),
    confirmed ? said.samePatient(confirmed.by) : words.report.unsure,
  ]
    .filter(Boolean)
    .join('; ')
}
