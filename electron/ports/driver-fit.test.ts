import { describe, expect, it } from 'vitest'
import { letterDriver, letters } from '../link/testing/letter-driver.ts'
import { createDriverFit } from './driver-fit.ts'

/** What a driver makes of these letters: `V` and a digit is a frame, `.` is part of one, anything else is none. */
function hear(text: string, checksum: string | null = null) {
  const about = { devices: [], cable: '', setUp: '', checksum, tested: [], uncertain: [] }
  const fit = createDriverFit({ ...letterDriver, about }, 9600, false)
  for (const letter of text) fit.hear(letters(letter), 0)
  return { verdict: fit.verdict(), ...fit.weigh() }
}

describe('what a driver makes of what comes', () => {
  it('is sure of three frames, and of two with a checksum', () => {
    expect(hear('V1V2').verdict).toBe('perhaps')
    expect(hear('V1V2V3')).toMatchObject({ verdict: 'fits', goodFrames: 3, fitBytes: 6, bytes: 6 })
    expect(hear('V1', 'sum').verdict).toBe('perhaps')
    expect(hear('V1V2', 'sum').verdict).toBe('fits')
  })

  it('knows nothing of silence, nor of what is no frame', () => {
    expect(hear('')).toMatchObject({ verdict: 'no', fitBytes: 0, bytes: 0 })
    expect(hear('xxxx')).toMatchObject({ verdict: 'no', fitBytes: 0, bytes: 4 })
  })

  it('forgives the rest of one frame at the start, and no more', () => {
    expect(hear('xxV1V2V3')).toMatchObject({ verdict: 'fits', fitBytes: 6, bytes: 8 })
    expect(hear('xxxV1V2V3').verdict).toBe('no')
  })

  it('does not forgive between frames', () => {
    expect(hear('V1xV2V3').verdict).toBe('no')
    expect(hear('V1V2V3V4V5V6V7V8V9xx').verdict).toBe('fits')
    expect(hear('V1V2V3V4V5V6V7V8V9xxx').verdict).toBe('no')
  })
})
