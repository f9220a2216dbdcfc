import { MINUTE_MS } from '../time.ts'
import { passedMs } from './elapsed.ts'
import type { GapRecord, Session } from './types.ts'

/**
 * The time of a session as it really passed, counted from one moment (T0, or the opening), by what people have said of its gaps.
 * Axes, minutes and everything that is grouped by time stand on it; the record stays on the monotonic line (`elapsed.ts`).
 */
export interface Line {
  /** ms that really passed from zero to this moment on the monotonic line; negative before zero. */
  readonly at: (monoMs: number) => number
  /** The moment on the monotonic line so many ms after zero; within a gap, in its share of it. */
  readonly momentAt: (passedMs: number) => number
  /** Two moments on the monotonic line as ms from zero, so far apart as they really were, even where it stood still. */
  readonly span: (fromMonoMs: number, toMonoMs: number) => Span
  /** Vigil did not run at some time between two moments, however little of the line that was: nothing is joined over it. */
  readonly isCut: (fromMonoMs: number, toMonoMs: number) => boolean
}

/** ms from zero; `toMs` not before `fromMs`. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

export function lineFrom(session: Pick<Session, 'gaps'>, zeroMs: number): Line {
  const { gaps } = session
  const isStraight = gaps.every(({ lengthMin }) => lengthMin === undefined)
  const at = isStraight
    ? (monoMs: number) => monoMs - zeroMs
    : (monoMs: number) => (monoMs === zeroMs ? 0 : passedMs(session, zeroMs, monoMs))
  return {
    at,
    momentAt: passed => momentAt(gaps, zeroMs, passed),
    span: (fromMonoMs, toMonoMs) => {
      const fromMs = at(fromMonoMs)
      return { fromMs, toMs: fromMs + passedMs(session, fromMonoMs, toMonoMs) }
    },
    isCut: (fromMonoMs, toMonoMs) =>
      gaps.some(({ from, to }) => from.monoMs >= fromMonoMs && to.monoMs <= toMonoMs),
  }
}

/** Without a gap that anybody has put right, and counted from the beginning of the monotonic line. */
export const straightLine = lineFrom({ gaps: [] }, 0)

function momentAt(gaps: readonly GapRecord[], zeroMs: number, passed: number): number {
  if (passed < 0) {
    const before = gaps.filter(({ from }) => from.monoMs < zeroMs)
    const stretches = before.toReversed().map(gap => {
      const toMs = Math.min(gap.to.monoMs, zeroMs)
      return stretch(gap, zeroMs - toMs, toMs - gap.from.monoMs)
    })
    return zeroMs - walk(stretches, -passed)
  }
  const after = gaps.filter(({ from, to }) => to.monoMs > zeroMs || from.monoMs >= zeroMs)
  const stretches = after.map(gap => {
    const fromMs = Math.max(gap.from.monoMs, zeroMs)
    return stretch(gap, fromMs - zeroMs, gap.to.monoMs - fromMs)
  })
  return zeroMs + walk(stretches, passed)
}

/** A gap, or the part of it on one side of zero: how far from zero it begins on the monotonic line, what it takes of it, and what passed. */
interface Stretch {
  readonly beginsMs: number
  readonly lineMs: number
  readonly realMs: number
}

function stretch(gap: GapRecord, beginsMs: number, lineMs: number): Stretch {
  const wholeMs = gap.to.monoMs - gap.from.monoMs
  const share = wholeMs === 0 ? 1 : lineMs / wholeMs
  return { beginsMs, lineMs, realMs: gapLengthMs(gap) * share }
}

/** How far from zero on the monotonic line it is, when so much has passed; `stretches` from zero on. */
function walk(stretches: readonly Stretch[], passed: number): number {
  let walkedMs = passed
  for (const { beginsMs, lineMs, realMs } of stretches) {
    const intoMs = walkedMs - beginsMs
    if (intoMs <= 0) break
    if (intoMs < realMs) return beginsMs + (intoMs * lineMs) / realMs
    walkedMs += lineMs - realMs
  }
  return walkedMs
}

/** How long a gap was as far as it is known, ms: what a person said of it, else what the line counts. */
function gapLengthMs({ from, to, lengthMin }: GapRecord): number {
  return lengthMin === undefined ? to.monoMs - from.monoMs : lengthMin * MINUTE_MS
}
