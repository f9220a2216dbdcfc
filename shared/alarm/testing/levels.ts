import type { LimitRow, Limits } from '../../limits.ts'
import type { LimitAlarmId, Priority, TrendAlarmId } from '../ids.ts'
import type { Facts, History, Judged, Sample } from './history.ts'
import { isAgeUnknown, lacked } from './history.ts'
import { holdsOf } from './holds.ts'
import { signalPieces } from './losses.ts'
import { judgeStream } from './streams.ts'
import { judgeTrend } from './trends.ts'
import { measuredAt, weighWords } from './words.ts'

/*
 * The slow model of the alarm system, first part: the history laid out for looking back, and which level of a pressure alarm
 * holds (streams: `streams.ts`). It shares types and limits with the real rules, and no line of code.
 */

/** AR-12: a changed limit looks at a cuff reading of the last 15 min. */
const CUFF_AGE_MS = 900_000
const levels: readonly Priority[] = ['low', 'medium', 'high']

export function layOut(history: History, first: Limits): Facts {
  const limits: Limits[] = []
  const samples = new Map<string, Sample[]>()
  const words = weighWords(history)
  for (const [index, told] of history.entries()) {
    const { input } = told
    limits.push(input.kind === 'limits' ? input.limits : (limits.at(-1) ?? first))
    if (input.kind !== 'vital' || words[index] !== 'newest') continue
    const { value, spot: isSpot = false, doubt = null } = input
    const stream = samples.get(input.vital) ?? []
    const atMs = measuredAt(told)
    const isBehind = stream.some(one => one.atMs > atMs)
    stream.push({ index, place: stream.length, atMs, value, isSpot, doubt, isBehind })
    samples.set(input.vital, stream)
  }
  const movedLevels = (index: number, alarm: LimitAlarmId) => {
    if (history[index]?.input.kind !== 'limits') return []
    const [before, after] = [limits[index - 1] ?? first, limits[index] ?? first]
    return levels.filter(level => before[alarm].levels[level]?.limit !== after[alarm].levels[level]?.limit)
  }
  const judged = new Map<LimitAlarmId, readonly (Judged | null)[]>()
  const trends = new Map<TrendAlarmId, readonly (Judged | null)[]>()
  const holds = holdsOf(history)
  const facts: Facts = {
    history,
    limits,
    samples,
    words,
    holds,
    signal: signalPieces(history, samples.get('spo2') ?? [], words, holds),
    movedLevels,
    moves: (index, alarm) => movedLevels(index, alarm).length > 0,
    streamAlarm(alarm) {
      const known = judged.get(alarm) ?? judgeStream(facts, alarm)
      judged.set(alarm, known)
      return known
    },
    trendAlarm(alarm) {
      const known = trends.get(alarm) ?? judgeTrend(facts, alarm)
      trends.set(alarm, known)
      return known
    },
  }
  return facts
}

const isPast = (side: LimitRow['side'], value: number, limit: number) =>
  side === 'high' ? value >= limit : value < limit
const isBack = (side: LimitRow['side'], value: number, clear: number) =>
  side === 'high' ? value <= clear : value >= clear

/** What of a cuff reading this limit looks at after the input `index`; null when it does not apply. */
function cuffValue(history: History, row: LimitRow, reading: number, index: number): number | null {
  const input = history[reading]?.input
  if (input?.kind !== 'nibp') return null
  const { systolic, diastolic, mean, validity } = input.reading
  if (validity === 'invalid' || systolic === null || diastolic === null) return null
  const value = row.parameter === 'systolic' ? systolic : row.parameter === 'diastolic' ? diastolic : mean
  const before = history.slice(0, index + 1)
  if (row.reference === 'rise') {
    const baseline = before.findLast(
      ({ input: { kind } }) => kind === 'baseline' || kind === 'noBaseline',
    )?.input
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
    if (isWithoutBaseline(facts, i, row)) return false
    const value = judgedCuff(facts, i, alarm)
    if (value === null) continue
    if (isPast(row.side, value, level.limit)) return true
    if (isInDoubt(facts, i) || isDoubtful(facts, i)) continue
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
  if (!taken || told.atMs + lacked(history, index, measuredAt(taken)) - measuredAt(taken) > CUFF_AGE_MS)
    return null
  if (isAgeUnknown(history, index, measuredAt(taken))) return null
  return cuffValue(history, row, reading, index)
}

/** Taken nobody knows when: it may be older than what has spoken, and ends nothing (AR-16). */
function isInDoubt({ history }: Facts, index: number): boolean {
  const input = history[index]?.input
  return input?.kind === 'nibp' && input.inDoubt === true
}

/** Judged by a questionable reading of a device, its own or for a moved limit: it ends nothing (AR-17). */
function isDoubtful(facts: Facts, index: number): boolean {
  const { history } = facts
  const place = history[index]?.input.kind === 'nibp' ? index : lastCuff(facts, index)
  const input = history[place]?.input
  if (input?.kind !== 'nibp') return false
  const { validity, source } = input.reading
  return validity === 'questionable' && source.origin !== 'manual'
}

/** T0 came without a baseline: no rise over one holds. */
function isWithoutBaseline({ history }: Facts, index: number, { reference }: LimitRow): boolean {
  return reference === 'rise' && history[index]?.input.kind === 'noBaseline'
}

/** What the input `index` decided of a limit alarm; null: it had nothing to say of it. */
export function judgeLimit(facts: Facts, index: number, alarm: LimitAlarmId): Judged | null {
  const parameter = facts.limits[index]?.[alarm].parameter
  if (parameter !== 'systolic' && parameter !== 'diastolic' && parameter !== 'mean')
    return facts.streamAlarm(alarm)[index] ?? null
  const row = facts.limits[index]?.[alarm]
  if (row && isWithoutBaseline(facts, index, row)) return { priority: null, value: null }
  const value = judgedCuff(facts, index, alarm)
  if (value === null) return null
  const highest = (at: number) => levels.findLast(level => cuffLevelHolds(facts, at, alarm, level)) ?? null
  const priority = highest(index)
  // What changes nothing is not shown either.
  const isAsBefore = priority === highest(index - 1)
  if (isInDoubt(facts, index) && isAsBefore) return null
  return isDoubtful(facts, index) && isAsBefore && !isInDoubt(facts, index)
    ? { priority, value, onlyWorse: true }
    : { priority, value }
}
