import type { Driver } from '../../devices/driver.ts'
import type { CoreEvent } from '../../shared/ipc.ts'
import type { Sample } from '../../shared/reading.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import type { DeviceView } from '../../shared/views.ts'
import { phrase } from '../../shared/words/host.ts'
import type { BeginCapture, CaptureWriter } from './contracts/captures.ts'
import type { ChunkDirection } from './contracts/lines.ts'
import type { DeviceConfig } from './contracts/record.ts'

/** A window that looks at bytes asks again before this is over. */
const WATCH_MS = 10 * SECOND_MS
/** More bytes than a person can follow are counted, not shown. */
const SHOWN_AT_MOST_BYTES = 400

export type BytesEvent = Extract<CoreEvent, { kind: 'bytes' }>

/** Listens in on one device's line: for the raw capture, and for a person who looks at its bytes. */
export interface LineTap {
  chunk(direction: ChunkDirection, bytes: Uint8Array, at: Instant): void
  samples(samples: readonly Sample[]): void
  /** A note for the capture, as "connected". */
  note(words: string, at: Instant): void
  startCapture(at: Instant): void
  stopCapture(): Promise<void>
  capture(): DeviceView['capture']
  /** Somebody looks, for the next 10 s. */
  watch(): void
  /** What has gathered for those who look; null: nothing, or nobody looks. */
  drainBytes(): BytesEvent | null
}

export interface LineTapOptions {
  readonly config: DeviceConfig
  readonly driver: Driver
  /** Absent: nothing is kept of this line. */
  readonly beginCapture: BeginCapture | undefined
  /** The core's own time: whoever looks does so in it, however fast the room's session is played. */
  readonly coreNow: () => Instant
  readonly onChange: () => void
}

export function createLineTap({ config, driver, beginCapture, coreNow, onChange }: LineTapOptions): LineTap {
  let writer: CaptureWriter | null = null
  let captureError: string | null = null
  let watchedUntilMs = Number.NEGATIVE_INFINITY
  let chunks: { direction: ChunkDirection; hex: string }[] = []
  let shown: Sample[] = []
  let shownBytes = 0
  let left = 0

  const isWatched = () => coreNow().monoMs <= watchedUntilMs

  function show(direction: ChunkDirection, bytes: Uint8Array): void {
    const room = Math.max(0, SHOWN_AT_MOST_BYTES - shownBytes)
    const part = bytes.subarray(0, room)
    left += bytes.length - part.length
    shownBytes += part.length
    if (part.length > 0) chunks.push({ direction, hex: Buffer.from(part).toString('hex') })
  }

  function endCapture(why: 'full' | { readonly error: string }): void {
    captureError = why === 'full' ? phrase.core.captureTooLarge : phrase.core.captureNotWritten(why.error)
    writer = null
    onChange()
  }

  return {
    chunk(direction, bytes, at) {
      writer?.add(direction, bytes, at)
      if (isWatched()) show(direction, bytes)
    },
    samples(samples) {
      if (chunks.length === 0) return
      for (const sample of samples) if (sample.kind !== 'wave') shown.push(sample)
    },
    note: (words, at) => writer?.add('note', new TextEncoder().encode(words), at),
    startCapture(at) {
      if (writer || !beginCapture) return
      captureError = null
      const { label, port } = config
      writer = beginCapture({ driver: driver.id, label, port, line: driver.line, at }, endCapture)
      onChange()
    },
    async stopCapture() {
      const ended = writer
      writer = null
      captureError = null
      onChange()
      await ended?.close()
    },
    capture() {
      if (writer) return { id: writer.id, bytes: writer.size(), error: null }
      return captureError === null ? null : { id: '', bytes: 0, error: captureError }
    },
    watch() {
      watchedUntilMs = coreNow().monoMs + WATCH_MS
    },
    drainBytes() {
      if (chunks.length === 0) {
        shown = []
        return null
      }
      const event: BytesEvent = { kind: 'bytes', deviceId: config.id, chunks, samples: shown, left }
      chunks = []
      shown = []
      shownBytes = 0
      left = 0
      return isWatched() ? event : null
    },
  }
}
