import type { Instant } from './time.ts'

/** State of the line to one device. `idle`: opened by nobody. */
export type LinkState = 'idle' | 'connecting' | 'connected' | 'quiet' | 'lost' | 'reconnecting'

/** What the device page shows of one line. */
export interface LinkView {
  readonly state: LinkState
  readonly sinceMonoMs: number
  readonly goodFrames: number
  readonly badFrames: number
  readonly bytes: number
  readonly framesPerS: number
  readonly lastByteAt: Instant | null
  readonly lastFrameAt: Instant | null
  /** One clear sentence: what is wrong, and what to do. */
  readonly error: string | null
  readonly attempts: number
}
