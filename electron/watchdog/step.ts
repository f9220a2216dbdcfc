import { bursts } from '../../shared/sound/burst.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/time.ts'

/*
 * When the watchdog sounds (alarm standard, 9: an independent process that sounds when the main process stops). Pure;
 * `nowMs` is the watchdog's own monotonic clock: it trusts no time of the process that it watches.
 */

/** What Vigil writes once a second for its watchdog to read. */
export interface Alive {
  /** Which start of Vigil this is. */
  readonly instance: string
  readonly pid: number
  /** Grows with every heartbeat. */
  readonly beat: number
  /** A session is open: somebody relies on Vigil. */
  readonly open: boolean
}

export interface Watch {
  readonly instance: string
  readonly beat: number
  readonly heardMs: number
  readonly lookedMs: number
  readonly open: boolean
  readonly sounding: { readonly sinceMs: number; readonly lastMs: number } | null
}

export interface Seen {
  /** null: the file is gone. Vigil has ended in order, or a person has ended the sound. */
  readonly alive: Alive | null
  /** Does the process that wrote it still exist? */
  readonly exists: boolean
}

export interface WatchStepped {
  readonly state: Watch
  /** Sound the HIGH burst now. */
  readonly play?: true
  /** There is nothing more to watch. */
  readonly end?: true
}

/** So long without a heartbeat and Vigil counts as stopped (alarm standard, 9). */
export const SILENT_MS = 5 * SECOND_MS
/** A core that has gone is started again within this: the new one has a watchdog of its own, and ends this one. */
export const GONE_MS = 3 * SECOND_MS
/** So long between two looks, and it is the computer that stood still, or slept: Vigil's silence then says nothing. */
const STOOD_STILL_MS = 2 * SECOND_MS
/** From the end of one burst to the next (alarm standard, 4.1). */
const REPEAT_MS = bursts.high.lengthMs + 5 * SECOND_MS
/** The standard wants 120 s at least; whoever left the room for half an hour is not called back by more. */
const SOUND_FOR_MS = 30 * MINUTE_MS

export function beginWatch({ instance, beat, open }: Alive, nowMs: number): Watch {
  return { instance, beat, heardMs: nowMs, lookedMs: nowMs, open, sounding: null }
}

/** To be called at least once a second. */
export function stepWatch(before: Watch, { alive, exists }: Seen, nowMs: number): WatchStepped {
  const passedMs = nowMs - before.lookedMs
  const stoodMs = passedMs > STOOD_STILL_MS ? passedMs : 0
  const state = { ...before, heardMs: before.heardMs + stoodMs, lookedMs: nowMs }
  // Another start of Vigil watches now, with a watchdog of its own.
  if (alive === null || alive.instance !== state.instance) return { state, end: true }
  if (alive.beat !== state.beat)
    return { state: { ...state, beat: alive.beat, heardMs: nowMs, open: alive.open, sounding: null } }
  const silentMs = nowMs - state.heardMs
  if (exists && silentMs <= SILENT_MS) return { state }
  if (state.open && state.sounding === null && silentMs < GONE_MS) return { state }
  if (!state.open) return exists ? { state } : { state, end: true }
  const { sounding } = state
  if (sounding === null)
    return { state: { ...state, sounding: { sinceMs: nowMs, lastMs: nowMs } }, play: true }
  if (nowMs - sounding.sinceMs >= SOUND_FOR_MS) return exists ? { state } : { state, end: true }
  if (nowMs - sounding.lastMs < REPEAT_MS) return { state }
  return { state: { ...state, sounding: { ...sounding, lastMs: nowMs } }, play: true }
}
