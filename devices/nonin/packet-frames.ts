import type { Sample } from '../../shared/reading.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { FRAME_BYTES, FRAME_START, STATUS_MARK } from './packet.ts'

/** How the frames of a format look; both have five bytes, the fifth the sum of the others. */
export interface FrameShape {
  /** Does a frame begin like this? `second` is the byte after `first`. */
  startsWith(first: number, second: number): boolean
  /** Could a frame begin with this byte alone? */
  mayStartWith(first: number): boolean
  /** So many good frames in a row are proof of the alignment. */
  readonly framesInARow: number
  /** Place of the status byte. */
  readonly statusAt: number
  pleth(frame: Uint8Array): number
}

export const format2: FrameShape = {
  startsWith: (first, second) => first === FRAME_START && second >= STATUS_MARK,
  mayStartWith: first => first === FRAME_START,
  framesInARow: 2,
  statusAt: 1,
  pleth: frame => frame[2] ?? 0,
}

/** What is made of the line, frame by frame. */
export interface FrameListener {
  /** A good frame. */
  onFrame(status: number, pleth: number, value: number, samples: Sample[]): void
  /** Something was lost: the packet under way is not whole. */
  onLoss(): void
}

/**
 * Finds the frames in a stream of bytes. What begins a frame occurs inside frames as well, so several good frames in a
 * row are asked for before the alignment is believed; once believed, it outlives a frame with a bad checksum.
 */
export function createFrameReader(
  shape: FrameShape,
  { onFrame, onLoss }: FrameListener,
): (byte: number, samples: Sample[]) => void {
  // At most the frame in question and those that decide about it.
  const pending = new Uint8Array(shape.framesInARow * FRAME_BYTES)
  const dropped = createDroppedBytes()
  let count = 0
  let isAligned = false

  function startsAt(index: number): boolean {
    return shape.startsWith(pending[index] ?? 0, pending[index + 1] ?? 0)
  }
  function isGoodAt(index: number): boolean {
    if (!startsAt(index)) return false
    let sum = 0
    for (let i = index; i < index + FRAME_BYTES - 1; i += 1) sum += pending[i] ?? 0
    return (sum & 0xff) === pending[index + FRAME_BYTES - 1]
  }
  function remove(bytes: number): void {
    pending.copyWithin(0, bytes, count)
    count -= bytes
  }
  function accept(samples: Sample[]): void {
    onFrame(pending[shape.statusAt] ?? 0, shape.pleth(pending), pending[3] ?? 0, samples)
    remove(FRAME_BYTES)
  }
  function dropByte(samples: Sample[]): void {
    dropped.add(1, samples)
    remove(1)
  }
  function reject(samples: Sample[]): void {
    samples.push({ kind: 'badFrame', reason: 'checksum', bytes: FRAME_BYTES })
    onLoss()
    remove(FRAME_BYTES)
  }
  /** Could a frame begin inside the first one, as it does after a lost byte? */
  function mayStartInside(): boolean {
    for (let i = 1; i < FRAME_BYTES - 1; i += 1) if (startsAt(i)) return true
    return shape.mayStartWith(pending[FRAME_BYTES - 1] ?? 0)
  }

  /** Settles what the pending bytes begin with; false: more bytes are needed. */
  function settle(samples: Sample[]): boolean {
    return isAligned ? settleAligned(samples) : settleSearching(samples)
  }
  function settleSearching(samples: Sample[]): boolean {
    if (!shape.mayStartWith(pending[0] ?? 0)) {
      dropByte(samples)
      return true
    }
    for (let frame = 0; frame < shape.framesInARow; frame += 1) {
      if (count < (frame + 1) * FRAME_BYTES) return false
      if (isGoodAt(frame * FRAME_BYTES)) continue
      dropByte(samples)
      return true
    }
    isAligned = true
    dropped.end(samples)
    return true
  }
  function settleAligned(samples: Sample[]): boolean {
    if (count < FRAME_BYTES) return false
    if (isGoodAt(0)) accept(samples)
    else if (startsAt(0) && !mayStartInside()) reject(samples)
    else if (startsAt(0) && count < 2 * FRAME_BYTES) return false
    else if (startsAt(0) && isGoodAt(FRAME_BYTES)) reject(samples)
    else {
      isAligned = false
      onLoss()
    }
    return true
  }

  return (byte, samples) => {
    pending[count] = byte
    count += 1
    while (count > 0 && settle(samples));
  }
}
