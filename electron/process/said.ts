import { SECOND_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'

/** The same words are written once in so long; what came meanwhile is counted. */
export const REPEAT_MS = 60 * SECOND_MS
/** Different words: so many in so long, and what goes beyond is counted too. */
export const AT_MOST = 20
export const WITHIN_MS = 10 * SECOND_MS
/** More different words than this are not told apart. */
const MOST_REMEMBERED = 200

interface Remembered {
  readonly sinceMs: number
  readonly again: number
}

export interface SaidState {
  readonly recent: ReadonlyMap<string, Remembered>
  readonly windowMs: number
  readonly written: number
  readonly leftOut: number
}

export const nothingSaid: SaidState = {
  recent: new Map(),
  windowMs: Number.NEGATIVE_INFINITY,
  written: 0,
  leftOut: 0,
}

export interface Said {
  readonly state: SaidState
  /** What is to be written now. */
  readonly lines: readonly string[]
}

/**
 * Decides what of a stream of problems is written down: each one at once, but an endless loop of errors must neither fill
 * the disk nor take the time that alarms need. Pure; `nowMs` counts on any clock that does not go back.
 */
export function stepSaid(before: SaidState, words: string, nowMs: number): Said {
  const { state, lines } = tickSaid(before, nowMs)
  const key = keyOf(words)
  const known = state.recent.get(key)
  if (known) return { state: remember(state, key, { ...known, again: known.again + 1 }), lines }
  if (state.written >= AT_MOST || state.recent.size >= MOST_REMEMBERED)
    return { state: { ...state, leftOut: state.leftOut + 1 }, lines }
  const next = remember({ ...state, written: state.written + 1 }, key, { sinceMs: nowMs, again: 0 })
  return { state: next, lines: [...lines, words] }
}

/** Tells what has been counted, where its time has come; due once a while, so that a count is not kept for ever. */
export function tickSaid(state: SaidState, nowMs: number): Said {
  const isOver = nowMs - state.windowMs >= WITHIN_MS
  // In a flood nothing is copied for nothing.
  if (!isOver && ![...state.recent.values()].some(({ sinceMs }) => nowMs - sinceMs >= REPEAT_MS))
    return { state, lines: [] }
  const lines: string[] = []
  const recent = new Map<string, Remembered>()
  for (const [key, kept] of state.recent) {
    if (nowMs - kept.sinceMs < REPEAT_MS) recent.set(key, kept)
    else if (kept.again > 0) {
      lines.push(phrase.processes.repeatedWithin(key, kept.again, REPEAT_MS / SECOND_MS))
      recent.set(key, { sinceMs: nowMs, again: 0 })
    }
  }
  if (isOver && state.leftOut > 0) lines.push(phrase.processes.problemsLeftOut(state.leftOut))
  const window = isOver ? { windowMs: nowMs, written: 0, leftOut: 0 } : {}
  return { state: { ...state, ...window, recent }, lines }
}

/** Is there anything left to be told later? */
export const hasCounted = (state: SaidState): boolean => state.recent.size > 0 || state.leftOut > 0

/** Words that differ in their figures alone are the same problem. */
const keyOf = (words: string): string => (words.split('\n', 1)[0] ?? '').replaceAll(/\d+/g, '#').slice(0, 300)

function remember(state: SaidState, key: string, kept: Remembered): SaidState {
  return { ...state, recent: new Map(state.recent).set(key, kept) }
}
