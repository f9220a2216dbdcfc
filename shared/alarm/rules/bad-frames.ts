import { type Instant, SECOND_MS } from '../../time.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import type { AlarmState, FrameCount } from '../state.ts'
import { settle } from './level-change.ts'

/** Frames are looked at over so long … */
const COUNTED_MS = 30 * SECOND_MS
/** … with a note of the counts so often. */
const NOTE_EVERY_MS = 5 * SECOND_MS
/** More than this share of bad frames is an alarm (plausibility rules, 2.1). */
const BAD_SHARE = 0.05
/** A single bad frame of a monitor that sends few is none yet. */
const BAD_AT_LEAST = 2

/**
 * A line on which more than 5 % of the frames of the last 30 s were bad is LOW `link-noisy`: values still come, but the
 * cable or its settings want a look. Ends when the share is back at 5 % or less, or when the link is lost.
 */
export function badFrames(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind !== 'counts') return unchanged(state)
  const { deviceId, good, bad } = input
  const device = state.devices[deviceId]
  if (!device) return unchanged(state)
  const count: FrameCount = { atMonoMs: now.monoMs, good, bad }
  const counts = addCount(device.counts ?? [], count)
  const next = { ...state, devices: { ...state.devices, [deviceId]: { ...device, counts } } }
  const first = counts[0] ?? count
  const badNow = bad - first.bad
  const noisy = badNow >= BAD_AT_LEAST && badNow > BAD_SHARE * (badNow + good - first.good)
  const detail = noisy ? { detail: device.label } : {}
  return settle(
    next,
    { alarm: 'link-noisy', deviceId, priority: noisy ? 'low' : null, value: null, limit: null, ...detail },
    now,
  )
}

/** Counts that have fallen are those of a line opened anew. */
function addCount(counts: readonly FrameCount[], count: FrameCount): readonly FrameCount[] {
  const last = counts.at(-1)
  if (last && (count.good < last.good || count.bad < last.bad))
    return [{ atMonoMs: count.atMonoMs, good: 0, bad: 0 }]
  const recent = counts.filter(({ atMonoMs }) => count.atMonoMs - atMonoMs <= COUNTED_MS)
  const newest = recent.at(-1)
  return newest && count.atMonoMs - newest.atMonoMs < NOTE_EVERY_MS ? recent : [...recent, count]
}
