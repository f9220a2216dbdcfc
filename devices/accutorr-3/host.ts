import { phrase } from '../../shared/words/host.ts'
import type { Host } from '../driver.ts'
import { ASK_DATA, PROMPT, SYNC } from './line.ts'

const ASK_EVERY_MS = 2000
const ANSWER_WITHIN_MS = 1000
/** After so many misses the monitor counts as gone, and is tried more slowly. */
const MISSES_TO_SLOW_DOWN = 5
const SLOW_MS = 2000

type Phase =
  /** A prompt was asked for: after the line was opened, or after an answer that did not come. */
  | { readonly kind: 'syncing'; readonly sinceMs: number }
  | { readonly kind: 'asked'; readonly sinceMs: number }
  | { readonly kind: 'resting'; readonly untilMs: number }

/** Asks for the patient's data every 2 s, one command for each prompt. It can start nothing. */
export function createHost(): Host {
  let phase: Phase | null = null
  let isPrompted = false
  let misses = 0

  const waitMs = () => (misses >= MISSES_TO_SLOW_DOWN ? SLOW_MS : ANSWER_WITHIN_MS)

  function sync(nowMs: number) {
    isPrompted = false
    phase = { kind: 'syncing', sinceMs: nowMs }
    return { send: [SYNC], wakeAtMs: nowMs + waitMs() }
  }
  function ask(nowMs: number) {
    isPrompted = false
    phase = { kind: 'asked', sinceMs: nowMs }
    return { send: [ASK_DATA], wakeAtMs: nowMs + ANSWER_WITHIN_MS }
  }

  return {
    commands: [],
    command: () => ({
      ok: false,
      reason: phrase.drivers['accutorr-3'].cannotStart,
    }),
    hear(bytes) {
      isPrompted ||= bytes.includes(PROMPT)
    },
    step(nowMs, _samples, heard) {
      if (phase === null) return sync(nowMs)
      switch (phase.kind) {
        case 'syncing':
          if (isPrompted) return ask(nowMs)
          if (nowMs - phase.sinceMs < waitMs()) return { send: [], wakeAtMs: phase.sinceMs + waitMs() }
          misses += 1
          return sync(nowMs)
        case 'asked':
          if (heard) {
            misses = 0
            phase = { kind: 'resting', untilMs: phase.sinceMs + ASK_EVERY_MS }
            return { send: [], wakeAtMs: phase.untilMs }
          }
          if (nowMs - phase.sinceMs < ANSWER_WITHIN_MS)
            return { send: [], wakeAtMs: phase.sinceMs + ANSWER_WITHIN_MS }
          misses += 1
          return sync(nowMs)
        case 'resting':
          return nowMs < phase.untilMs ? { send: [], wakeAtMs: phase.untilMs } : ask(nowMs)
      }
    },
  }
}
