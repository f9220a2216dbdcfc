import type { Instant } from '../../../shared/time.ts'
import { type CaptureHeader, type RecordKind, writeHeader, writeRecord } from './format.ts'

/** A capture ends by itself at this size: some four days of a streaming oximeter. A forgotten one must not fill the disk. */
const CAPTURE_AT_MOST_BYTES = 200_000_000

/** Where the bytes of a capture go. */
export interface CaptureSink {
  write(bytes: Uint8Array): void
  /** Resolves once everything is on disk, or cannot be. Never rejects. */
  close(): Promise<void>
}

export interface CaptureWriter {
  /** Bytes written so far. */
  size(): number
  add(kind: RecordKind, bytes: Uint8Array, at: Instant): void
  /** Resolves once everything is on disk. Never rejects. */
  close(): Promise<void>
}

export type OnCaptureEnd = (why: 'full' | { readonly error: string }) => void

/**
 * Begins a capture where `open` says: a file, or a process that has one.
 *
 * @param onEnd told once, when it ends by itself: the disk does not take it (a sentence), or it is full (`full`)
 */
export function formCapture(
  open: (onError: (error: string) => void) => CaptureSink,
  header: CaptureHeader,
  start: Instant,
  onEnd: OnCaptureEnd,
): CaptureWriter {
  let lastMs = Math.round(start.monoMs)
  let size = 0
  let isOpen = true
  const sink = open(error => {
    if (isOpen) onEnd({ error })
    isOpen = false
  })

  function write(bytes: Uint8Array): void {
    size += bytes.length
    sink.write(bytes)
  }
  write(writeHeader(header))

  return {
    size: () => size,
    add(kind, bytes, at) {
      if (!isOpen) return
      const nowMs = Math.round(at.monoMs)
      write(writeRecord(kind, nowMs - lastMs, bytes))
      lastMs = Math.max(lastMs, nowMs)
      if (size < CAPTURE_AT_MOST_BYTES) return
      isOpen = false
      void sink.close()
      onEnd('full')
    },
    close() {
      isOpen = false
      return sink.close()
    },
  }
}
