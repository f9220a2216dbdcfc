import { isPressureAlarm, outranks } from '../alarm/ids.ts'
import { SECOND_MS } from '../time.ts'
import type { Acknowledgement, AlarmEpisode, Outcome } from './episodes.ts'

/** One press answers each cause by itself: by the same person within moments. */
const ONE_PRESS_MS = 3 * SECOND_MS

/**
 * The episodes as people met them: pressure alarms at the same time were one alarm with several causes, from the first that began to
 * the last that ended. Others are left as they are, in the order in which they began. What was hidden is never one with what was seen.
 */
export function mergeReadings(episodes: readonly AlarmEpisode[]): readonly AlarmEpisode[] {
  const merged: AlarmEpisode[] = []
  for (const episode of episodes.toSorted((a, b) => a.start.monoMs - b.start.monoMs)) {
    const index = isPressureAlarm(episode.alarm)
      ? merged.findLastIndex(
          other =>
            isPressureAlarm(other.alarm) &&
            (other.withheld === null) === (episode.withheld === null) &&
            (other.end === null || other.end.monoMs > episode.start.monoMs),
        )
      : -1
    const known = merged[index]
    if (known) merged[index] = mergeTwo(known, episode)
    else merged.push(episode)
  }
  return merged
}

function mergeTwo(a: AlarmEpisode, b: AlarmEpisode): AlarmEpisode {
  const lead = outranks(b.priority, a.priority) ? b : a
  return {
    ...lead,
    start: a.start,
    end: a.end === null || b.end === null ? null : a.end.monoMs >= b.end.monoMs ? a.end : b.end,
    acknowledgements: mergePresses([...a.acknowledgements, ...b.acknowledgements]),
    reAlarms: Math.max(a.reAlarms, b.reAlarms),
    latched: a.latched || b.latched,
    outcome: mergeOutcomes(a.outcome, b.outcome),
    seqs: [...a.seqs, ...b.seqs],
  }
}

function mergePresses(all: readonly Acknowledgement[]): readonly Acknowledgement[] {
  const presses: Acknowledgement[] = []
  for (const one of all.toSorted((a, b) => a.at.monoMs - b.at.monoMs)) {
    const last = presses.at(-1)
    const isSame = last?.by === one.by && one.at.monoMs - last.at.monoMs <= ONE_PRESS_MS
    // It called last when its newest cause did.
    if (last && isSame) presses[presses.length - 1] = { ...last, afterS: Math.min(last.afterS, one.afterS) }
    else presses.push(one)
  }
  return presses
}

/** It goes on while a cause does; it was answered when one was, and ended by itself only when all did. */
function mergeOutcomes(a: Outcome, b: Outcome): Outcome {
  for (const outcome of ['active', 'acknowledged', 'otherwise'] as const)
    if (a === outcome || b === outcome) return outcome
  return 'byItself'
}
