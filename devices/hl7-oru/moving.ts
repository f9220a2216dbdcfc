import type { Streamed } from './sort-out.ts'
import { type Hl7Time, lineMs } from './time.ts'

/** Project choice: values of a patient that all stand still for longer are those of nobody. */
const STILL_AT_MOST_MS = 10_000

/** Whether values of which nothing tells the time change: only so are they known to be of now. The first ones are not yet. */
export function createMoving(): (values: readonly Streamed[], atMs: number | undefined) => boolean {
  let last: string | null = null
  let changed: { readonly atMs: number | undefined } | null = null
  return (values, atMs) => {
    const figures = values.map(({ told }) => told.value).join(' ')
    const isChanged = last !== null && figures !== last
    last = figures
    if (isChanged) changed = { atMs }
    if (changed === null || atMs === undefined || changed.atMs === undefined) return isChanged
    return atMs - changed.atMs <= STILL_AT_MOST_MS
  }
}

export function newestOf(values: readonly Streamed[]): Hl7Time | null {
  return values.reduce<Hl7Time | null>(
    (newest, { takenAt }) =>
      takenAt !== null && (newest === null || lineMs(takenAt) > lineMs(newest)) ? takenAt : newest,
    null,
  )
}
