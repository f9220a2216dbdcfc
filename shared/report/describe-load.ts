import { priorities } from '../alarm/ids.ts'
import { MINUTE_MS } from '../time.ts'
import type { Words } from '../words/index.ts'
import type { AlarmLoad, LoadFigures } from './load.ts'
import { duration } from './times.ts'

/** '7 alarms in 2 h 5 min: 3.4 an hour; 4 cleared by themselves; median 22 s to acknowledge.' */
export function describeLoad({ all, monitoredMs }: AlarmLoad, words: Words): string {
  const monitored = describeMonitored(monitoredMs)
  const active = all.count - all.ended
  const parts = [
    ...(all.count === 0 || all.perHour === null ? [] : [words.load.perHour(all.perHour.toFixed(1))]),
    ...(all.ended === 0 ? [] : [words.load.byThemselves(all.byThemselves)]),
    ...(active === 0 ? [] : [words.load.active(active)]),
    ...(all.count === 0
      ? []
      : [all.answerS ? words.load.answer(duration(all.answerS.median * 1000)) : words.load.unanswered]),
    ...(all.withheld === 0 ? [] : [words.load.withheld(all.withheld)]),
  ]
  const subject = all.count === 0 ? words.load.none(monitored) : words.load.alarms(all.count, monitored)
  return `${subject}${parts.length === 0 ? '' : `: ${parts.join('; ')}`}.`
}

/** The figures of one alarm, or of all, as the cells of a table. */
export function describeFigures(figures: LoadFigures, words: Words) {
  const { count, byPriority, perHour, acknowledged, answerS, ended, byThemselves, byThemselvesShare } =
    figures
  return {
    count: String(count),
    byPriority: describePriorities(byPriority, words) || words.load.nothing,
    perHour: perHour === null ? words.load.nothing : perHour.toFixed(1),
    acknowledged: count === 0 ? words.load.nothing : words.load.of(acknowledged, count),
    answer: answerS === null ? words.load.nothing : describeAnswer(answerS),
    byThemselves:
      byThemselvesShare === null
        ? words.load.nothing
        : `${words.load.of(byThemselves, ended)} (${Math.round(byThemselvesShare * 100)} %)`,
    active: count === 0 ? words.load.nothing : duration(figures.activeMs),
    notes: describeNotes(figures, words) || words.load.nothing,
  }
}

/** '2 HIGH, 1 LOW' */
function describePriorities(byPriority: LoadFigures['byPriority'], words: Words): string {
  return priorities
    .toReversed()
    .filter(priority => byPriority[priority] > 0)
    .map(priority => `${byPriority[priority]}\u00a0${words.priorities[priority]}`)
    .join(', ')
}

function describeAnswer({ median, longest }: NonNullable<LoadFigures['answerS']>): string {
  const shortly = duration(median * 1000)
  return longest === median ? shortly : `${shortly} (${duration(longest * 1000)})`
}

function describeNotes({ reAlarms, heldBack, withheld }: LoadFigures, words: Words): string {
  return [
    reAlarms === 0 ? '' : words.load.reAlarms(reAlarms),
    heldBack === 0 ? '' : words.load.heldBack(heldBack),
    withheld === 0 ? '' : words.load.withheld(withheld),
  ]
    .filter(Boolean)
    .join('; ')
}

/** Seconds matter only in the first ten minutes. */
function describeMonitored(ms: number): string {
  if (ms < 10 * MINUTE_MS) return duration(ms)
  const minutes = Math.round(ms / MINUTE_MS)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
