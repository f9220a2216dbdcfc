import type { Sample } from '../../shared/reading.ts'
import type { Parser } from '../driver.ts'

/** What a parser comes to know of its line. */
export interface Seen {
  goodFrames: number
  /** As `Parser.deviceTime`; absent: the protocol does not tell it. */
  deviceTime?: string | null | undefined
}

/**
 * The outer end of every parser.
 *
 * @param seen is kept by the parser as it reads
 * @param take reads one chunk and adds the samples that it completes, in order. The loop over its bytes stands there, since
 *   a call from here for each byte would be one that no compiler can see through.
 */
export function parserOf(
  seen: Seen,
  take: (bytes: Uint8Array, samples: Sample[], atMs: number | undefined) => void,
): Parser {
  return {
    push(bytes, atMs) {
      const samples: Sample[] = []
      take(bytes, samples, atMs)
      return samples
    },
    get goodFrames() {
      return seen.goodFrames
    },
    get deviceTime() {
      return seen.deviceTime ?? null
    },
  }
}
