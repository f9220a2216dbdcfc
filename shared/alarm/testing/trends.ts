import type { TrendAlarmId } from '../ids.ts'
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
 * The slow model: trends. All that is carried along is whether one holds, since when and against what. A run of values off
 * their reference is found anew at each sample, by going through everything since the last end; medians are taken of all
 * samples of the ten minutes before.
 */

/** Restated here, so that a slip in a rule's figure is found. */
const GAP_MS = 10_000
const DELAY_MS = 60_000
const BACK_MS = 10_000
const TENTH_MS = 10_000
const figures = {
  'spo2-trend': { vital: 'spo2', off: 4, back: 2 },
  'pulse-trend': { vital: 'pulseRate', off: 30, back: 15 },
} as const

interface Story {
  /** Against what it holds; null: it does not. */
  against: number | null
  /** The place, in the history, of the input with which it began or ended last: its timers count from there. */
  from: number
  isShown: boolean
}

/** What each input decided of a trend alarm; null: nothing. */
export function judgeTrend(facts: Facts, alarm: TrendAlarmId): readonly (Judged | null)[] {
  const { vital, off, back } = figures[alarm]
  const isFall = alarm === 'spo2-trend'
  const all = facts.samples.get(vital) ?? []
  const sure = all.filter(isSure)
  const distance = (value: number, reference: number) =>
    isFall ? reference - value : Math.abs(value - reference)
  const tenths = Map.groupBy(sure, one => Math.floor(one.atMs / TENTH_MS))
  const usual = new Map<Sample, number | null>()
  /** With what a value is compared that is told now. */
  const usualAt = (one: Sample): number | null => {
    if (!usual.has(one))
      usual.set(
        one,
        isFall ? medianBefore(tenths, one, unsureUpTo(facts, one.index)) : baselinePulse(facts, one.index),
      )
    return usual.get(one) ?? null
  }
  const story: Story = { against: null, from: -1, isShown: false }

  return facts.history.map(({ atMs, input }, index) => {
    const hold = facts.holds[index]
    let judged: Judged | null = null
    // How long the gap was nobody knows: runs begin anew.
    if (isUnsureEnd(facts.history[index])) story.from = index
    if (hold?.hasEnded && !story.isShown) {
      const value = valueNow(facts.history, all, index, atMs)
      const running = runUpTo(sure, story.from, index, usualAt, distance, off, isFall)
      const against = isFall ? (story.against ?? running?.against ?? null) : baselinePulse(facts, index)
      if (value === null) {
        if (story.against !== null) Object.assign(story, { against: null, from: index })
      } else if (against === null || distance(value, against) < off)
        Object.assign(story, { against: null, from: index })
      else if (story.against !== null) judged = { priority: 'low', value }
    }
    if (judged) story.isShown = true
    if (input.kind !== 'vital' || input.vital !== vital || facts.words[index] !== 'newest') return judged
    const told = lastUpTo(all, index)
    if (told?.index !== index || told.value === null || told.doubt !== null) return judged
    const value = told.value
    if (story.against !== null) {
      const near = (one: Sample) =>
        [isFall ? story.against : null, usualAt(one)].some(
          reference => reference !== null && distance(one.value ?? 0, reference) <= back,
        )
      const isBack = told.isSpot ? near(told) : lengthBack(sure, story.from, told, near) >= BACK_MS
      const isOver = isBack || (!isFall && usualAt(told) === null)
      if (isOver) Object.assign(story, { against: null, from: index })
      judged = { priority: isOver ? null : 'low', value }
    } else if (!told.isSpot) {
      const running = runUpTo(sure, story.from, index, usualAt, distance, off, isFall)
      if (running && running.lengthMs >= DELAY_MS) {
        Object.assign(story, { against: running.against, from: index })
        judged = { priority: 'low', value }
      }
    }
    if (judged) story.isShown = story.against !== null && (story.isShown || !hold?.isOn)
    return judged
  })
}

function isSure({ value, doubt, isSpot }: Sample): boolean {
  return value !== null && doubt === null && !isSpot
}

/** The run of sure values off their reference that ends with the newest sample up to `index`; null: that one is not off. */
function runUpTo(
  sure: readonly Sample[],
  from: number,
  index: number,
  usualAt: (one: Sample) => number | null,
  distance: (value: number, reference: number) => number,
  off: number,
  isFall: boolean,
): { readonly against: number; readonly lengthMs: number } | null {
  let run: { against: number; fromMs: number; toMs: number } | null = null
  for (const one of sure) {
    if (one.index <= from) continue
    if (one.index > index) break
    const goesOn: boolean = run !== null && one.atMs - run.toMs <= GAP_MS
    const against: number | null = goesOn && run !== null && isFall ? run.against : usualAt(one)
    if (against === null || distance(one.value ?? 0, against) < off) run = null
    else run = { against, fromMs: goesOn && run !== null ? run.fromMs : one.atMs, toMs: one.atMs }
  }
  return run && { against: run.against, lengthMs: run.toMs - run.fromMs }
}

/** How long sure values have been near, going backwards from this one. */
function lengthBack(
  sure: readonly Sample[],
  from: number,
  last: Sample,
  near: (one: Sample) => boolean,
): number {
  let firstMs: number | null = null
  for (const one of sure.toReversed()) {
    if (one.index > last.index) continue
    if (one.index <= from || !near(one)) break
    if (firstMs !== null && firstMs - one.atMs > GAP_MS) break
    firstMs = one.atMs
  }
  return firstMs === null ? 0 : last.atMs - firstMs
}

/** The place of the last gap of unknown length: what was usual before it has no known age. */
function unsureUpTo({ history }: Facts, index: number): number {
  for (let place = index; place >= 0; place--) if (isUnsureEnd(history[place])) return place
  return -1
}

/** The median of the means of each tenth second, of the ten minutes before the one of this sample; null: under five minutes. */
function medianBefore(
  tenths: ReadonlyMap<number, readonly Sample[]>,
  { atMs }: Sample,
  from: number,
): number | null {
  const now = Math.floor(atMs / TENTH_MS)
  const means: number[] = []
  for (let tenth = now - 60; tenth < now; tenth++) {
    const values = (tenths.get(tenth) ?? []).flatMap(({ index, value }) => (index > from ? [value ?? 0] : []))
    if (values.length > 0) means.push(values.reduce((sum, value) => sum + value, 0) / values.length)
  }
  if (means.length < 30) return null
  means.sort((a, b) => a - b)
  const middle = means.length / 2
  return Number.isInteger(middle)
    ? ((means[middle - 1] ?? 0) + (means[middle] ?? 0)) / 2
    : (means[Math.floor(middle)] ?? null)
}

function baselinePulse({ history }: Facts, index: number): number | null {
  for (let place = index; place >= 0; place--) {
    const input = history[place]?.input
    if (input?.kind === 'baseline') return input.pulseRate ?? null
    if (input?.kind === 'noBaseline') return null
  }
  return null
}

/** The last sample's value, doubtful or not; null: none, or none for more than 10 s. */
function valueNow(history: History, all: readonly Sample[], index: number, atMs: number): number | null {
  const last = lastUpTo(all, index)
  const inLine = all.findLast(one => one.index <= index && !one.isBehind)
  if (
    !last ||
    isOverUnsure(history, last.index, index) ||
    inLine?.value == null ||
    atMs - inLine.atMs > GAP_MS
  )
    return null
  return all.findLast(one => one.index <= index && one.value !== null)?.value ?? null
}
