import { phrase } from '../../shared/words/host.ts'
import type { About, Driver, Encoder, Parser } from '../driver.ts'
import { createFrameEncoder, type FrameContent, toWire } from '../kit/frame-encoder.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { HIGHEST_RATE, LOWEST_RATE, NO_RATE, NO_SPO2 } from './packet.ts'
import { createSecondParser, type SensorState } from './second-parser.ts'

const about: About = {
  devices: ['Nonin Xpod and OEM III of some part numbers', 'older Nonin units set to format 1'],
  checksum: null,
  tested: ['frames made from the layout'],
  uncertain: [
    {
      what: 'Three public descriptions agree on the layout, but no capture is known.',
      settledBy: 'A minute of a unit in format 1 with the finger in and out.',
    },
  ],
}

/** Nonin oximeters that stream serial data format 1: values only, once a second. */
export const noninDf1: Driver = {
  id: 'nonin-df1',
  words: phrase.drivers['nonin-df1'],
  vitals: ['spo2', 'pulseRate'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  usb: usbAdapters,
  quietAfterMs: 3000,
  // Without a checksum, three seconds of frames in the right shape.
  trustAfterFrames: 3,
  stream: { everyMs: 1000, plethPerS: 0 },
  about,
  createParser,
  createEncoder,
}

const FRAME_BYTES = 3

/** Bits of the first byte. */
const status = {
  disconnected: 0x40,
  outOfTrack: 0x20,
  /** Low or no perfusion. */
  low: 0x10,
  marginal: 0x08,
  badPulse: 0x04,
} as const

const POOR = status.low | status.marginal | status.badPulse

/** Reads format 1: 3 bytes a second. */
function createParser(): Parser {
  return createSecondParser({
    frameBytes: FRAME_BYTES,
    poor: POOR,
    sensorOf: frame => sensorState(frame[0] ?? 0),
  })
}

function sensorState(bits: number): SensorState {
  if ((bits & status.disconnected) !== 0) return 'noSensor'
  return (bits & status.outOfTrack) === 0 ? 'sensorOn' : 'searching'
}

function createEncoder(): Encoder {
  return createFrameEncoder(1, writeFrame)
}

function writeFrame({ sensor, quality, value }: FrameContent): Uint8Array {
  const rate = toWire(value('pulseRate'), LOWEST_RATE, HIGHEST_RATE, NO_RATE)
  const searching = sensor === 'searching' ? status.outOfTrack : 0
  const poor = quality === 'poor' ? status.marginal : 0
  const off = sensor === 'noSensor' ? status.disconnected | status.outOfTrack : 0
  return Uint8Array.of(
    0x80 | off | searching | poor | (rate >> 7),
    rate & 0x7f,
    toWire(value('spo2'), 0, 100, NO_SPO2),
  )
}
