import type { LimitRow, Limits } from '../../limits.ts'
import { type LimitAlarmId, limitAlarmIds, type Priority } from '../ids.ts'
import type { History } from './history.ts'
import { measuredAt, type Word, weighWords } from './words.ts'

/*
 * The slow model of the alarm system, first part: which level of which limit alarm holds. Nothing is carried from one
 * instant to the next: every question is answered by looking back over everything that was ever told. It shares types and
 * limits with the real rules, and no line of code.
 */

/** AR-1, AR-7: a longer silence between values starts timers afresh. */
const GAP_MS = 10_000
/** AR-12: a changed limit looks at a cuff reading of the last 15 min. */
const CUFF_AGE_MS = 900_000
const levels: readonly Priority[] = ['low', 'medium', 'high']

/** A history laid out for looking back: what was told of each stream, and which limits were in force when. */
export interface Facts {
  readonly history: History
  /** After each input. */
  readonly limits: readonly Limits[]
  /** Has this input moved a limit of this alarm? */
  moves(index: number, alarm: LimitAlarmId): boolean
  /** Values of each stream, by the time measured, oldest first. */
  readonly values: ReadonlyMap<string, readonly Value[]>
  /** AR-16, for each input. */
  readonly words: readonly Word[]
  /** Typed values that are in doubt, by stream. */
  readonly doubts: ReadonlyMap<string, readonly { readonly index: number; readonly value: number }[]>
}

export function layOut(history: History, first: Limits): Facts {
  const limits: Limits[] = []
  const moved: ReadonlySet<LimitAlarmId>[] = []
  const values = new Map<string, Value[]>()
  const words = weighWords(history)
  const doubts = new Map<string, { index: number; value: number }[]>()
  for (const [index, told] of history.entries()) {
    const { input } = told
    const before = limits.at(-1) ?? first
    const after = input.kind === 'limits' ? input.limits : before
    limits.push(after)
    const differs = (alarm: LimitAlarmId) =>
      levels.some(level => before[alarm].levels[level]?.limit !== after[alarm].levels[level]?.limit)
    moved.push(new Set(input.kind === 'limits' ? limitAlarmIds.filter(differs) : []))
    if (input.kind !== 'vital' || input.value === null || words[index] === 'passedOver') continue
    if (words[index] === 'inDoubt') {
      doubts.set(input.vital, [...(doubts.get(input.vital) ?? []), { index, value: input.value }])
      continue
    }
    const stream = values.get(input.vital) ?? []
    stream.push({ index, atMs: measuredAt(told), value: input.value, spot: input.spot === true })
    values.set(input.vital, stream)
  }
  return {
    history,
    limits,
    values,
    words,
    doubts,
    moves: (index, alarm) => moved[index]?.has(alarm) ?? false,
  }
}

/** How many of these values had been told with the input `index`. */
export function countUpTo(values: readonly Value[], index: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle]?.index ?? 0) <= index) low = middle + 1
    else high = middle
  }
  return low
}

const isPast = (side: LimitRow['side'], value: number, limit: number) =>
  side === 'high' ? value >= limit : value < limit
const isBack = (side: LimitRow['side'], value: number, clear: number) =>
  side === 'high' ? value <= clear : value >= clear

export interface Value {
  readonly index: number
  /** When it was measured. */
  readonly atMs: number
  readonly value: number
  readonly spot: boolean
}

/**
 * How long the values up to `last` have been on one side without a break; null when the last is not. A break is a value on
 * the other side, a silence of more than 10 s, or a limit that was moved.
 */
function unbrokenMs(
  facts: Facts,
  alarm: LimitAlarmId,
  last: number,
  holds: (value: number) => boolean,
  isBroken: (from: number, to: number) => boolean = () => false,
): number | null {
  const values = facts.values.get(facts.limits[0]?.[alarm].parameter ?? '') ?? []
  const end = values[last]
  if (!end || !holds(end.value)) return null
  let begin = end
  for (let i = last - 1; i >= 0; i--) {
    const value = values[i]
    if (!value || !holds(value.value) || begin.atMs - value.atMs > GAP_MS) break
    if (hasMoved(facts, alarm, value.index, begin.index) || isBroken(value.index, begin.index)) break
    begin = value
  }
  return end.atMs - begin.atMs
}

function hasMoved(facts: Facts, alarm: LimitAlarmId, from: number, to: number): boolean {
  for (let i = from + 1; i <= to; i++) if (facts.moves(i, alarm)) return true
  return false
}

/** Does this level of a stream's alarm hold after the input `index`? (AR-1, AR-3, AR-12) */
function streamLevelHolds(facts: Facts, index: number, alarm: LimitAlarmId, priority: Priority): boolean {
  const { history } = facts
  // Backwards to the last moment that decided.
  for (let i = index; i >= 0; i--) {
    const row = facts.limits[i]?.[alarm]
    const level = row?.levels[priority]
    if (!row || !level) return false
    const values = facts.values.get(row.parameter) ?? []
    const last = countUpTo(values, i) - 1
    const value = values[last]
    if (facts.moves(i, alarm)) {
      if (!value || !isPast(row.side, value.value, level.limit)) return false
      continue
    }
    const input = history[i]?.input
    // AR-16: in doubt a typed value may raise, and clears nothing.
    if (facts.words[i] === 'inDoubt') {
      const isOwn = input?.kind === 'vital' && input.vital === row.parameter && input.value !== null
      if (isOwn && isPast(row.side, input.value, level.limit)) return true
      continue
    }
    if (!value || input?.kind !== 'vital' || value.index !== i) continue
    const pastMs = unbrokenMs(facts, alarm, last, one => isPast(row.side, one, level.limit))
    if (pastMs !== null && pastMs >= (value.spot ? 0 : level.delayMs)) return true
    // In doubt a typed value past the limit keeps the level up.
    const doubts = facts.doubts.get(row.parameter) ?? []
    const isKept = (from: number, to: number) =>
      doubts.some(
        doubt => doubt.index > from && doubt.index < to && isPast(row.side, doubt.value, level.limit),
      )
    const backMs = unbrokenMs(facts, alarm, last, one => isBack(row.side, one, level.clear), isKept)
    if (backMs !== null && backMs >= (value.spot ? 0 : row.clearForMs)) return false
  }
  return false
}

/** What of a cuff reading this limit looks at after the input `index`; null when it does not apply. */
function cuffValue(history: History, row: LimitRow, reading: number, index: number): number | null {
  const input = history[reading]?.input
  if (input?.kind !== 'nibp') return null
  const { systolic, diastolic, mean, validity } = input.reading
  if (validity === 'invalid' || systolic === null || diastolic === null) return null
  const value = row.parameter === 'systolic' ? systolic : row.parameter === 'diastolic' ? diastolic : mean
  const before = history.slice(0, index + 1)
  if (row.reference === 'rise') {
    const baseline = before.findLast(told => told.input.kind === 'baseline')?.input
    if (baseline?.kind !== 'baseline' || value === null) return null
    return value - (row.parameter === 'systolic' ? baseline.systolic : baseline.diastolic)
  }
  if (row.side === 'high' && !before.some(told => told.input.kind === 't0')) return null
  return value
}

/** The last good cuff reading that was judged, by its place in the history; -1: none. */
function lastCuff({ history, words }: Facts, index: number): number {
  return history.slice(0, index + 1).findLastIndex(({ input }, place) => {
    if (input.kind !== 'nibp' || words[place] !== 'newest') return false
    const { validity, systolic, diastolic } = input.reading
    return validity !== 'invalid' && systolic !== null && diastolic !== null
  })
}

/** Does this level of a pressure alarm hold after the input `index`? (AR-2, AR-3, AR-12) */
function cuffLevelHolds(facts: Facts, index: number, alarm: LimitAlarmId, priority: Priority): boolean {
  for (let i = index; i >= 0; i--) {
    const row = facts.limits[i]?.[alarm]
    const level = row?.levels[priority]
    if (!row || !level) return false
    const value = judgedCuff(facts, i, alarm)
    if (value === null) continue
    if (isPast(row.side, value, level.limit)) return true
    // A moved limit is judged without hysteresis, a new reading with it.
    if (facts.moves(i, alarm) || isBack(row.side, value, level.clear)) return false
  }
  return false
}

/** The value by which the input `index` judged this pressure alarm; null when it did not. */
function judgedCuff(facts: Facts, index: number, alarm: LimitAlarmId): number | null {
  const { history } = facts
  const told = history[index]
  const row = facts.limits[index]?.[alarm]
  if (!told || !row) return null
  if (facts.words[index] === 'passedOver') return null
  if (told.input.kind === 'nibp') return cuffValue(history, row, index, index)
  if (!facts.moves(index, alarm)) return null
  const reading = lastCuff(facts, index)
  const taken = history[reading]
  if (!taken || told.atMs - measuredAt(taken) > CUFF_AGE_MS) return null
  return cuffValue(history, row, reading, index)
}

export interface Judged {
  /** null: nothing of this alarm holds. */
  readonly priority: Priority | null
  readonly value: number | null
}

/** What the input `index` decided of a limit alarm; null: it had nothing to say of it. */
export function judgeLimit(facts: Facts, index: number, alarm: LimitAlarmId): Judged | null {
  const parameter = facts.limits[index]?.[alarm].parameter
  const isCuff = parameter === 'systolic' || parameter === 'diastolic' || parameter === 'mean'
  const holds = isCuff ? cuffLevelHolds : streamLevelHolds
  const highest = () => levels.findLast(level => holds(facts, index, alarm, level)) ?? null
  if (isCuff) {
    const value = judgedCuff(facts, index, alarm)
    return value === null ? null : { priority: highest(), value }
  }
  const input = facts.history[index]?.input
  if (facts.words[index] === 'inDoubt') {
    const isOwn = input?.kind === 'vital' && input.vital === parameter
    const before = levels.findLast(level => holds(facts, index - 1, alarm, level)) ?? null
    return isOwn && highest() !== before ? { priority: highest(), value: input.value } : null
  }
  const isValue = input?.kind === 'vital' && input.vital === parameter && input.value !== null
  if (!isValue && !facts.moves(index, alarm)) return null
  const values = facts.values.get(parameter ?? '') ?? []
  return { priority: highest(), value: values[countUpTo(values, index) - 1]?.value ?? null }
}
