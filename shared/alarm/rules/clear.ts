import type { LevelTrack } from '../state.ts'

/**
 * AR-3, clear. A held level ends when its values have been at or past the clear level for `clearForMs` (10 s for streams,
 * 0 for cuff readings: the next one decides). Age never ends an alarm: only a value does.
 */
export function clearTrack(track: LevelTrack, clear: boolean, atMs: number, clearForMs: number): LevelTrack {
  if (!track.held || !clear) return track.clearSince === null ? track : { ...track, clearSince: null }
  const clearSince = track.clearSince ?? atMs
  if (atMs - clearSince >= clearForMs) return { ...track, held: false, clearSince: null }
  return { ...track, clearSince }
}
