import type { limitAlarmIds } from '../ids.ts'
import type { AlarmInput, Doubt } from '../input.ts'
import type { Age, Pressures } from './cuffs.ts'

/* What may happen in a random story; `tell.ts` makes a history of it. */

export const streams = ['spo2', 'pulseRate', 'respRate', 'etco2'] as const
export type Stream = (typeof streams)[number]

/** One thing that happens, and how many seconds of steady values follow it. */
export interface Deed {
  readonly what: readonly AlarmInput[]
  readonly seconds: number
}

/** What a stream gives for some seconds; `silent`: no sample at all. */
export interface Beat {
  readonly value: number | null | 'silent'
  readonly doubt: Doubt | null
  readonly seconds: number
}

/** Beats that follow one another again and again; a single one is a steady value. */
export type Pattern = readonly Beat[]

/** Values by name, or the change of one; what is not named goes on as it was. */
export type Change =
  | { readonly kind: 'deed'; readonly deed: Deed }
  | {
      readonly kind: 'stream'
      readonly stream: Stream
      readonly pattern: Pattern
      readonly seconds: number
    }
  /** Device `one` speaks and is silent by turns; a pattern without a silent beat: it speaks on. */
  | { readonly kind: 'link'; readonly pattern: Pattern; readonly seconds: number }
  | {
      readonly kind: 'spot'
      readonly stream: Stream
      readonly value: number
      readonly doubt: Doubt | null
      readonly agoS?: number
      /** Over a gap of unknown length. */
      readonly inDoubt?: boolean
    }
  /** A cuff reading of before is told once more: `now` by a second line, else with its age. */
  | { readonly kind: 'again'; readonly back: number; readonly shiftS: number; readonly by: 'two' | 'three' }
  | {
      readonly kind: 'cuffReading'
      readonly reading: Pressures
      readonly age: Age
      readonly inDoubt: boolean
    }
  | {
      readonly kind: 'limit'
      readonly id: (typeof limitAlarmIds)[number]
      readonly high: boolean
      readonly share: number
    }
  /** A cuff on the sensor's arm is tight for a while; what the sensor tells meanwhile, and what as the cuff lets go (AR-21). */
  | {
      readonly kind: 'hold'
      readonly under: Pattern
      readonly underS: number
      readonly after: Pattern
      readonly afterS: number
    }
  /** Somebody answers to what stood on their screen a while ago. */
  | {
      readonly kind: 'press'
      readonly by: string
      readonly agoS: number
      readonly which: number
      /** Names how often it had called, too. */
      readonly withCall: boolean
      readonly twice: boolean
    }
