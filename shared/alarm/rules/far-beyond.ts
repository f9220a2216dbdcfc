import { isFarBeyond, type LimitRow } from '../../limits.ts'
import type { Doubt } from '../input.ts'
import { lengthOf, type Run } from '../runs.ts'
import { runDelay } from './doubt.ts'

/**
 * AR-19, far beyond does not wait: what a sample makes of the run of values far past the HIGH limit. An SpO2 15 points or
 * more below it (70 or less as shipped) for 3 s is HIGH at once, without that level's delay ("rapid desaturation"). It is
 * held by AR-8 and cleared by AR-3 as ever. There is none for pulse: no figure kept quiet sessions quiet.
 */
export function runFar(
  run: Run | null,
  row: LimitRow,
  value: number,
  doubt: Doubt | null,
  atMs: number,
): Run | null {
  return row.far ? runDelay(run, isFarBeyond(row, value), doubt, atMs) : null
}

/** Has it lasted long enough, the last sample of it being told now? */
export function isFarLongEnough(run: Run | null, row: LimitRow, atMs: number): boolean {
  return row.far !== undefined && run !== null && run.lastMs === atMs && lengthOf(run) >= row.far.forMs
}
