import type { Sample } from '../../shared/reading.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { FLAG, removeEscapes, sumOf } from './frame.ts'
import { HEADER_BYTES, lengthOf } from './record.ts'

/** The longest record has 1490 bytes; escaped, at most twice as many and the checksum. */
const LONGEST = 2 * 1491

/**
 * Finds records between flags. One flag may close a frame and open the next, and flags alone fill the line: they are no loss.
 *
 * @param onRecord a whole record without its checksum
 */
export function createFrames(
  onRecord: (record: Uint8Array, samples: Sample[]) => void,
): (byte: number, samples: Sample[]) => void {
  const content = new Uint8Array(LONGEST)
  const dropped = createDroppedBytes()
  let count = 0
  let isTooLong = false

  function end(samples: Sample[]): void {
    const bytes = removeEscapes(content.subarray(0, count))
    const record = bytes.subarray(0, -1)
    if (isTooLong || record.length < HEADER_BYTES || lengthOf(record) !== record.length) {
      for (let n = 0; n < count; n += 1) dropped.add(1, samples)
      return
    }
    dropped.end(samples)
    if (sumOf(record) === bytes.at(-1)) onRecord(record, samples)
    else samples.push({ kind: 'badFrame', reason: 'checksum', bytes: count })
  }

  return (byte, samples) => {
    if (byte !== FLAG) {
      if (count === LONGEST) {
        // No record is so long: what was kept is given up, and so is the rest up to the next flag.
        for (let n = 0; n < count; n += 1) dropped.add(1, samples)
        count = 0
        isTooLong = true
      }
      content[count] = byte
      count += 1
      return
    }
    if (count > 0) end(samples)
    count = 0
    isTooLong = false
  }
}
