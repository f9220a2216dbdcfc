import { SECOND_MS } from '../../time.ts'
import type { Doubt } from '../input.ts'
import { extendRun, lengthOf, type Run } from '../runs.ts'
import type { LevelTrack } from '../state.ts'

/** After so long at the clear level a level ends even if every value of it was doubtful … */
const DOUBTFUL_END_MS = 60 * SECOND_MS
/** … and the record says that. */
export const ENDED_DOUBTFUL = 'ended, doubtful'

/**
 * AR-17, doubt does not reassure: what a sample makes of a running delay. Beyond the limit a doubtful sample counts as any
 * other. Inside it, a doubtful one is as good as none: it neither counts nor resets, and after more than 10 s without a
 * sample that counts, the next one starts the timer afresh.
 */
export function runDelay(run: Run | null, isBeyond: boolean, doubt: Doubt | null, atMs: number): Run | null {
  if (isBeyond) return extendRun(run, atMs)
  return doubt ? run : null
}

/**
 * AR-17 and AR-3: what a sample makes of a level that holds. Its clear begins and ends with valid samples; a doubtful one
 * inside the limit neither counts nor resets. A sensor that has just come on is no doubt here. A minute of samples at the
 * clear level ends the level too, doubtful as they are.
 *
 * @param at where the sample lies: past the limit, at or past the clear level, or between them
 */
export function runClear(
  track: Pick<LevelTrack, 'clear' | 'calm'>,
  at: 'beyond' | 'between' | 'clear',
  doubt: Doubt | null,
  atMs: number,
): Pick<LevelTrack, 'clear' | 'calm'> {
  if (at === 'clear')
    return {
      clear: doubt === 'questionable' ? track.clear : extendRun(track.clear, atMs),
      calm: extendRun(track.calm, atMs),
    }
  return { clear: at === 'between' && doubt === 'questionable' ? track.clear : null, calm: null }
}

/** Has a minute at the clear level passed, none of it sure enough to end the level by AR-3? */
export function endsDoubtful({ calm }: Pick<LevelTrack, 'calm'>): boolean {
  return calm !== null && lengthOf(calm) >= DOUBTFUL_END_MS
}
