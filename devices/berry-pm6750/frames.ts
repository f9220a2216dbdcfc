import type { Sample } from '../../shared/reading.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { frameAtEnd, LONGEST_FRAME } from './packet.ts'

/**
 * Finds frames in a stream of bytes. One is looked for where each byte would be its last, so that a length which is only noise
 * keeps none waiting.
 *
 * @param onFrame a whole frame; its bytes are overwritten by the next
 */
export function createFrames(
  onFrame: (frame: Uint8Array, samples: Sample[]) => void,
): (byte: number, samples: Sample[]) => void {
  const kept = new Uint8Array(LONGEST_FRAME)
  const dropped = createDroppedBytes()
  let count = 0
  return (byte, samples) => {
    if (count === LONGEST_FRAME) {
      dropped.add(1, samples)
      kept.copyWithin(0, 1)
      count -= 1
    }
    kept[count] = byte
    count += 1
    const length = frameAtEnd(kept, count)
    if (length === null) return
    for (let n = length; n < count; n += 1) dropped.add(1, samples)
    dropped.end(samples)
    onFrame(kept.subarray(count - length, count), samples)
    count = 0
  }
}
