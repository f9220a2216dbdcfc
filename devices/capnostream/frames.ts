import type { Sample } from '../../shared/reading.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { ESCAPE, HEADER, LONGEST } from './frame.ts'

/** A frame that stands still for so long will not go on. */
const CUT_OFF_MS = 1000

/**
 * Finds frames in a stream of bytes. The header occurs nowhere else on the line: wherever it stands, a frame begins.
 *
 * @param onFrame code and data of a frame with a right checksum; its bytes are overwritten by the next
 */
export function createFrames(
  onFrame: (content: Uint8Array, samples: Sample[]) => void,
): (byte: number, samples: Sample[], atMs: number | undefined) => void {
  /** Length, code, data and checksum, without escapes. */
  const frame = new Uint8Array(LONGEST + 2)
  const dropped = createDroppedBytes()
  let isInside = false
  let isEscaped = false
  let filled = 0
  let sum = 0
  /** Bytes on the line, header and escapes among them. */
  let onLine = 0
  let lastMs: number | undefined

  function begin(): void {
    isInside = true
    isEscaped = false
    filled = 0
    sum = 0
    onLine = 1
  }

  function giveUp(samples: Sample[]): void {
    dropped.add(onLine, samples)
    isInside = false
    onLine = 0
  }

  function end(samples: Sample[]): void {
    dropped.end(samples)
    isInside = false
    if (sum === 0) onFrame(frame.subarray(1, filled - 1), samples)
    else samples.push({ kind: 'badFrame', reason: 'checksum', bytes: onLine })
    onLine = 0
  }

  return (byte, samples, atMs) => {
    const isLate = atMs !== undefined && lastMs !== undefined && atMs - lastMs > CUT_OFF_MS
    lastMs = atMs
    if (isInside && (byte === HEADER || isLate)) giveUp(samples)
    if (byte === HEADER) {
      begin()
      return
    }
    if (!isInside) {
      dropped.add(1, samples)
      return
    }
    onLine += 1
    if (byte === ESCAPE && !isEscaped) {
      isEscaped = true
      return
    }
    if (isEscaped && byte + ESCAPE !== HEADER && byte !== 0) {
      giveUp(samples)
      return
    }
    const value = isEscaped ? byte + ESCAPE : byte
    isEscaped = false
    // A message has a code at least.
    if (filled === 0 && value === 0) {
      giveUp(samples)
      return
    }
    frame[filled] = value
    filled += 1
    sum ^= value
    if (filled === (frame[0] ?? 0) + 2) end(samples)
  }
}
