import type { DeviceState, Sample } from '../../shared/reading.ts'
import type { Parser } from '../driver.ts'
import { createHighBitFrames } from '../kit/high-bit-frames.ts'
import { parserOf } from '../kit/parser.ts'
import { plethSamples, vitalSamples } from '../kit/samples.ts'
import { createStrengthQuality } from '../kit/signal-strength.ts'
import { createStateChange } from '../kit/state-change.ts'

const FRAME_BYTES = 5
/** Frames, and so waveform values, per second. */
export const FRAMES_PER_S = 60
export const WAVE_STEPS = 127

/** Everything one frame says (Contec "Communication protocol (V5.1)", 2010). */
export interface Frame {
  /** 0..8; clones that do not fill it send 0. */
  readonly strength: number
  /** A beat was detected. */
  readonly beep: boolean
  readonly spo2Dropping: boolean
  /** "Searching too long"; one public decoder reads this bit as "finger out". Either way there are no valid values. */
  readonly searchingTooLong: boolean
  /** 0..127. */
  readonly wave: number
  readonly searching: boolean
  /** Finger out, or a fault of the sensor. */
  readonly probeError: boolean
  /** 0..15. */
  readonly bar: number
  /** As sent, 0..255; 0 and 255 are no value. */
  readonly pulseRate: number
  /** As sent, 0..127; 0 and everything over 100 are no value. */
  readonly spo2: number
}

/** Reads the five bytes of a frame, which must have the right shape. */
export function readFrame(bytes: Uint8Array): Frame {
  const [status = 0, wave = 0, flags = 0, rate = 0, spo2 = 0] = [
    bytes[0],
    bytes[1],
    bytes[2],
    bytes[3],
    bytes[4],
  ]
  return {
    strength: Math.min(status & 0x0f, 8),
    beep: (status & 0x40) !== 0,
    spo2Dropping: (status & 0x20) !== 0,
    searchingTooLong: (status & 0x10) !== 0,
    wave,
    searching: (flags & 0x20) !== 0,
    probeError: (flags & 0x10) !== 0,
    bar: flags & 0x0f,
    pulseRate: ((flags & 0x40) << 1) | rate,
    spo2,
  }
}

const spo2Samples = vitalSamples('spo2', 100)
const pulseSamples = vitalSamples('pulseRate', 254)
const waveSamples = plethSamples(FRAMES_PER_S, WAVE_STEPS)

/** A frame is a byte with bit 7 set and four without. There is no checksum: only the shape speaks for a frame. */
export function createParser(): Parser {
  const qualityOf = createStrengthQuality(10 * FRAMES_PER_S)
  const seen = { goodFrames: 0 }
  const tellSensor = createStateChange('sensorOn')
  const take = createHighBitFrames(FRAME_BYTES, (bytes, samples) => {
    seen.goodFrames += 1
    report(readFrame(bytes), samples)
  })

  function report(frame: Frame, samples: Sample[]): void {
    const now = sensorState(frame)
    tellSensor(now, samples)
    // The V5.1 document names no sentinels: 0 is what a unit was seen to send, 255 and 127 are its sisters'.
    const valid = now === 'sensorOn'
    const quality = qualityOf(frame.strength)
    samples.push(
      waveSamples(frame.wave),
      spo2Samples(valid && frame.spo2 >= 1 && frame.spo2 <= 100 ? frame.spo2 : null, quality),
      pulseSamples(valid && frame.pulseRate >= 1 && frame.pulseRate <= 254 ? frame.pulseRate : null, quality),
    )
  }

  return parserOf(seen, (bytes, samples) => {
    for (const byte of bytes) take(byte, samples)
  })
}

function sensorState(frame: Frame): DeviceState {
  if (frame.probeError) return 'noSensor'
  return frame.searching || frame.searchingTooLong ? 'searching' : 'sensorOn'
}
