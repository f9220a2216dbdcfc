import type { Instant } from '../../time.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import { passOver } from '../presence.ts'
import type { AlarmState, LevelTrack, TrendTrack } from '../state.ts'

/**
 * AR-13, start and restart. Conditions, acknowledgements, latches, limits and the audio pause come back as they were
 * stored. Links get their full time to speak again before they are called lost; streams that were silent for more than
 * 10 s start their timers afresh by AR-1, and so do all after a gap that nobody knows the length of (AR-22).
 */
export function restart(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind !== 'resumed') return unchanged(state)
  const devices = mapValues(state.devices, ({ goneFromMs: _gone, presence, ...device }) => ({
    ...device,
    lastFrameMonoMs: now.monoMs,
    goneSinceMonoMs: null,
    // Time in which Vigil did not run does not count (AR-20).
    ...(presence ? { presence: passOver(presence, now.monoMs) } : {}),
  }))
  const { unsureFromMonoMs: fromMonoMs } = input
  if (fromMonoMs === undefined) return unchanged({ ...state, devices })
  return unchanged({
    ...state,
    devices,
    unsureGaps: [...(state.unsureGaps ?? []), { fromMonoMs, toMonoMs: now.monoMs }],
    streams: mapValues(state.streams, stream => ({ ...stream, isBeforeGap: true as const })),
    tracks: mapValues(state.tracks, levels => mapValues(levels, withoutTimers)),
    trends: mapValues(
      state.trends,
      (trend): TrendTrack => ({
        ...trend,
        off: null,
        back: null,
        // What was usual before it has no known age.
        bins: [],
      }),
    ),
  })
}

/** AR-18's sum stays: gaps do not reset it. */
function withoutTimers({ far: _far, ...track }: LevelTrack): LevelTrack {
  return { ...track, beyond: null, clear: null, calm: null }
}

function mapValues<K extends string, T, U>(
  record: Readonly<Partial<Record<K, T>>>,
  change: (value: T) => U,
): Record<K, U> {
  const entries = Object.entries(record) as [K, T][]
  return Object.fromEntries(entries.map(([key, value]) => [key, change(value)])) as Record<K, U>
}
