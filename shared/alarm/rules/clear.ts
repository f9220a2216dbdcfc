import type { Doubt } from '../input.ts'
import { lengthOf } from '../runs.ts'
import type { LevelTrack } from '../state.ts'
import { endsDoubtful, runClear } from './doubt.ts'

export interface Cleared {
  readonly track: LevelTrack
  /** The level has ended with this sample: by values that are sure, or by a minute of doubtful ones (AR-17). */
  readonly ended?: 'sure' | 'doubtful'
}

/**
 * AR-3, clear. A held level ends when its values have been at or past the clear level for `clearForMs` (10 s for streams,
 * 0 for cuff readings: the next one decides). Age never ends an alarm: only a value does.
 */
export function clearTrack(
  track: LevelTrack,
  at: 'beyond' | 'between' | 'clear',
  doubt: Doubt | null,
  atMs: number,
  clearForMs: number,
): Cleared {
  if (!track.held) return { track: still(track) }
  const runs = runClear(track, at, doubt, atMs)
  const isSure = at === 'clear' && doubt !== 'questionable'
  if (isSure && runs.clear && lengthOf(runs.clear) >= clearForMs) return { track: over(track), ended: 'sure' }
  if (at === 'clear' && endsDoubtful(runs)) return { track: over(track), ended: 'doubtful' }
  return { track: { ...track, ...runs } }
}

function still(track: LevelTrack): LevelTrack {
  return track.clear === null && track.calm === null ? track : { ...track, clear: null, calm: null }
}

function over(track: LevelTrack): LevelTrack {
  return { ...track, held: false, clear: null, calm: null }
}
