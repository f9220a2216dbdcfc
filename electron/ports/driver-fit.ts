import type { Driver } from '../../devices/driver.ts'
import { concatBytes } from '../../devices/kit/bytes.ts'
import type { Sample } from '../../shared/reading.ts'
import type { Fit } from '../../shared/views.ts'
import { SYMPTOM_BYTES } from '../link/index.ts'

/** A driver fits when so much of what came are its frames … */
const FITS_SHARE = 0.9
/** … and so many of them. */
const FITS_FRAMES = 3
/** A checksum proves more: nobody waits for the third frame of a monitor that sends one in five seconds. */
const FITS_CHECKED_FRAMES = 2

/** `perhaps`: what came are its frames, but too few to be sure. */
export type Verdict = 'fits' | 'perhaps' | 'no'

/** How well one driver fits a line: its parser, with the account of what it made of the bytes. */
export interface DriverFit {
  readonly driver: Driver
  hear(
    chunk: Uint8Array,
    atMs: number | undefined,
  ): { readonly samples: readonly Sample[]; readonly heard: boolean }
  weigh(): Fit
  /** The newest bytes, while none of them was a frame. */
  unread(): Uint8Array
  verdict(): Verdict
}

/** @param probed the port is asked, as a person has allowed */
export function createDriverFit(driver: Driver, baudRate: number, probed: boolean): DriverFit {
  const parser = driver.createParser()
  const framesWanted = driver.about?.checksum ? FITS_CHECKED_FRAMES : FITS_FRAMES
  let bytes = 0
  let dropped = 0
  /** Of these, before the first good frame. */
  let droppedFirst = 0
  let unread: Uint8Array = new Uint8Array(0)

  function weigh(): Fit {
    const { goodFrames } = parser
    const fitBytes = goodFrames === 0 ? 0 : Math.max(0, bytes - dropped)
    return { driver: driver.id, baudRate, goodFrames, fitBytes, bytes, probed }
  }

  return {
    driver,
    hear(chunk, atMs) {
      const before = parser.goodFrames
      bytes += chunk.length
      const samples = parser.push(chunk, atMs)
      for (const sample of samples) if (sample.kind === 'badFrame') dropped += sample.bytes
      if (before === 0) droppedFirst = dropped
      if (parser.goodFrames === 0) unread = concatBytes([unread, chunk]).slice(-SYMPTOM_BYTES)
      return { samples, heard: parser.goodFrames > before }
    },
    weigh,
    unread: () => unread,
    verdict() {
      const { goodFrames, fitBytes } = weigh()
      if (goodFrames === 0) return 'no'
      // Who begins to listen in the middle of a frame gets its rest: of five slow lines, that would be too much to lose.
      const cutFrame = Math.min(droppedFirst, fitBytes / goodFrames)
      if (fitBytes < FITS_SHARE * (bytes - cutFrame)) return 'no'
      return goodFrames >= framesWanted ? 'fits' : 'perhaps'
    },
  }
}

/** 0..1: how much of what came is this driver's. */
export function share({ fitBytes, bytes }: Fit): number {
  return bytes === 0 ? 0 : fitBytes / bytes
}
