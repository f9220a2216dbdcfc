import type { Instant } from './time.ts'

/**
 * State of the line to one device.
 *
 * - `idle`: opened by nobody.
 * - `connecting`: the first opening, up to its first believed frame.
 * - `connected`: frames come.
 * - `quiet`: the port is open, but no byte has come for the driver's `quietAfterMs`.
 * - `lost`: the port cannot be opened, has gone, or gave no frame for 10 s (AR-7). It is tried again and again.
 * - `reconnecting`: the port is open again after a loss; its first believed frame is awaited.
 */
export const linkStates = ['idle', 'connecting', 'connected', 'quiet', 'lost', 'reconnecting'] as const
export type LinkState = (typeof linkStates)[number]

/** What the device page shows of one line. */
export interface LinkView {
  readonly state: LinkState
  readonly sinceMonoMs: number
  readonly goodFrames: number
  /** Pieces of the line that were dropped, not bytes. */
  readonly badFrames: number
  /** Bytes received. */
  readonly bytes: number
  /** Good frames in the last second. */
  readonly framesPerS: number
  readonly lastByteAt: Instant | null
  /** Last good frame that was believed: on a fresh line a driver may ask for several in a row first. */
  readonly lastFrameAt: Instant | null
  /** The monitor's clock less this computer's, in whole s; null where it does not tell the time. */
  readonly clockOffsetS: number | null
  /** One clear sentence: what is wrong, and what to do. */
  readonly error: string | null
  /** Times the port was opened anew, or tried to be, since the last believed frame. */
  readonly attempts: number
}
