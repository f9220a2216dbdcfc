import { phrase } from '../../shared/words/host.ts'
import type { Host } from '../driver.ts'
import { commands, message } from './frame.ts'
import { createParser } from './parser.ts'

/** The enable command is repeated until the device message comes: the monitor finds the speed by it. */
const ENABLE_EVERY_MS = 500
/** After so long it is tried more slowly: the monitor is off. */
const TRIED_FOR_MS = 10_000
const SLOW_MS = 2000
/** Start is said again after so long without a message: the first may be lost. */
const START_EVERY_MS = 1000
/** Without a message for so long the monitor was off: it has forgotten everything. */
const SILENT_MS = 3000

type Phase =
  | { readonly kind: 'enabling'; readonly sinceMs: number }
  | { readonly kind: 'starting'; readonly tries: number }
  | { readonly kind: 'running' }

/** Enables the port, starts the stream, and does both again whenever the monitor falls silent. */
export function createHost(): Host {
  let phase: Phase | null = null
  let nextMs = Number.NEGATIVE_INFINITY
  let heardMs = Number.NEGATIVE_INFINITY
  let codes = new Set<number>()
  const reader = createParser(code => codes.add(code))

  function enable(nowMs: number): void {
    phase = { kind: 'enabling', sinceMs: nowMs }
    nextMs = nowMs
  }

  function listen(nowMs: number): void {
    if (codes.has(message.numerics) || codes.has(message.wave)) phase = { kind: 'running' }
    else if (codes.has(message.device) && phase?.kind !== 'starting') {
      phase = { kind: 'starting', tries: 0 }
      nextMs = nowMs
    }
    if (codes.size > 0) heardMs = nowMs
    codes = new Set()
    if (phase?.kind === 'running' && nowMs - heardMs >= SILENT_MS) enable(nowMs)
  }

  function choose(nowMs: number): Uint8Array | null {
    if (phase?.kind === 'enabling') {
      nextMs = nowMs + (nowMs - phase.sinceMs < TRIED_FOR_MS ? ENABLE_EVERY_MS : SLOW_MS)
      return commands.enable
    }
    if (phase?.kind === 'starting') {
      if (phase.tries * START_EVERY_MS >= SILENT_MS) {
        enable(nowMs)
        return choose(nowMs)
      }
      phase = { kind: 'starting', tries: phase.tries + 1 }
      nextMs = nowMs + START_EVERY_MS
      return commands.start
    }
    nextMs = nowMs + START_EVERY_MS
    return null
  }

  return {
    commands: [],
    command: () => ({ ok: false, reason: phrase.drivers.capnostream.noCuff }),
    hear(bytes) {
      reader.push(bytes)
    },
    // The next program finds the port as it was.
    end: () => (phase === null ? [] : [commands.stop, commands.disable]),
    step(nowMs) {
      if (phase === null) enable(nowMs)
      listen(nowMs)
      if (nowMs < nextMs) return { send: [], wakeAtMs: nextMs }
      const bytes = choose(nowMs)
      return { send: bytes ? [bytes] : [], wakeAtMs: nextMs }
    },
  }
}
