import { MINUTE_MS } from '../../../shared/time.ts'

/** What of a recorded session is in sight, and the moment that is looked at. Times in ms that passed from zero. */
export interface Look {
  readonly fromMs: number
  readonly toMs: number
  readonly cursorMs: number
}

export interface Bounds {
  readonly fromMs: number
  readonly toMs: number
}

/** Closer than this there is nothing more to see: values come once a second. */
const CLOSEST_MS = MINUTE_MS
/** A session of a few seconds is drawn over no less than this. */
const SHORTEST_MS = 2 * MINUTE_MS

export function boundsOf(openedMs: number, endMs: number): Bounds {
  return { fromMs: openedMs, toMs: Math.max(endMs, openedMs + SHORTEST_MS) }
}

/** The whole session, with the cursor where it was, or at its beginning. */
export function lookAtAll({ fromMs, toMs }: Bounds, cursorMs = fromMs): Look {
  return { fromMs, toMs, cursorMs: clamp(cursorMs, fromMs, toMs) }
}

/** Closer (below 1) or wider (above 1), the moment `aroundMs` staying where it is on the screen. */
export function zoom(look: Look, bounds: Bounds, factor: number, aroundMs = look.cursorMs): Look {
  const whole = bounds.toMs - bounds.fromMs
  const width = look.toMs - look.fromMs
  const wanted = clamp(width * factor, Math.min(CLOSEST_MS, whole), whole)
  const around = clamp(aroundMs, look.fromMs, look.toMs)
  const share = (around - look.fromMs) / width
  return within({ ...look, fromMs: around - share * wanted, toMs: around + (1 - share) * wanted }, bounds)
}

/** Earlier (negative) or later by this share of what is in sight. */
export function pan(look: Look, bounds: Bounds, share: number): Look {
  const by = (look.toMs - look.fromMs) * share
  return within({ ...look, fromMs: look.fromMs + by, toMs: look.toMs + by }, bounds)
}

/** Moves the cursor; what is in sight follows it. */
export function moveCursor(look: Look, bounds: Bounds, toMs: number): Look {
  const cursorMs = clamp(toMs, bounds.fromMs, bounds.toMs)
  const behind = Math.min(0, cursorMs - look.fromMs)
  const ahead = Math.max(0, cursorMs - look.toMs)
  const by = behind + ahead
  return within({ fromMs: look.fromMs + by, toMs: look.toMs + by, cursorMs }, bounds)
}

/** Keys of the chart, or null for a key that is none of them. */
export function lookByKey(look: Look, bounds: Bounds, key: string, isFar: boolean): Look | null {
  const step = (look.toMs - look.fromMs) / (isFar ? 10 : 100)
  switch (key) {
    case 'ArrowLeft':
      return moveCursor(look, bounds, look.cursorMs - step)
    case 'ArrowRight':
      return moveCursor(look, bounds, look.cursorMs + step)
    case 'PageUp':
      return pan(look, bounds, -0.5)
    case 'PageDown':
      return pan(look, bounds, 0.5)
    case 'Home':
      return moveCursor(look, bounds, bounds.fromMs)
    case 'End':
      return moveCursor(look, bounds, bounds.toMs)
    case '+':
    case '=':
    case 'ArrowUp':
      return zoom(look, bounds, 0.5)
    case '-':
    case 'ArrowDown':
      return zoom(look, bounds, 2)
    default:
      return null
  }
}

function within(look: Look, { fromMs, toMs }: Bounds): Look {
  const width = Math.min(look.toMs - look.fromMs, toMs - fromMs)
  const from = clamp(look.fromMs, fromMs, toMs - width)
  return { ...look, fromMs: from, toMs: from + width }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
