import { toSteps } from '../frame-encoder.ts'
import type { WriteFrame } from '../nonin-df2/encoder.ts'
import type { FrameShape } from '../nonin-df2/frames.ts'
import { STATUS_MARK } from '../nonin-df2/packet.ts'

/** The waveform has 16 bits. */
export const WAVE_STEPS = 65_535
const WAVE_AT_REST = 0.5

/** Status, waveform high and low, value, sum. Nothing marks the start but bit 7, which waveform bytes may have as well. */
export const format7: FrameShape = {
  startsWith: first => first >= STATUS_MARK,
  mayStartWith: first => first >= STATUS_MARK,
  framesInARow: 3,
  statusAt: 0,
  pleth: frame => ((frame[1] ?? 0) << 8) | (frame[2] ?? 0),
}

export const writeFormat7: WriteFrame = (status, wave, value) => {
  const step = toSteps(wave ?? WAVE_AT_REST, WAVE_STEPS)
  return [status, step >> 8, step & 0xff, value]
}
