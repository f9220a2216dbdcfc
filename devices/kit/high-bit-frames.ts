import type { Sample } from '../../shared/reading.ts'
import { createDroppedBytes } from './dropped-bytes.ts'

/**
 * Finds frames of which the first byte alone has bit 7 set. There is no checksum: only the shape speaks for a frame. A
 * byte that comes early begins a new one, and what it cut short is dropped.
 *
 * @param onFrame a whole frame; its bytes are overwritten by the next
 * @returns takes one byte
 */
export function createHighBitFrames(
  length: number,
  onFrame: (frame: Uint8Array, samples: Sample[]) => void,
): (byte: number, samples: Sample[]) => void {
  const frame = new Uint8Array(length)
  const dropped = createDroppedBytes()
  let filled = 0
  return (byte, samples) => {
    if (byte >= 0x80) {
      if (filled > 0) dropped.add(filled, samples)
      filled = 0
    } else if (filled === 0) {
      dropped.add(1, samples)
      return
    }
    frame[filled] = byte
    filled += 1
    if (filled < length) return
    filled = 0
    dropped.end(samples)
    onFrame(frame, samples)
  }
}
