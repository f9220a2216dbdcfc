import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Instant } from '../../../shared/time.ts'
import { FILE_MODE, FOLDER_MODE } from '../../process/tighten.ts'
import { type CaptureHeader, type RecordKind, writeHeader, writeRecord } from './format.ts'

/** A capture ends by itself at this size: some four days of a streaming oximeter. A forgotten one must not fill the disk. */
const CAPTURE_AT_MOST_BYTES = 200_000_000

export interface CaptureWriter {
  readonly path: string
  /** Bytes written so far. */
  size(): number
  add(kind: RecordKind, bytes: Uint8Array, at: Instant): void
  /** Resolves once everything is on disk. Never rejects. */
  close(): Promise<void>
}

/**
 * Begins a new capture file; its folder is made.
 *
 * @param onEnd told once, when it ends by itself: the disk does not take it (a sentence), or it is full (`full`)
 */
export function createCaptureWriter(
  path: string,
  header: CaptureHeader,
  start: Instant,
  onEnd: (why: 'full' | { readonly error: string }) => void,
): CaptureWriter {
  mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE })
  // "wx": a capture never replaces another.
  const stream = createWriteStream(path, { flags: 'wx', mode: FILE_MODE })
  let lastMs = Math.round(start.monoMs)
  let size = 0
  let open = true

  stream.on('error', error => {
    if (open) onEnd({ error: error.message })
    open = false
  })
  function write(bytes: Uint8Array): void {
    size += bytes.length
    stream.write(bytes)
  }
  write(writeHeader(header))

  return {
    path,
    size: () => size,
    add(kind, bytes, at) {
      if (!open) return
      const nowMs = Math.round(at.monoMs)
      write(writeRecord(kind, nowMs - lastMs, bytes))
      lastMs = Math.max(lastMs, nowMs)
      if (size < CAPTURE_AT_MOST_BYTES) return
      open = false
      stream.end()
      onEnd('full')
    },
    close() {
      open = false
      return new Promise(resolve => {
        if (stream.closed || stream.errored) return resolve()
        stream.once('close', resolve)
        stream.once('error', () => resolve())
        stream.end()
      })
    },
  }
}
