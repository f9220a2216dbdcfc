import { outranks, type Priority } from '../../shared/alarm/ids.ts'
import { SECOND_MS } from '../../shared/time.ts'

/*
 * Which burst sounds when (alarm standard, 4.1). Only the highest priority sounds; a burst once begun completes. The
 * core orders, a window plays and confirms; without a confirmation the core beeps by itself and says that sound failed.
 */

interface Cadence {
  readonly burstMs: number
  /** From the end of one burst to the start of the next. */
  readonly pauseMs: number
  /** How often it sounds at most; then it is only seen. */
  readonly atMost: number
}

/** HIGH: two groups of five pulses. MEDIUM: three pulses. LOW: one pulse, at most four times. */
export const cadences: Readonly<Record<Priority, Cadence>> = {
  high: { burstMs: 3400, pauseMs: 5 * SECOND_MS, atMost: Number.POSITIVE_INFINITY },
  medium: { burstMs: 1000, pauseMs: 15 * SECOND_MS, atMost: Number.POSITIVE_INFINITY },
  low: { burstMs: 200, pauseMs: 30 * SECOND_MS, atMost: 4 },
}

/** A window that has not confirmed an order by then has not played it. */
const CONFIRM_WITHIN_MS = 500

export interface SoundState {
  readonly orderId: number
  /** What sounded last, when it began, and how often in a row. */
  readonly last: { readonly priority: Priority; readonly startedMs: number; readonly times: number } | null
  readonly waiting: {
    readonly orderId: number
    readonly untilMs: number
    readonly priority: Priority
    /** The first burst of an alarm rather than a repetition or a test. */
    readonly begins: boolean
  } | null
  readonly failed: boolean
}

export const silentSound: SoundState = { orderId: 0, last: null, waiting: null, failed: false }

export type SoundInput =
  /** The highest priority that is active, not acknowledged and not paused in any room; `fresh`: it has just been raised. */
  | { readonly kind: 'tick'; readonly sounding: Priority | null; readonly fresh: boolean }
  | { readonly kind: 'test'; readonly priority: Priority }
  /** A state that somebody has switched off is still off: one soft pulse, if nothing else sounds. */
  | { readonly kind: 'reminder' }
  /** The last order reached nobody who was to play it: once more, for everybody. */
  | { readonly kind: 'again' }
  | { readonly kind: 'confirmed'; readonly orderId: number; readonly ok: boolean }

export interface SoundStepped {
  readonly state: SoundState
  readonly order?: { readonly orderId: number; readonly priority: Priority; readonly test: boolean }
  /** Nobody played the last order. */
  readonly beep?: true
  /** An alarm of this priority has begun to be heard. */
  readonly began?: Priority
}

/** The one scheduler of alarm sound for all rooms. Pure; `nowMs` is real time, whatever the rooms' clocks do. */
export function stepSound(state: SoundState, input: SoundInput, nowMs: number): SoundStepped {
  switch (input.kind) {
    case 'confirmed':
      if (state.waiting?.orderId !== input.orderId) return { state }
      if (!input.ok) return { state: { ...state, waiting: null, failed: true }, beep: true }
      return {
        state: { ...state, waiting: null, failed: false },
        ...(state.waiting.begins ? { began: state.waiting.priority } : {}),
      }
    case 'test':
      return order(state, input.priority, { test: true, begins: false }, nowMs)
    case 'reminder':
      return state.last === null ? order(state, 'low', { test: false, begins: false }, nowMs) : { state }
    case 'again':
      return state.last === null
        ? { state }
        : order(state, state.last.priority, { test: false, begins: true }, nowMs)
    default:
      return tick(state, input.sounding, input.fresh, nowMs)
  }
}

function tick(state: SoundState, sounding: Priority | null, fresh: boolean, nowMs: number): SoundStepped {
  if (state.waiting && nowMs >= state.waiting.untilMs)
    return { state: { ...state, waiting: null, failed: true }, beep: true }
  if (sounding === null)
    return state.last === null ? { state } : { state: { ...state, last: afterBurst(state, nowMs) } }
  const { last } = state
  const first = { test: false, begins: true }
  if (last === null) return order(state, sounding, first, nowMs)
  const { burstMs, pauseMs } = cadences[last.priority]
  const ended = last.startedMs + burstMs
  if (nowMs < ended) return { state }
  if (outranks(sounding, last.priority) || fresh) return order(state, sounding, first, nowMs)
  const used = last.priority === sounding ? last.times : 0
  if (used >= cadences[sounding].atMost || nowMs < ended + Math.max(pauseMs, cadences[sounding].pauseMs))
    return { state }
  return order(state, sounding, { test: false, begins: used === 0 }, nowMs)
}

/** Forgets the last burst once it has rung out, so that the next alarm sounds at once. */
function afterBurst(state: SoundState, nowMs: number): SoundState['last'] {
  const { last } = state
  return last && nowMs < last.startedMs + cadences[last.priority].burstMs ? last : null
}

function order(
  state: SoundState,
  priority: Priority,
  { test, begins }: { readonly test: boolean; readonly begins: boolean },
  nowMs: number,
): SoundStepped {
  const orderId = state.orderId + 1
  const times = state.last?.priority === priority ? state.last.times + 1 : 1
  return {
    state: {
      ...state,
      orderId,
      waiting: { orderId, untilMs: nowMs + CONFIRM_WITHIN_MS, priority, begins },
      last: { priority, startedMs: nowMs, times },
    },
    order: { orderId, priority, test },
  }
}
