import type { NibpReading } from '../../reading.ts'
import type { History, Told, Word } from './history.ts'

/*
 * The slow model of the alarm system, AR-16: who speaks. A word is judged by when it was measured. `newest`: nothing newer
 * was judged before. `inDoubt`: a typed value that is older, but by less than whole minutes can tell. `passedOver`: too old,
 * told before, or of another session. What is neither a cuff reading nor a value has nothing to be late for: it is `newest`.
 */

export function weighWords(history: History): readonly Word[] {
  const words: Word[] = []
  for (const told of history) words.push(weigh(told, history, words))
  return words
}

/** @param words of all that was told before */
function weigh(told: Told, history: History, words: readonly Word[]): Word {
  const { input } = told
  if (input.kind !== 'nibp' && (input.kind !== 'vital' || input.takenMonoMs === undefined)) return 'newest'
  const before = history.slice(0, words.length)
  if (input.kind === 'nibp') {
    const { reading } = input
    if (reading.existing || (reading.source.origin !== 'manual' && isToldAgain(reading, before)))
      return 'passedOver'
    const behindMs = newestOf(before, words, one => one.input.kind === 'nibp') - measuredAt(told)
    return behindMs >= (reading.source.origin === 'manual' ? 60_000 : 1000) ? 'passedOver' : 'newest'
  }
  const behindMs = newestOf(before, words, hasValueOf(input.vital)) - measuredAt(told)
  if (behindMs >= 60_000) return 'passedOver'
  return behindMs > 0 || (input.inDoubt && input.value !== null) ? 'inDoubt' : 'newest'
}

/** When a thing that was told was measured. */
export function measuredAt({ atMs, input }: Told): number {
  if (input.kind === 'nibp') return input.reading.takenAt.monoMs
  return input.kind === 'vital' ? (input.takenMonoMs ?? atMs) : atMs
}

function newestOf(before: History, words: readonly Word[], is: (told: Told) => boolean): number {
  return before.reduce(
    (newest, told, index) =>
      words[index] === 'newest' && is(told) ? Math.max(newest, measuredAt(told)) : newest,
    Number.NEGATIVE_INFINITY,
  )
}

function hasValueOf(vital: string): (told: Told) => boolean {
  return ({ input }) => input.kind === 'vital' && input.vital === vital && input.value !== null
}

/** The same figures from a device, measured at the same time: within 10 s. */
function isToldAgain(reading: NibpReading, before: History): boolean {
  const results = before.flatMap(({ input }) =>
    input.kind === 'nibp' && input.reading.source.origin !== 'manual' ? [input.reading] : [],
  )
  const figures = ({ status, systolic, diastolic, mean, pulseRate }: NibpReading) =>
    JSON.stringify([status, systolic, diastolic, mean, pulseRate])
  const known: NibpReading[] = []
  for (const result of [...results, reading]) {
    const isKnown = known.some(
      one =>
        figures(one) === figures(result) &&
        (result.existing || Math.abs(one.takenAt.monoMs - result.takenAt.monoMs) < 10_000),
    )
    if (isKnown && result === reading) return true
    if (!isKnown) known.push(result)
  }
  return false
}
