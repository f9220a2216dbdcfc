import { assertNever } from '../../shared/assert-never.ts'
import type { LinkState } from '../../shared/link.ts'

/** Waits before the 1st, 2nd, 3rd … opening after a loss. */
const BACK_OFF_MS = [500, 1000, 2000, 4000, 5000] as const
/** Up to so much of a wait is taken off by chance, so that devices lost together do not all come back together. */
const JITTER = 0.2

/** Why no values come. */
export type LinkFault =
  /** The port cannot be opened, or has gone; the sentence says why. */
  | { readonly kind: 'port'; readonly reason: string }
  /** The port is open, and no byte comes. */
  | { readonly kind: 'silent' }
  /** Bytes come, but they are no frames of this driver. */
  | { readonly kind: 'noFrames' }

/** The life of one line: what it is now, and since when. Times are monotonic ms. */
export interface Line {
  readonly state: LinkState
  readonly sinceMonoMs: number
  readonly port: 'closed' | 'opening' | 'open' | 'closing'
  /** Openings asked for since the last believed frame, the very first not counted. */
  readonly attempts: number
  /** When the next opening is due, where the port is closed; where it stays open, when a loss is looked at again. */
  readonly openAtMonoMs: number
  /** Last byte, or the opening if that was later. */
  readonly lastByteMonoMs: number
  /** Last believed frame, or the opening if that was later. */
  readonly lastFrameMonoMs: number
  /** A byte has come since the opening. */
  readonly heard: boolean
  readonly fault: LinkFault | null
}

export type LineInput =
  | { readonly kind: 'start' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'openFailed'; readonly reason: string }
  /** The port is closed: by itself, or because it was ordered. */
  | { readonly kind: 'closed'; readonly reason: string }
  | { readonly kind: 'bytes' }
  /** A good frame that is believed. */
  | { readonly kind: 'frame' }
  | { readonly kind: 'tick' }
  | { readonly kind: 'stop' }

export interface LineSettled {
  readonly line: Line
  /** What to do with the port now. */
  readonly order: 'open' | 'close' | null
}

export interface LinePatience {
  /** Without a byte for so long, an open port is quiet. */
  readonly quietAfterMs: number
  /** Without a believed frame for so long, the link is lost and the port is opened anew. */
  readonly lostAfterMs: number
  /** A port that waits for a sender to call: closed, it would turn that one away. A loss leaves it open. */
  readonly staysOpen?: boolean
}

/** A port that takes longer to open hangs. */
const OPEN_WITHIN_MS = 10_000

export const IDLE_LINE: Line = {
  state: 'idle',
  sinceMonoMs: 0,
  port: 'closed',
  attempts: 0,
  openAtMonoMs: 0,
  lastByteMonoMs: 0,
  lastFrameMonoMs: 0,
  heard: false,
  fault: null,
}

/**
 * One step in the life of a line. The watchdog decides, not the port's own events: a port that nobody unplugs in front of
 * us may stay open and dead without any.
 *
 * @param chance a random number from 0 up to 1, for the jitter of the next back-off
 */
export function stepLine(
  line: Line,
  input: LineInput,
  nowMonoMs: number,
  patience: LinePatience,
  chance: number,
): LineSettled {
  switch (input.kind) {
    case 'start':
      if (line.state !== 'idle' || line.port !== 'closed') return stay(line)
      return {
        line: opening({ ...IDLE_LINE, state: 'connecting', sinceMonoMs: nowMonoMs }, nowMonoMs),
        order: 'open',
      }
    case 'opened':
      return line.port === 'opening' ? stay(opened(line, nowMonoMs, patience)) : stay(line)
    case 'openFailed':
      if (line.port !== 'opening') return stay(line)
      return stay(lose(line, 'closed', { kind: 'port', reason: input.reason }, nowMonoMs, chance))
    case 'closed':
      if (line.port === 'closing') return stay({ ...line, port: 'closed' })
      if (line.port === 'closed') return stay(line)
      return stay(lose(line, 'closed', { kind: 'port', reason: input.reason }, nowMonoMs, chance))
    case 'bytes':
      if (line.port !== 'open') return stay(line)
      return stay({
        ...(line.state === 'quiet' ? enter(line, 'connected', nowMonoMs) : line),
        lastByteMonoMs: nowMonoMs,
        heard: true,
      })
    case 'frame':
      if (line.port !== 'open') return stay(line)
      return stay({
        ...enter(line, 'connected', nowMonoMs),
        lastFrameMonoMs: nowMonoMs,
        attempts: 0,
        fault: null,
      })
    case 'tick':
      return watch(line, nowMonoMs, patience, chance)
    case 'stop': {
      const held = line.port === 'open' || line.port === 'opening'
      const stopped = enter({ ...line, attempts: 0, fault: null }, 'idle', nowMonoMs)
      return held ? { line: { ...stopped, port: 'closing' }, order: 'close' } : stay(stopped)
    }
    default:
      return assertNever(input)
  }
}

/** When `tick` must come at the latest, or null. */
export function wakeLineAtMs(line: Line, patience: LinePatience): number | null {
  switch (line.port) {
    case 'closed':
      return line.state === 'idle' ? null : line.openAtMonoMs
    case 'closing':
      return null
    case 'opening':
      return line.lastFrameMonoMs + Math.min(patience.lostAfterMs, OPEN_WITHIN_MS)
    case 'open': {
      if (line.state === 'lost') return line.openAtMonoMs
      const lostAtMs = line.lastFrameMonoMs + patience.lostAfterMs
      return line.state === 'connected'
        ? Math.min(lostAtMs, line.lastByteMonoMs + patience.quietAfterMs)
        : lostAtMs
    }
    default:
      return assertNever(line.port)
  }
}

function watch(line: Line, nowMonoMs: number, patience: LinePatience, chance: number): LineSettled {
  if (line.port === 'closed') {
    if (line.state === 'idle' || nowMonoMs < line.openAtMonoMs) return stay(line)
    return { line: opening({ ...line, attempts: line.attempts + 1 }, nowMonoMs), order: 'open' }
  }
  if (line.port === 'closing') return stay(line)
  const lostAfterMs =
    line.port === 'opening' ? Math.min(patience.lostAfterMs, OPEN_WITHIN_MS) : patience.lostAfterMs
  if (nowMonoMs - line.lastFrameMonoMs >= lostAfterMs) {
    const speaks =
      line.heard && nowMonoMs - line.lastByteMonoMs < Math.min(patience.quietAfterMs, patience.lostAfterMs)
    const fault: LinkFault = { kind: speaks ? 'noFrames' : 'silent' }
    if (patience.staysOpen && line.port === 'open') return stay(loseOpen(line, fault, nowMonoMs, patience))
    return { line: lose(line, 'closing', fault, nowMonoMs, chance), order: 'close' }
  }
  if (line.state === 'connected' && nowMonoMs - line.lastByteMonoMs >= patience.quietAfterMs) {
    return stay(enter(line, 'quiet', nowMonoMs))
  }
  return stay(line)
}

function opening(line: Line, nowMonoMs: number): Line {
  return { ...line, port: 'opening', lastByteMonoMs: nowMonoMs, lastFrameMonoMs: nowMonoMs, heard: false }
}

function opened(line: Line, nowMonoMs: number, { lostAfterMs }: LinePatience): Line {
  const speaksSeldom = lostAfterMs === Number.POSITIVE_INFINITY
  const waiting = speaksSeldom
    ? { ...enter(line, 'connected', nowMonoMs), attempts: 0, fault: null }
    : line.state === 'lost'
      ? enter(line, 'reconnecting', nowMonoMs)
      : line
  return { ...waiting, port: 'open', lastByteMonoMs: nowMonoMs, lastFrameMonoMs: nowMonoMs }
}

function lose(
  line: Line,
  port: 'closed' | 'closing',
  fault: LinkFault,
  nowMonoMs: number,
  chance: number,
): Line {
  return {
    ...enter(line, 'lost', nowMonoMs),
    port,
    fault,
    openAtMonoMs: nowMonoMs + backOffMs(line.attempts, chance),
  }
}

function loseOpen(line: Line, fault: LinkFault, nowMonoMs: number, { lostAfterMs }: LinePatience): Line {
  if (line.state === 'lost' && nowMonoMs < line.openAtMonoMs) return line
  const isSame = line.state === 'lost' && line.fault?.kind === fault.kind
  return {
    ...enter(line, 'lost', nowMonoMs),
    fault: isSame ? line.fault : fault,
    openAtMonoMs: nowMonoMs + lostAfterMs,
  }
}

/** The wait before the next opening, in ms: longer after each that failed, never over 5 s. */
export function backOffMs(attempts: number, chance: number): number {
  const longest = BACK_OFF_MS[Math.min(attempts, BACK_OFF_MS.length - 1)] ?? 5000
  return longest * (1 - JITTER * chance)
}

function enter(line: Line, state: LinkState, nowMonoMs: number): Line {
  return line.state === state ? line : { ...line, state, sinceMonoMs: nowMonoMs }
}

function stay(line: Line): LineSettled {
  return { line, order: null }
}
