import { bytesText } from './bytes.ts'

const CR = 0x0d
const LF = 0x0a

/** One line of a text protocol: a character for each byte, so that places in it count bytes. */
export interface TextLine {
  readonly text: string
  /** Bytes of the line and of its end. */
  readonly bytes: number
  /** Bytes that were given up before it, because no line is so long. */
  readonly lost: number
}

/** Cuts a byte stream into lines at CR or LF, whatever the chunks. Empty lines are left out. */
export interface TextLines {
  push(bytes: Uint8Array, take: (line: TextLine) => void): void
}

/**
 * @param longest no line of the protocol is longer, in bytes: of a run without an end only so much is kept, its newest part,
 *   in which a line may still be whole
 */
export function createTextLines(longest: number): TextLines {
  let kept = ''
  let lost = 0

  function give(rest: string, ends: number, take: (line: TextLine) => void): void {
    const text = kept + rest
    kept = ''
    if (text === '') return
    take({ text, bytes: text.length + ends, lost })
    lost = 0
  }

  function keep(rest: string): void {
    const text = kept + rest
    kept = text.length > longest ? text.slice(-longest) : text
    lost += text.length - kept.length
  }

  return {
    push(bytes, take) {
      // Once for the whole chunk: a call for each line costs more than the line.
      const text = bytesText(bytes)
      let from = 0
      for (let at = 0; at < bytes.length; at += 1) {
        const byte = bytes[at]
        if (byte !== CR && byte !== LF) continue
        give(text.slice(from, at), 1, take)
        from = at + 1
      }
      if (from < bytes.length) keep(text.slice(from))
    },
  }
}

/** Where the last match of a global pattern begins: what stands before it is noise, or a line that was cut off. -1: nowhere. */
export function lastPlaceOf(text: string, pattern: RegExp): number {
  let at = -1
  for (const match of text.matchAll(pattern)) at = match.index
  return at
}
