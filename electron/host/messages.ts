import type { CoreEvent } from '../../shared/ipc.ts'
import type { Language } from '../../shared/words/language.ts'
import type { Seats } from '../core/people/windows.ts'
import type { DoneAct, Entry, Sender } from '../core/services.ts'
import type { Programs } from '../record/programs.ts'
import { StoreError, type StoreErrorCode } from '../store/types.ts'
import type { Again } from '../watchdog/again.ts'

/*
 * What a core in a process of its own and whoever began it say to each other. Answers and events are JSON, made once in the core and passed
 * on unread.
 */

/** An act that was answered and is not in the record yet, to be told by name if it is lost. */
export interface PendingAct extends DoneAct {
  readonly id: number
}

export interface CoreBeginning {
  readonly dataDir: string
  readonly entry: Entry
  readonly version: string
  readonly programs: Programs
  /** Where this start was opened by a typed code: the master key, base64. */
  readonly master?: string
  /** Program and arguments of the watchdog. */
  readonly watchdog: readonly [string, ...string[]]
  /** The watchdog of a Vigil that has just gone has begun this one. */
  readonly isAgain?: boolean
  /** How the watchdog begins Vigil again from its first moment: whoever began this core may go before it can say so. */
  readonly again?: Again
  /** Which events go to whoever begins it, besides those that windows get by ports of their own; null: all. */
  readonly relays: readonly CoreEvent['kind'][] | null
  /** The core before this one has ended, and why; null: this is the first. */
  readonly after: {
    readonly why: string
    readonly lost: readonly PendingAct[]
    /** Who was at which window. */
    readonly seats: Seats
  } | null
}

export type ToCore =
  | { readonly kind: 'begin'; readonly beginning: CoreBeginning }
  | {
      readonly kind: 'ask'
      readonly id: number
      readonly sender: Sender
      readonly name: unknown
      readonly payload: unknown
    }
  /** A window's port comes with it. */
  | { readonly kind: 'window'; readonly sender: Sender }
  /** Answered at once: the core does not hang. */
  | { readonly kind: 'ping' }
  /** How the watchdog begins Vigil again, should whoever began the core go without a word. */
  | { readonly kind: 'again'; readonly again: Again }
  /** Something went wrong around the core, for the record. */
  | { readonly kind: 'problem'; readonly sentence: string }
  /** @param inOrder a person has ended Vigil; else over an open session the watchdog sounds */
  | { readonly kind: 'close'; readonly inOrder: boolean }

/** An event as JSON. */
export interface ToldEvent {
  readonly event: string
  /** Where not every window is told the same: who is told it whole, and what others are told; null: nothing. */
  readonly audience?: { readonly whole: readonly string[]; readonly others: string | null }
}

export type FromCore =
  | { readonly kind: 'ready' }
  | { readonly kind: 'pong' }
  /** A line of `errors.log`, from before there is a record that keeps it: the core has nothing to do with files. */
  | { readonly kind: 'log'; readonly line: string }
  | ({ readonly kind: 'refused' } & Refused)
  | { readonly kind: 'answer'; readonly id: number; readonly answer: string }
  | { readonly kind: 'events'; readonly events: readonly ToldEvent[] }
  | { readonly kind: 'pending'; readonly act: PendingAct }
  | { readonly kind: 'recorded'; readonly id: number }
  | { readonly kind: 'seats'; readonly seats: Seats }
  /** What the clinic speaks: whoever began the core says what it says of itself in it, too. */
  | { readonly kind: 'language'; readonly language: Language }
  /** The record is another one: end this core in order, and begin the next. */
  | { readonly kind: 'beginAgain' }
  /** No program has played the alarm: whatever bell there is must do. */
  | { readonly kind: 'bell' }
  /** A window has said something by its port. */
  | { readonly kind: 'heard'; readonly windowId: string }
  /** From now on the record is opened by a code that is typed at each start: of this one, base64. */
  | { readonly kind: 'master'; readonly master: string }
  /** Events had to be left out: whoever reads them begins anew with a snapshot. */
  | { readonly kind: 'gap' }

/** Why a core could not begin; the code where it is for the record's sake. */
export interface Refused {
  readonly sentence: string
  readonly code?: StoreErrorCode
}

export function refusalOf(error: unknown): Refused {
  if (error instanceof StoreError) return { sentence: error.message, code: error.code }
  return { sentence: error instanceof Error ? error.message : String(error) }
}
