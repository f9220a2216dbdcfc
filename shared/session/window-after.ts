import { MINUTE_MS } from '../time.ts'
import { lineFrom } from './line.ts'
import type { AskedAfter, DueItem, Session } from './types.ts'

/** When something is to be measured, on the monotonic line. */
export type Window = Pick<DueItem, 'targetMonoMs' | 'fromMonoMs' | 'toMonoMs'>

/**
 * The window of what is asked for so long after a moment, each edge where it really lies by what people have said of the gaps since.
 *
 * @param toleranceMin to both sides of the target
 */
export function windowAfter(
  session: Pick<Session, 'gaps'>,
  { fromMonoMs, afterMin }: AskedAfter,
  toleranceMin: number,
): Window {
  const line = lineFrom(session, fromMonoMs)
  const at = (min: number) => Math.round(line.momentAt(min * MINUTE_MS))
  return {
    targetMonoMs: at(afterMin),
    fromMonoMs: at(afterMin - toleranceMin),
    toMonoMs: at(afterMin + toleranceMin),
  }
}
