import { phrase } from '../../shared/words/host.ts'
import type { About, Driver } from '../driver.ts'
import { toSteps } from '../kit/frame-encoder.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { FRAMES_PER_PACKET, FRAMES_PER_S, STATUS_MARK } from './packet.ts'
import { createEncoder, type WriteFrame } from './packet-encoder.ts'
import type { FrameShape } from './packet-frames.ts'
import { createParser } from './packet-parser.ts'

const about: About = {
  devices: [
    'Nonin Onyx II 9560 and WristOx2 3150, once set to format 7',
    'Nonin Xpod and OEM III of some part numbers',
  ],
  checksum: 'sum of the four bytes before it, 8 bit, in each frame',
  tested: ['packets made from the layout'],
  uncertain: [
    {
      what: 'Which Xpod and OEM III part numbers speak format 7.',
      settledBy: 'A minute of any of them.',
    },
  ],
}

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

const writeFormat7: WriteFrame = (status, wave, value) => {
  const step = toSteps(wave ?? WAVE_AT_REST, WAVE_STEPS)
  return [status, step >> 8, step & 0xff, value]
}

/** Nonin oximeters that stream serial data format 7: the packets of format 2 with a finer waveform. */
export const noninDf7: Driver = {
  id: 'nonin-df7',
  words: phrase.drivers['nonin-df7'],
  vitals: ['spo2', 'pulseRate'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  usb: usbAdapters,
  quietAfterMs: 1000,
  trustAfterFrames: 2,
  stream: { everyMs: (FRAMES_PER_PACKET / FRAMES_PER_S) * 1000, plethPerS: FRAMES_PER_S },
  about,
  createParser: () => createParser(undefined, { shape: format7, waveSteps: WAVE_STEPS }),
  createEncoder: () => createEncoder(writeFormat7),
}
