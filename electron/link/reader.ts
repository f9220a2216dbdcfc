import type { Driver } from '../../devices/driver.ts'
import type { Sample } from '../../shared/reading.ts'

export interface Heard {
  /** Everything the parser gave, for the driver's own host. */
  readonly samples: readonly Sample[]
  /** What may be passed on: on a fresh line, values are held back until they are believed. */
  readonly believed: readonly Sample[]
  readonly goodFrames: number
  readonly badFrames: number
  /** A good frame came, and the line is believed. */
  readonly frame: boolean
}

export interface Reader {
  /** Begins a fresh line: trust must be earned again. */
  restart(): void
  /** Without bytes: none have come up to now. */
  read(bytes: Uint8Array, atMs: number): Heard
  /** The monitor's own clock in its newest good frame; null where it does not tell. */
  deviceTime(): string | null
}

/**
 * A driver's parser, with its rule of trust: after each opening, `trustAfterFrames` good frames must come in a row; the
 * values of that last one are the first that are believed. Until then bad frames and device states are passed on, values
 * are not.
 *
 * One parser serves the device across reopenings, so that a monitor which repeats its last cuff result does not make
 * it a new one. A frame glued together from both sides of a gap is what the rule of trust, or the checksum, is for.
 */
export function createReader(driver: Driver): Reader {
  const parser = driver.createParser()
  let row = 0
  let trusted = driver.trustAfterFrames === 0

  function readUntilTrusted(bytes: Uint8Array, atMs: number): Heard {
    const all: Sample[] = []
    const believed: Sample[] = []
    let goodFrames = 0
    // Byte by byte: only so does each frame's count belong to its own samples. Once without bytes, where none have come.
    for (let at = 0; at < Math.max(1, bytes.length); at++) {
      if (trusted) return join(all, believed, goodFrames, readOn(bytes.subarray(at), atMs))
      const before = parser.goodFrames
      const samples = parser.push(bytes.subarray(at, at + 1), atMs)
      const good = parser.goodFrames - before
      goodFrames += good
      row = (samples.some(isBadFrame) ? 0 : row) + good
      trusted = good > 0 && row >= driver.trustAfterFrames
      all.push(...samples)
      believed.push(...(trusted ? samples : samples.filter(isNoValue)))
    }
    return { samples: all, believed, goodFrames, badFrames: countBad(all), frame: trusted }
  }

  function readOn(bytes: Uint8Array, atMs: number): Heard {
    const before = parser.goodFrames
    const samples = parser.push(bytes, atMs)
    const goodFrames = parser.goodFrames - before
    return { samples, believed: samples, goodFrames, badFrames: countBad(samples), frame: goodFrames > 0 }
  }

  return {
    deviceTime: () => parser.deviceTime ?? null,
    restart() {
      row = 0
      trusted = driver.trustAfterFrames === 0
    },
    read: (bytes, atMs) => (trusted ? readOn(bytes, atMs) : readUntilTrusted(bytes, atMs)),
  }
}

/** What was read up to the frame that earned trust, and after it. */
function join(samples: Sample[], believed: Sample[], goodFrames: number, rest: Heard): Heard {
  return {
    samples: [...samples, ...rest.samples],
    believed: [...believed, ...rest.believed],
    goodFrames: goodFrames + rest.goodFrames,
    badFrames: countBad(samples) + rest.badFrames,
    frame: true,
  }
}

function isBadFrame(sample: Sample): boolean {
  return sample.kind === 'badFrame'
}

function isNoValue(sample: Sample): boolean {
  return sample.kind === 'badFrame' || sample.kind === 'device'
}

function countBad(samples: readonly Sample[]): number {
  return samples.filter(isBadFrame).length
}
