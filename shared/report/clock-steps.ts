import { passedMs } from '../session/elapsed.ts'
import type { Session } from '../session/types.ts'
import type { Instant } from '../time.ts'
import type { LogEntry } from '../views.ts'
import type { ReportWords } from '../words/report.ts'
import { clockTime, dateOf, duration, fromZero } from './times.ts'

/** The computer's clock was set during the session (AR-14, AR-22): what it said just before, and then. */
export interface ClockStep {
  readonly at: Instant
  readonly saidMs: number
  readonly thenMs: number
}

/** @param log as it was recorded, with the computer's own times */
export function findClockSteps(log: readonly LogEntry[]): readonly ClockStep[] {
  return log.flatMap(({ at, entry }) =>
    entry.event === 'session' && entry.kind === 'clock'
      ? [{ at, saidMs: at.wallMs - entry.stepMs, thenMs: at.wallMs }]
      : [],
  )
}

/** 'set back by 40 s at 20:12 from T0: it said 09:20:12, then 09:19:32' */
export function describeClockStep(
  { at, saidMs, thenMs }: ClockStep,
  { session, zero, utcOffsetMin }: Omit<Printed, 'clockSteps'>,
  words: ReportWords,
): string {
  const isNear = dateOf(saidMs, utcOffsetMin) === dateOf(thenMs, utcOffsetMin)
  const said = (ms: number) =>
    isNear ? clockTime(ms, utcOffsetMin) : `${dateOf(ms, utcOffsetMin)} ${clockTime(ms, utcOffsetMin)}`
  const length = duration(Math.abs(thenMs - saidMs))
  return words.report.clockStep(
    thenMs < saidMs,
    length,
    fromZero(passedMs(session, zero.monoMs, at.monoMs)),
    said(saidMs),
    said(thenMs),
  )
}

interface Printed {
  readonly clockSteps: readonly ClockStep[]
  readonly session: Pick<Session, 'gaps'>
  readonly zero: Instant
  readonly utcOffsetMin: number
}

/** What an entry of the record says of a step of the clock, with both times; null for every other entry. */
export function sayClockStep(printed: Printed, { at, entry }: LogEntry, words: ReportWords): string | null {
  if (entry.event !== 'session' || entry.kind !== 'clock') return null
  const step = printed.clockSteps.find(one => one.at.monoMs === at.monoMs)
  return step ? words.report.clockEvent(describeClockStep(step, printed, words)) : null
}
