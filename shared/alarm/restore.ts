import type { Limits } from '../limits.ts'
import type { AlarmId, LimitAlarmId, Priority } from './ids.ts'
import { type AlarmState, type LastCuff, type LevelTrack, startAlarms } from './state.ts'

/** A stored state with what earlier versions did not know yet, under these limits. */
export function restoreAlarms(stored: AlarmState, limits: Limits): AlarmState {
  const fresh = startAlarms(limits)
  // Until AR-16 the time received stood for the time taken.
  const known = stored.lastCuff as (LastCuff & { readonly receivedMonoMs?: number }) | null
  const lastCuff = known && { ...known, takenMonoMs: known.takenMonoMs ?? known.receivedMonoMs ?? 0 }
  return {
    ...fresh,
    ...stored,
    limits,
    lastCuff,
    newestCuffMonoMs: stored.newestCuffMonoMs ?? lastCuff?.takenMonoMs ?? null,
    audio: { ...fresh.audio, ...stored.audio },
    tracks: restoreTracks(stored, limits),
    ...numberOccurrences(stored),
  }
}

/** A level that is latched and the condition it fell from, which began together, are one occurrence. */
function numberOccurrences({ occurrences = 0, conditions, latched }: AlarmState) {
  let newest = occurrences
  const given = new Map<string, number>()
  const numberOf = (alarm: string, deviceId: string | undefined, sinceMs: number) => {
    const key = `${alarm} ${deviceId ?? ''} ${sinceMs}`
    const number = given.get(key) ?? newest + 1
    newest = Math.max(newest, number)
    given.set(key, number)
    return number
  }
  const first = { call: 1 }
  return {
    conditions: conditions.map(one => ({
      ...first,
      ...one,
      occurrence: one.occurrence ?? numberOf(one.alarm, one.deviceId, one.since.monoMs),
      unansweredSinceMonoMs: one.unansweredSinceMonoMs ?? one.since.monoMs,
    })),
    latched: latched.map(one => ({
      ...first,
      ...one,
      occurrence: one.occurrence ?? numberOf(one.alarm, undefined, one.since.monoMs),
    })),
    occurrences: newest,
  }
}

/** A level as it was stored before AR-17: a timer was no more than its beginning. */
interface OldTrack {
  readonly held: boolean
  readonly beyondSince: number | null
  readonly clearSince: number | null
}

/** The levels of every alarm as this version keeps them. */
function restoreTracks({ tracks, streams }: AlarmState, limits: Limits): AlarmState['tracks'] {
  const taken: Partial<Record<AlarmId, Partial<Record<Priority, LevelTrack>>>> = {}
  for (const [alarm, levels] of Object.entries(tracks) as [LimitAlarmId, Record<string, LevelTrack>][]) {
    const lastMs = streams[limits[alarm].parameter]?.lastValidMonoMs ?? null
    taken[alarm] = Object.fromEntries(
      Object.entries(levels).map(([priority, track]) => [priority, restoreTrack(track, lastMs)]),
    )
  }
  return taken
}

function restoreTrack(track: LevelTrack | OldTrack, lastMs: number | null): LevelTrack {
  if (!('beyondSince' in track)) return track
  const { held, beyondSince, clearSince } = track
  const since = (sinceMs: number | null) =>
    sinceMs === null ? null : { sinceMs, lastMs: Math.max(sinceMs, lastMs ?? sinceMs) }
  return { held, beyond: since(beyondSince), clear: since(clearSince), calm: since(clearSince) }
}
