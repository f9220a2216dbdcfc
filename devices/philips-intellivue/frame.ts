import type { Sample } from '../../shared/reading.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'

/** Frames of the MIB/RS-232 interface: C0, header, message and check sequence with C0, C1 and 7D escaped, C1. */
const BEGIN = 0xc0
const END = 0xc1
const ESCAPE = 0x7d
const ESCAPED_BIT = 0x20
/** Protocol id and message type, before the message's length. */
const HEADER = [0x11, 0x01] as const
const HEADER_BYTES = 4
const CHECK_BYTES = 2
/** Far above what is agreed on when associating (2500 bytes). */
const LONGEST = 8192
/** The check sequence of a whole frame, its own two bytes included, before the complement (RFC 1171). */
const GOOD_CHECK = 0xf0b8

const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let check = byte
  for (let bit = 0; bit < 8; bit += 1) check = check & 1 ? (check >> 1) ^ 0x8408 : check >> 1
  return check
})

function checkByte(check: number, byte: number): number {
  return (check >> 8) ^ (table[(check ^ byte) & 0xff] ?? 0)
}

/** A message as it goes over the line. */
export function writeFrame(message: Uint8Array): Uint8Array {
  return frameContent(Uint8Array.of(...HEADER, message.length >> 8, message.length & 0xff, ...message))
}

/** Any content with its check sequence, escaped, between BEGIN and END. */
export function frameContent(content: Uint8Array): Uint8Array {
  let check = 0xffff
  for (const byte of content) check = checkByte(check, byte)
  check ^= 0xffff
  const bytes = [BEGIN]
  // The check sequence is escaped too: about one in 43 holds a byte that would end the frame.
  for (const byte of [...content, check & 0xff, check >> 8])
    if (byte === BEGIN || byte === END || byte === ESCAPE) bytes.push(ESCAPE, byte ^ ESCAPED_BIT)
    else bytes.push(byte)
  return Uint8Array.of(...bytes, END)
}

/**
 * Finds frames. A frame that its sender gave up (7D C1) is no loss, unless it was whole: then a byte of it was damaged.
 *
 * @param onMessage a message whose check sequence is right; false: it cannot be one, and is counted as a bad frame
 */
export function createFrames(
  onMessage: (message: Uint8Array, samples: Sample[]) => boolean,
): (byte: number, samples: Sample[]) => void {
  const content = new Uint8Array(LONGEST)
  const dropped = createDroppedBytes()
  let count = 0
  /** Bytes on the line since BEGIN, itself included; 0: between frames. */
  let onLine = 0
  let isEscaped = false
  let check = 0xffff

  function begin(samples: Sample[]): void {
    if (onLine > 0) dropped.add(onLine, samples)
    onLine = 1
    count = 0
    isEscaped = false
    check = 0xffff
  }

  function lengthTold(): number {
    return ((content[2] ?? 0) << 8) | (content[3] ?? 0)
  }

  function hasHeader(): boolean {
    return count >= HEADER_BYTES && content[0] === HEADER[0] && content[1] === HEADER[1]
  }

  function end(samples: Sample[]): void {
    const bytes = onLine
    onLine = 0
    const isGivenUp = isEscaped && hasHeader() && count < lengthTold() + HEADER_BYTES
    if (isGivenUp) return
    if (isEscaped || !hasHeader() || count !== lengthTold() + HEADER_BYTES + CHECK_BYTES) {
      dropped.add(bytes, samples)
      return
    }
    dropped.end(samples)
    if (check !== GOOD_CHECK) samples.push({ kind: 'badFrame', reason: 'checksum', bytes })
    else if (!onMessage(content.slice(HEADER_BYTES, count - CHECK_BYTES), samples))
      samples.push({ kind: 'badFrame', reason: 'framing', bytes })
  }

  return (byte, samples) => {
    if (byte === BEGIN) {
      begin(samples)
      return
    }
    if (onLine === 0 || count === LONGEST) {
      // Between frames, or in one longer than any is: lost up to the next BEGIN.
      dropped.add(onLine + 1, samples)
      onLine = 0
      count = 0
      return
    }
    onLine += 1
    if (byte === END) {
      end(samples)
      return
    }
    if (byte === ESCAPE) {
      isEscaped = true
      return
    }
    const value = isEscaped ? byte ^ ESCAPED_BIT : byte
    isEscaped = false
    content[count] = value
    count += 1
    check = checkByte(check, value)
  }
}
