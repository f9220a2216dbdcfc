import { priorities } from '../alarm/ids.ts'
import { MINUTE_MS } from '../time.ts'
import { english as words } from '../words/en/index.ts'
import type { AlarmLoad, LoadFigures } from './load.ts'
import { duration } from './times.ts'

const said = words.load

/** '7 alarms in 2 h 5 min: 3.4 an hour; 4 cleared by themselves; median 22 s to acknowledge.' */
export function describeLoad({ all, monitoredMs }: AlarmLoad): string {
  const monitored = describeMonitored(monitoredMs)
  const active = all.count - all.ended
  const parts = [
    ...(all.count === 0 || all.perHour === null ? [] : [said.perHour(all.perHour.toFixed(1))]),
    ...(all.ended === 0 ? [] : [said.byThemselves(all.byThemselves)]),
    ...(active === 0 ? [] : [said.active(active)]),
    ...(all.count === 0
      ? []
      : [all.answerS ? said.answer(duration(all.answerS.median * 1000)) : said.unanswered]),
    ...(all.withheld === 0 ? [] : [said.withheld(all.withheld)]),
  ]
  const subject = all.count === 0 ? said.none(monitored) : said.alarms(all.count, monitored)
  return `${subject}${parts.length === 0 ? '' : `: ${parts.join('; ')}`}.`
}

/** The figures of one alarm, or of all, as the cells of a table. */
export function describeFigures(figures: LoadFigures) {
  const { count, byPriority, perHour, acknowledged, answerS, ended, byThemselves, byThemselvesShare } =
    figures
  return {
    count: String(count),
    byPriority: describePriorities(byPriority) || said.nothing,
    perHour: perHour === null ? said.nothing : perHour.toFixed(1),
    acknowledged: count === 0 ? said.nothing : said.of(acknowledged, count),
    answer: answerS === null ? said.nothing : describeAnswer(answerS),
    byThemselves:
      byThemselvesShare === null
        ? said.nothing
        : `${said.of(byThemselves, ended)} (${Math.round(byThemselvesShare * 100)} %)`,
    active: count === 0 ? said.nothing : duration(figures.activeMs),
    notes: describeNotes(figures) || said.nothing,
  }
}

/** '2 HIGH, 1 LOW' */
function describePriorities(byPriority: LoadFigures['byPriority']): string {
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

function describeNotes({ reAlarms, heldBack, withheld }: LoadFigures): string {
  return [
    reAlarms === 0 ? '' : said.reAlarms(reAlarms),
    heldBack === 0 ? '' : said.heldBack(heldBack),
    withheld === 0 ? '' : said.withheld(withheld),
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
