import type { Sample } from '../../shared/reading.ts'
import { bytesText, concatBytes, textBytes } from '../kit/bytes.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'

/* Frames of the minimal lower layer protocol (HL7 v2, appendix on MLLP): VT, message, FS, CR. None of the three is in a message. */

const VT = 0x0b
const FS = 0x1c
const CR = 0x0d
const LF = 0x0a
/** No message of a monitor is longer, in bytes: what goes on is given up. */
export const LONGEST_MESSAGE = 65_536

/** A byte order mark of UTF-8 and line ends, which some senders put before the first segment. */
const BEFORE_HEADER = /^(?:\xef\xbb\xbf|[\r\n])+/

/**
 * Finds messages in a stream of bytes. A VT begins one wherever it stands, and what it cuts short is dropped.
 *
 * @param onMessage its text, a character for each byte, and how many bytes its frame has
 * @returns takes a chunk
 */
export function createMllpFrames(
  onMessage: (text: string, frameBytes: number, samples: Sample[]) => void,
): (bytes: Uint8Array, samples: Sample[]) => void {
  const content = new Uint8Array(LONGEST_MESSAGE)
  const dropped = createDroppedBytes()
  let isInside = false
  let isEnding = false
  let filled = 0

  function giveUp(bytes: number, samples: Sample[]): void {
    dropped.add(bytes, samples)
    isInside = false
    isEnding = false
    filled = 0
  }

  function takeOutside(byte: number, samples: Sample[]): void {
    // Some senders end a frame with a line feed too.
    if (byte !== CR && byte !== LF) dropped.add(1, samples)
  }

  function take(byte: number, samples: Sample[]): void {
    if (byte === VT) {
      if (isInside) giveUp(1 + filled + (isEnding ? 1 : 0), samples)
      isInside = true
      return
    }
    if (!isInside) {
      takeOutside(byte, samples)
      return
    }
    if (isEnding) {
      if (byte !== CR) {
        giveUp(filled + 3, samples)
        return
      }
      const text = bytesText(content.subarray(0, filled))
      isInside = false
      isEnding = false
      filled = 0
      dropped.end(samples)
      onMessage(text.replace(BEFORE_HEADER, ''), text.length + 3, samples)
      return
    }
    if (byte === FS) {
      isEnding = true
      return
    }
    if (filled === LONGEST_MESSAGE) {
      giveUp(filled + 2, samples)
      return
    }
    content[filled] = byte
    filled += 1
  }

  return (bytes, samples) => {
    for (const byte of bytes) take(byte, samples)
  }
}

/** @param text each character is a byte */
export function writeMllpFrame(text: string): Uint8Array {
  return concatBytes([Uint8Array.of(VT), textBytes(text), Uint8Array.of(FS, CR)])
}
