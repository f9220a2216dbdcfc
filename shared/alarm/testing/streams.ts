import type { LimitRow } from '../../limits.ts'
import type { LimitAlarmId, Priority } from '../ids.ts'
import {
  type Facts,
  type History,
  isOverUnsure,
  isUnsureEnd,
  type Judged,
  lastUpTo,
  type Sample,
} from './history.ts'

/*
 * The slow model, second part: which level of a stream's alarm holds (AR-1, AR-3, AR-12, AR-17 to AR-19, AR-21). What is
 * carried along is only what a level has come to; how long a run has lasted, and how much of the past was beyond, is found
 * anew at each sample by looking back over all of them.
 */

const levels: readonly Priority[] = ['low', 'medium', 'high']
/** AR-1, AR-7, AR-17: a longer silence starts timers afresh; AR-18: and has no value. */
const GAP_MS = 10_000
/** AR-17: a minute of doubtful values at the clear level is enough. */
const DOUBTFUL_MS = 60_000
/** What a cuff imitates (AR-8). */
const heldByCuff: readonly LimitAlarmId[] = ['spo2-low', 'pulse-low']

const isPast = (side: LimitRow['side'], value: number, limit: number) =>
  side === 'high' ? value >= limit : value < limit
const isBack = (side: LimitRow['side'], value: number, clear: number) =>
  side === 'high' ? value <= clear : value >= clear

/** What a level has come to. */
interface LevelStory {
  holds: boolean
  /** AR-21: its delay ran out under a cuff, and there was no value to raise it by. */
  owes: boolean
  /** No sample before this input counts for its timers. */
  timersFrom: number
  /** No sample before this input counts for its clear: a typed value in doubt has kept it up (AR-16). */
  clearFrom: number
  /** No time before this counts for AR-18. */
  sumFromMs: number
}

/** What each input decided of one stream's alarm; null: nothing. */
export function judgeStream(facts: Facts, alarm: LimitAlarmId): readonly (Judged | null)[] {
  const { history } = facts
  const stories: Record<Priority, LevelStory> = { low: begin(), medium: begin(), high: begin() }
  const isHeldByCuff = heldByCuff.includes(alarm)
  /** The alarm stands, seen by everybody: a cuff does not hold it. */
  let isShown = false
  return history.map(({ atMs, input }, index) => {
    const row = facts.limits[index]?.[alarm]
    if (!row) return null
    const samples = facts.samples.get(row.parameter) ?? []
    const present = levels.filter(level => row.levels[level])
    const highest = () => present.findLast(level => stories[level].holds) ?? null
    const hold = facts.holds[index]
    const note = () => {
      const isHeld = isHeldByCuff && hold?.isOn === true
      isShown = highest() !== null && (isShown || !isHeld)
    }
    const last = lastUpTo(samples, index)
    let judged: Judged | null = null
    // How long the gap was nobody knows: timers begin anew.
    if (isUnsureEnd(history[index])) for (const level of present) stories[level].timersFrom = index

    if (isHeldByCuff && hold?.hasEnded) {
      const shown = inLine(samples, index)
      const isThere =
        shown?.value != null &&
        atMs - shown.atMs <= GAP_MS &&
        !(last && isOverUnsure(history, last.index, index))
      const value = isThere ? (last?.value ?? null) : null
      for (const level of present) {
        const story = stories[level]
        if (isShown && story.holds) continue
        if (value === null) {
          if (story.holds) story.owes = true
          story.holds = false
        } else if (!isPast(row.side, value, row.levels[level]?.limit ?? 0))
          Object.assign(story, begin(), { timersFrom: index, sumFromMs: atMs })
      }
      if (!isShown && value !== null) judged = { priority: highest(), value }
      note()
    }
    const moved = facts.movedLevels(index, alarm)
    if (moved.length > 0) {
      const newest = samples.findLast(one => one.index <= index && one.value !== null)
      const value = newest?.value ?? null
      // What is doubtful, old or of before a gap does not reassure.
      const isSure =
        newest !== undefined &&
        newest.doubt !== 'questionable' &&
        atMs - newest.atMs <= GAP_MS &&
        !isOverUnsure(history, newest.index, index)
      for (const level of moved) {
        const limit = row.levels[level]?.limit
        const holds =
          stories[level].holds &&
          limit !== undefined &&
          (value === null || !isSure || isPast(row.side, value, limit))
        stories[level] = { ...begin(), holds, timersFrom: index, sumFromMs: atMs }
      }
      judged = { priority: highest(), value }
      note()
    }
    if (input.kind !== 'vital' || input.vital !== row.parameter || input.value === null) return judged
    if (facts.words[index] === 'inDoubt') {
      const before = highest()
      for (const level of present) {
        if (!isPast(row.side, input.value, row.levels[level]?.limit ?? 0)) continue
        Object.assign(stories[level], { holds: true, owes: false, clearFrom: index })
      }
      if (highest() !== before) judged = { priority: highest(), value: input.value }
      note()
    } else if (last?.index === index) {
      for (const level of present) tellLevel(history, stories[level], row, level, samples, last)
      judged = { priority: highest(), value: last.value }
      note()
    }
    return judged
  })
}

function begin(): LevelStory {
  return { holds: false, owes: false, timersFrom: -1, clearFrom: -1, sumFromMs: Number.NEGATIVE_INFINITY }
}

/** The last sample with the input `index` that nothing later had been said before. */
function inLine(samples: readonly Sample[], index: number): Sample | undefined {
  for (let place = lastUpTo(samples, index)?.place ?? -1; place >= 0; place--)
    if (!samples[place]?.isBehind) return samples[place]
  return undefined
}

/** What a sample makes of a level. */
function tellLevel(
  history: History,
  story: LevelStory,
  row: LimitRow,
  priority: Priority,
  samples: readonly Sample[],
  last: Sample,
): void {
  const level = row.levels[priority]
  const value = last.value
  if (!level || value === null) return
  const past = (one: number) => isPast(row.side, one, level.limit)
  const back = (one: number) => isBack(row.side, one, level.clear)
  const before = () => backFrom(samples, last, story.timersFrom)
  const sinceKept = () => backFrom(samples, last, Math.max(story.timersFrom, story.clearFrom))
  if (past(value)) {
    const { far } = row
    const highLimit = row.levels.high?.limit ?? 0
    const isFar = (one: number) =>
      far !== undefined &&
      (row.side === 'low' ? one <= highLimit - far.points : one >= highLimit + far.points)
    const begins =
      last.isSpot ||
      story.owes ||
      delayMs(before(), past) >= level.delayMs ||
      isMostlyPast(history, samples, last, past, level.delayMs, story.sumFromMs) ||
      (priority === 'high' && far !== undefined && isFar(value) && delayMs(before(), isFar) >= far.forMs)
    if (!begins) return
    story.holds = true
    story.owes = false
    return
  }
  if (last.doubt === null) story.owes = false
  const isSureBack = back(value) && last.doubt !== 'questionable'
  const clears =
    story.holds &&
    ((isSureBack && (last.isSpot || clearMs(sinceKept(), past, back) >= row.clearForMs)) ||
      (back(value) && calmMs(sinceKept(), back) >= DOUBTFUL_MS))
  if (clears) story.holds = false
  if (clears || (last.isSpot && isSureBack)) story.sumFromMs = Math.max(story.sumFromMs, last.atMs)
}

/** The samples from this one backwards, down to the input from which timers count. */
function* backFrom(samples: readonly Sample[], last: Sample, timersFrom: number): Iterable<Sample> {
  for (let { place } = last; place >= 0; place--) {
    const one = samples[place]
    if (!one || one.index <= timersFrom) return
    yield one
  }
}

/**
 * How long samples have been so, going backwards: `counts` says of a value whether it is, `passes` whether it is as good as
 * none. Anything else ends it, and so do more than 10 s without one that counts.
 */
function lengthMs(
  samples: Iterable<Sample>,
  counts: (value: number, doubt: Sample['doubt']) => boolean,
  passes: (value: number, doubt: Sample['doubt']) => boolean,
): number {
  let toMs: number | null = null
  let fromMs = 0
  for (const { atMs, value, doubt } of samples) {
    if (toMs !== null && fromMs - atMs > GAP_MS) break
    if (value === null || passes(value, doubt)) continue
    if (!counts(value, doubt)) break
    toMs ??= atMs
    fromMs = atMs
  }
  return toMs === null ? 0 : toMs - fromMs
}

/** How long samples have been beyond. A valid one that is not ends it, a doubtful one is passed over. */
function delayMs(samples: Iterable<Sample>, isBeyond: (value: number) => boolean): number {
  return lengthMs(samples, isBeyond, (value, doubt) => !isBeyond(value) && doubt !== null)
}

/** How long sure values have been at the clear level. Doubtful ones are passed over, unless they are past the limit. */
function clearMs(
  samples: Iterable<Sample>,
  past: (value: number) => boolean,
  back: (value: number) => boolean,
): number {
  return lengthMs(samples, back, (value, doubt) => doubt === 'questionable' && !past(value))
}

/** How long all values, sure or not, have been at the clear level. */
function calmMs(samples: Iterable<Sample>, back: (value: number) => boolean): number {
  return lengthMs(samples, back, () => false)
}

/** AR-18, by adding up every sample of the last three delays. */
function isMostlyPast(
  history: History,
  samples: readonly Sample[],
  last: Sample,
  past: (value: number) => boolean,
  delay: number,
  sumFromMs: number,
): boolean {
  if (delay === 0) return false
  const windowMs = Math.max(last.atMs - 3 * delay, sumFromMs)
  let beyondMs = 0
  let withValueMs = 0
  const line = samples.slice(0, last.place + 1).filter(({ isBehind }) => !isBehind)
  for (let place = line.length - 1; place > 0; place--) {
    const [one, next] = [line[place - 1], line[place]]
    if (!one || !next || next.atMs <= windowMs) break
    if (one.value === null || next.atMs - one.atMs > GAP_MS) continue
    if (isOverUnsure(history, one.index, next.index)) continue
    const ms = next.atMs - Math.max(one.atMs, windowMs)
    withValueMs += ms
    if (past(one.value)) beyondMs += ms
  }
  return beyondMs >= delay && 3 * beyondMs >= 2 * withValueMs
}
