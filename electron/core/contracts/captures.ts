import type { LineSettings } from '../../../devices/driver.ts'
import type { Instant } from '../../../shared/time.ts'
import type { CaptureView } from '../../../shared/views.ts'
import type { ChunkDirection } from './lines.ts'

/* What the core asks of raw captures. */

/** A capture to be begun: what is on the line to one device from now on. */
export interface CaptureStart {
  readonly driver: string
  readonly label: string
  readonly port: string
  readonly line: LineSettings
  readonly at: Instant
}

export interface CaptureWriter {
  readonly id: string
  /** Bytes written so far. */
  size(): number
  /** `note`: words about the line itself. */
  add(kind: ChunkDirection | 'note', bytes: Uint8Array, at: Instant): void
  /** Resolves once everything is on disk. Never rejects. */
  close(): Promise<void>
}

/** Begins a capture. `onEnd` is told once, when it ends by itself: the disk does not take it, or it is full. */
export type BeginCapture = (
  start: CaptureStart,
  onEnd: (why: 'full' | { readonly error: string }) => void,
) => CaptureWriter

export interface Captures {
  readonly begin: BeginCapture
  /** Every capture of this installation, newest first. */
  list(): Promise<readonly CaptureView[]>
  /** @throws Refusal where there is none of this name */
  read(id: string): Promise<{ readonly bytes: Uint8Array; readonly path: string }>
  /** Whose line a capture was. @throws Refusal where there is none of this name, or it cannot be read */
  describe(id: string): Promise<{ readonly driver: string; readonly label: string }>
}
