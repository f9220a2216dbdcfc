import type { Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Host } from '../driver.ts'

/** What a cuff module is told, and how patient one must be with it. */
export interface CuffHostWords {
  readonly start: Uint8Array
  readonly abort: Uint8Array
  /** Asks for the result. */
  readonly fetch: Uint8Array
  /** Shows that it is there, while it does nothing. */
  readonly idlePoll: Uint8Array
  readonly idleEveryMs: number
  /** Asks for the pressure while it measures; null: it tells by itself. */
  readonly busyPoll: Uint8Array | null
  readonly busyEveryMs: number
  /** After an abort nothing is sent for so long: a second command would lose its answer. */
  readonly afterAbortMs: number
  /** A start that shows no pressure within so long was not taken. */
  readonly startShowsWithinMs: number
  /** How often a start is sent at most, where the module may have been busy. */
  readonly startTries: number
  /** A measurement that takes longer is aborted. */
  readonly longestMs: number
}

const FETCH_AGAIN_MS = 1000
const FETCH_TRIES = 3

type Phase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'starting'; readonly sinceMs: number; readonly tries: number }
  | { readonly kind: 'measuring'; readonly sinceMs: number }
  | { readonly kind: 'fetching'; readonly tries: number }
  /** Tight for something else: a leak test, a manometer. Nothing is fetched after it, nor broken off. */
  | { readonly kind: 'held' }

const idle: Phase = { kind: 'idle' }

/**
 * The asking side of a cuff module: it starts on a person's word only, fetches each result once, and breaks off what takes
 * too long. A line that was opened anew finds the cuff slack: the first thing sent is an abort.
 */
export function createCuffHost(words: CuffHostWords): Host {
  let phase: Phase = idle
  let opened = false
  let orders: ('start' | 'abort')[] = []
  /** Nothing is sent before. */
  let nextMs = Number.NEGATIVE_INFINITY

  function hear(samples: readonly Sample[], nowMs: number): void {
    for (const sample of samples) {
      if (sample.kind === 'nibp') phase = idle
      if (sample.kind !== 'device') continue
      if (sample.state === 'cuffInflating') {
        if (sample.detail !== undefined) phase = { kind: 'held' }
        else if (phase.kind !== 'measuring') phase = { kind: 'measuring', sinceMs: nowMs }
      }
      if (sample.state === 'cuffIdle' && phase.kind === 'held') phase = idle
      // Only what was seen to begin has a result worth fetching.
      if (sample.state === 'cuffIdle' && phase.kind === 'measuring') phase = { kind: 'fetching', tries: 0 }
    }
  }

  /** What to send now, and how long to wait before the next. */
  function choose(nowMs: number): { readonly bytes: Uint8Array; readonly waitMs: number } {
    const abort = { bytes: words.abort, waitMs: words.afterAbortMs }
    if (!opened) {
      opened = true
      return abort
    }
    const order = orders.shift()
    if (order === 'abort') {
      // A start that has not shown yet is not tried again after a person's stop.
      if (phase.kind === 'starting') phase = idle
      return abort
    }
    if (order === 'start') return start(nowMs, 1)
    switch (phase.kind) {
      case 'starting': {
        if (nowMs - phase.sinceMs < words.startShowsWithinMs) return pollBusy()
        if (phase.tries < words.startTries) return start(nowMs, phase.tries + 1)
        phase = idle
        return pollIdle()
      }
      case 'measuring':
        if (nowMs - phase.sinceMs < words.longestMs) return pollBusy()
        phase = { kind: 'fetching', tries: 0 }
        return abort
      case 'fetching': {
        if (phase.tries >= FETCH_TRIES) {
          phase = idle
          return pollIdle()
        }
        phase = { kind: 'fetching', tries: phase.tries + 1 }
        return { bytes: words.fetch, waitMs: FETCH_AGAIN_MS }
      }
      default:
        return pollIdle()
    }
  }

  function start(nowMs: number, tries: number) {
    phase = { kind: 'starting', sinceMs: nowMs, tries }
    return { bytes: words.start, waitMs: words.busyEveryMs }
  }
  const pollIdle = () => ({ bytes: words.idlePoll, waitMs: words.idleEveryMs })
  const pollBusy = () => ({ bytes: words.busyPoll ?? new Uint8Array(0), waitMs: words.busyEveryMs })

  return {
    commands: ['startNibp', 'stopNibp'],
    command(command) {
      if (command === 'stopNibp') {
        orders = ['abort']
        nextMs = Number.NEGATIVE_INFINITY
        return { ok: true }
      }
      if (phase.kind === 'held') return { ok: false, reason: phrase.monitors.cuffHeld }
      if (phase.kind !== 'idle' || orders.includes('start'))
        return { ok: false, reason: phrase.monitors.cuffMeasuring }
      orders = [...orders, 'start']
      return { ok: true }
    },
    step(nowMs, samples) {
      const before: Phase['kind'] | string = phase.kind
      hear(samples, nowMs)
      // The result is wanted at once.
      if (before === 'measuring' && phase.kind === 'fetching')
        nextMs = Math.min(nextMs, nowMs + words.busyEveryMs)
      if (nowMs < nextMs) return { send: [], wakeAtMs: nextMs }
      const { bytes, waitMs } = choose(nowMs)
      nextMs = nowMs + waitMs
      return { send: bytes.length > 0 ? [bytes] : [], wakeAtMs: nextMs }
    },
  }
}
