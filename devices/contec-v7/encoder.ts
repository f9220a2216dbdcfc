import type { Encoder } from '../driver.ts'
import { createFrameEncoder, type FrameContent, toSteps, toWire } from '../kit/frame-encoder.ts'
import { LIVE, writePacket } from './packet.ts'
import { MAX_PERFUSION, NO_PERFUSION, NO_RATE, NO_SPO2, WAVE_STEPS } from './parser.ts'

const GOOD_STRENGTH = 6
const WEAK_STRENGTH = 1
/** What a unit sends while the finger is out. */
const WAVE_AT_REST = 64

export function createEncoder(): Encoder {
  return createFrameEncoder(1, writeLive)
}

function writeLive({ wave, sensor, quality, value, has }: FrameContent): Uint8Array {
  const step = wave?.[0] === undefined ? WAVE_AT_REST : toSteps(wave[0], WAVE_STEPS)
  const perfusion = value('perfusionIndex')
  const hundredths = toWire(perfusion === null ? null : perfusion * 100, 1, MAX_PERFUSION, NO_PERFUSION)
  return writePacket(LIVE, [
    (sensor === 'noSensor' ? 0x80 : 0) | (quality === 'poor' ? WEAK_STRENGTH : GOOD_STRENGTH),
    (sensor === 'searching' ? 0x80 : 0) | step,
    (has('perfusionIndex') ? 0 : 0x10) | (step >> 3),
    toWire(value('pulseRate'), 1, 254, NO_RATE),
    toWire(value('spo2'), 1, 100, NO_SPO2),
    hundredths & 0xff,
    hundredths >> 8,
  ])
}
