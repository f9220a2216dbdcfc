import type { Driver } from '../../devices/driver.ts'
import type { LinkView } from '../../shared/link.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import { clockOffsetS } from './clock-offset.ts'
import type { Heard } from './reader.ts'

/** How often counts are shown where nothing else changes. */
const BEAT_MS = SECOND_MS

type Counts = Pick<
  LinkView,
  'goodFrames' | 'badFrames' | 'bytes' | 'framesPerS' | 'lastByteAt' | 'lastFrameAt' | 'clockOffsetS'
>

/** What has come on one line so far. */
export interface Tally {
  counts(): Counts
  count(bytes: number, heard: Pick<Heard, 'goodFrames' | 'badFrames'>, at: Instant): void
  /** A believed frame came. @param told the monitor's own clock in it; null where it does not tell */
  countFrame(at: Instant, told: string | null): void
  /** When `beat` is due next, on the monotonic line. */
  beatAtMs(): number
  /** Works out the rate since the last beat, if one is due. Gives whether there is anything new to show. */
  beat(nowMs: number, isOpen: boolean): boolean
  /** The port is closed: nothing comes. */
  rest(): void
}

export function createTally(driver: Driver, nowMs: number): Tally {
  let counts: Counts = {
    goodFrames: 0,
    badFrames: 0,
    bytes: 0,
    framesPerS: 0,
    lastByteAt: null,
    lastFrameAt: null,
    clockOffsetS: null,
  }
  let toldTime: string | null = null
  let last = { atMs: nowMs, goodFrames: 0, bytes: 0 }

  return {
    counts: () => counts,
    count(bytes, { goodFrames, badFrames }, at) {
      counts = {
        ...counts,
        bytes: counts.bytes + bytes,
        goodFrames: counts.goodFrames + goodFrames,
        badFrames: counts.badFrames + badFrames,
        lastByteAt: at,
      }
    },
    countFrame(at, told) {
      counts = { ...counts, lastFrameAt: at }
      // Where the monitor tells the time, ours is kept beside it (plausibility rules, 2.6).
      if (told === null || told === toldTime) return
      toldTime = told
      counts = { ...counts, clockOffsetS: clockOffsetS(told, at.wallMs, driver) }
    },
    beatAtMs: () => last.atMs + BEAT_MS,
    beat(atMs, isOpen) {
      if (atMs - last.atMs < BEAT_MS) return false
      const before = last
      last = { atMs, goodFrames: counts.goodFrames, bytes: counts.bytes }
      const newFrames = isOpen ? counts.goodFrames - before.goodFrames : 0
      const framesPerS = Math.round((newFrames * SECOND_MS) / (atMs - before.atMs))
      const isNew = counts.bytes !== before.bytes || framesPerS !== counts.framesPerS
      counts = { ...counts, framesPerS }
      return isNew
    },
    rest() {
      counts = { ...counts, framesPerS: 0 }
    },
  }
}
