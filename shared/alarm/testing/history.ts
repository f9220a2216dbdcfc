import type { Limits } from '../../limits.ts'
import type { LimitAlarmId, Priority, TrendAlarmId } from '../ids.ts'
import type { AlarmInput, Doubt } from '../input.ts'

/*
 * What the slow model looks back on. It shares types and limits with the real rules, and no line of code.
 */

/** Something the alarm system was told, and when. */
export interface Told {
  readonly atMs: number
  readonly input: AlarmInput
}
export type History = readonly Told[]

/** How much less the line counts from a moment on than has passed, by all that was said of gaps up to this input (AR-22). */
export function lacked(history: History, index: number, sinceMs: number): number {
  let lackMs = 0
  for (const { input } of saidUpTo(history, 'gapSaid', index))
    if (input.kind === 'gapSaid' && input.fromMonoMs >= sinceMs) lackMs += input.lacksMs
  return lackMs
}

/** Over this gap, up to the input that ended it, nobody knows how long it was (AR-22). */
export function isUnsureEnd(told: Told | undefined): boolean {
  return told?.input.kind === 'resumed' && told.input.unsureFromMonoMs !== undefined
}

/** Has there been a gap of unknown length since the input `from`, up to the input `index`? */
export function isOverUnsure(history: History, from: number, index: number): boolean {
  return saidUpTo(history, 'resumed', index).some(told => told.index > from && isUnsureEnd(told))
}

/** Does nobody know, after the input `index`, how long ago this moment was? */
export function isAgeUnknown(history: History, index: number, momentMs: number): boolean {
  const said = saidUpTo(history, 'gapSaid', index)
  const taken = new Set<number>()
  return saidUpTo(history, 'resumed', index).some(gap => {
    if (!isUnsureEnd(gap) || gap.input.kind !== 'resumed') return false
    const { unsureFromMonoMs } = gap.input
    const answer = said.find(
      ({ index: place, input }) =>
        place > gap.index &&
        !taken.has(place) &&
        input.kind === 'gapSaid' &&
        input.fromMonoMs === unsureFromMonoMs,
    )
    if (answer) taken.add(answer.index)
    return answer === undefined && momentMs <= gap.atMs
  })
}

type Rare = 'gapSaid' | 'devices' | 'resumed'
/** What few inputs say is picked out of a history once: it is looked back on after every input. */
const picked = new WeakMap<History, Record<Rare, readonly (Told & { readonly index: number })[]>>()

/** All that was said of one of these kinds up to the input `index`, oldest first. */
export function saidUpTo(
  history: History,
  kind: Rare,
  index: number,
): readonly (Told & { readonly index: number })[] {
  let known = picked.get(history)
  if (!known) {
    const all = history.map((told, place) => ({ ...told, index: place }))
    const of = (rare: Rare) => all.filter(({ input }) => input.kind === rare)
    known = { gapSaid: of('gapSaid'), devices: of('devices'), resumed: of('resumed') }
    picked.set(history, known)
  }
  return known[kind].filter(told => told.index <= index)
}

/** What one input means for a cuff on the sensor's arm (AR-8, AR-21). */
export interface HoldAt {
  /** Alarms that begin with this input are held back. */
  readonly isOn: boolean
  /** A hold ended with this input, before anything else that it says. */
  readonly hasEnded: boolean
  /** The hold that was in force just before it, with its end as it was known then; null: none. */
  readonly before: readonly [fromMs: number, toMs: number] | null
}

/** A piece of time that counts for AR-20. Pieces of one loss have one number. */
export interface Piece {
  readonly index: number
  readonly fromMs: number
  readonly toMs: number
  readonly isLost: boolean
  readonly loss: number
}

/** A history laid out for looking back: what was told of each stream, and which limits were in force when. */
export interface Facts {
  readonly history: History
  /** After each input. */
  readonly limits: readonly Limits[]
  /** Has this input moved a limit of this alarm? */
  moves(index: number, alarm: LimitAlarmId): boolean
  /** Which levels of this alarm has this input moved? */
  movedLevels(index: number, alarm: LimitAlarmId): readonly Priority[]
  /** Samples of each stream, oldest first. */
  readonly samples: ReadonlyMap<string, readonly Sample[]>
  /** AR-16, for each input. */
  readonly words: readonly Word[]
  readonly holds: readonly HoldAt[]
  /** When there was an SpO2 signal, oldest first. */
  readonly signal: readonly Piece[]
  /** What each input decided of a stream's alarm. */
  streamAlarm(alarm: LimitAlarmId): readonly (Judged | null)[]
  /** What each input decided of a trend alarm. */
  trendAlarm(alarm: TrendAlarmId): readonly (Judged | null)[]
}

/** AR-16: whether what was told speaks (`words.ts`). */
export type Word = 'newest' | 'inDoubt' | 'passedOver'

/** One sample that spoke, by its place in the history and in the stream; `atMs`: when it was measured. */
export interface Sample {
  readonly index: number
  readonly place: number
  readonly atMs: number
  readonly value: number | null
  readonly isSpot: boolean
  readonly doubt: Doubt | null
  /** Typed, and measured before what the monitor has said since: that it had no value (AR-16). */
  readonly isBehind: boolean
}

export interface Judged {
  /** null: nothing of this alarm holds. */
  readonly priority: Priority | null
  readonly value: number | null
  /** What stands there at this priority gives way to something worse alone. */
  readonly onlyWorse?: true
}

/** The last of these samples that had been told with the input `index`. */
export function lastUpTo(samples: readonly Sample[], index: number): Sample | undefined {
  let low = 0
  let high = samples.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((samples[middle]?.index ?? 0) <= index) low = middle + 1
    else high = middle
  }
  return samples[low - 1]
}
