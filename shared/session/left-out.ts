import type { AlarmInput } from '../alarm/input.ts'
import { type Instant, SECOND_MS } from '../time.ts'
import type { StreamVitalId } from '../vitals.ts'
import type { RoomState, VitalTrack } from './room-state.ts'

/** The slowest stream of a monitor that Vigil knows has a value every 5 s. */
const LEFT_OUT_AFTER_MS = 10 * SECOND_MS

/**
 * A monitor that goes on speaking but has left a vital sign out has no value of it, whether or not it says so: a module
 * that was pulled out must be missed like a sensor that fell off (AR-7). So must SpO2 whose oximeter the room has no more,
 * since it was taken away or the session has moved.
 */
export function findLeftOut(state: RoomState, now: Instant): readonly AlarmInput[] {
  // After a restart every device is taken for heard: only a frame of its own tells that it speaks.
  const resumedMs = state.session.gaps.at(-1)?.to.monoMs ?? Number.NEGATIVE_INFINITY
  const tracks = Object.entries(state.vitals) as [StreamVitalId, VitalTrack][]
  const missing = isOximeterGone(state, now) ? [{ kind: 'vital', vital: 'spo2', value: null } as const] : []
  const leftOut = tracks.flatMap(([vital, { at, source, value, spot }]) => {
    if (spot || source.origin === 'manual' || value === null) return []
    if (now.monoMs - at.monoMs < LEFT_OUT_AFTER_MS) return []
    const heard = state.alarm.devices[source.id]?.lastFrameMonoMs
    if (heard === undefined || heard <= resumedMs || now.monoMs - heard >= LEFT_OUT_AFTER_MS) return []
    return [{ kind: 'vital', vital, value: null } as const]
  })
  return [...missing, ...leftOut]
}

/** SpO2 was watched, and no monitor of this room has told of it, nor has a person. */
function isOximeterGone({ alarm, vitals: { spo2 } }: RoomState, now: Instant): boolean {
  if (!alarm.streams.spo2) return false
  if (!spo2) return true
  const isStream = !spo2.spot && spo2.source.origin !== 'manual'
  return isStream && !alarm.devices[spo2.source.id] && now.monoMs - spo2.at.monoMs >= LEFT_OUT_AFTER_MS
}
