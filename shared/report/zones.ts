import type { Instant } from '../time.ts'
import type { LogRecord } from '../views.ts'
import { isAfterwards } from './afterwards.ts'
import { clockTime, dateOf, isoTime } from './times.ts'

/** Minutes east of UTC that the computer's clock had from this moment of the session on. */
export interface Zone {
  readonly fromMonoMs: number
  readonly utcOffsetMin: number
}

/** What of a report says which clock hung on the wall. */
interface Place {
  readonly zones: readonly Zone[]
  readonly utcOffsetMin: number
  readonly session: { readonly opened: { readonly at: Instant } }
}

/** Where the offset changed during the session, as its records say; the first is that of the opening. */
export function findZones(records: readonly LogRecord[], utcOffsetMin: number): readonly Zone[] {
  const offsets = [
    { fromMonoMs: Number.NEGATIVE_INFINITY, utcOffsetMin },
    ...records
      .filter(record => !isAfterwards(record))
      .map(record => ({ fromMonoMs: record.at.monoMs, utcOffsetMin: record.utcOffsetMin })),
  ]
  return offsets.filter(({ utcOffsetMin }, index) => utcOffsetMin !== offsets[index - 1]?.utcOffsetMin)
}

function offsetAt({ zones, utcOffsetMin }: Place, { monoMs }: Pick<Instant, 'monoMs'>): number {
  return zones.findLast(({ fromMonoMs }) => fromMonoMs <= monoMs)?.utcOffsetMin ?? utcOffsetMin
}

/**
 * Times of day as they are read one after the other: the date stands where it is another than that of the one before, and the
 * offset where the clock was changed (field rules, "Others"). It begins with the day of the opening, which page 1 names.
 */
export function readInOrder(place: Place): (at: Instant) => string {
  let before = placed(place, place.session.opened.at)
  return at => {
    const here = placed(place, at)
    const said = describe(here, before)
    before = here
    return said
  }
}

/** A time of day that stands by itself: with the date unless it is the day of the opening, and likewise the offset. */
export function readAlone(place: Place, at: Instant): string {
  return describe(placed(place, at), placed(place, place.session.opened.at))
}

/** '+01:00' */
export function offsetOf(utcOffsetMin: number): string {
  return isoTime(0, utcOffsetMin).slice(19)
}

interface Placed {
  readonly day: string
  readonly time: string
  readonly offset: string
}

function placed(place: Place, at: Instant): Placed {
  const utcOffsetMin = offsetAt(place, at)
  return {
    day: dateOf(at.wallMs, utcOffsetMin),
    time: clockTime(at.wallMs, utcOffsetMin),
    offset: offsetOf(utcOffsetMin),
  }
}

function describe(here: Placed, before: Placed): string {
  return [
    ...(here.day === before.day ? [] : [here.day]),
    here.time,
    ...(here.offset === before.offset ? [] : [here.offset]),
  ].join(' ')
}
