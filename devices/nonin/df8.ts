import { phrase } from '../../shared/words/host.ts'
import type { About, Driver, Encoder, Parser } from '../driver.ts'
import { createFrameEncoder, type FrameContent, toWire } from '../kit/frame-encoder.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { HIGHEST_RATE, LOWEST_RATE, NO_RATE, NO_SPO2 } from './packet.ts'
import { createSecondParser, type SensorState } from './second-parser.ts'

const about: About = {
  devices: ['Nonin Onyx II 9560 and WristOx2 3150, once set to format 8'],
  checksum: null,
  tested: ['frames made from the layout'],
  uncertain: [
    {
      what: 'Format 8 gives the display values only: up to 1.5 s old. They are passed over as soon as the sensor alarm is set.',
      settledBy: 'Nothing: the format has no others. Format 2 has, and a waveform.',
    },
  ],
}

/** Nonin oximeters that stream serial data format 8: values only, once a second. */
export const noninDf8: Driver = {
  id: 'nonin-df8',
  words: phrase.drivers['nonin-df8'],
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

const FRAME_BYTES = 4

/** Bits of the first byte. */
const status = {
  outOfTrack: 0x20,
  /** Low or no perfusion. */
  low: 0x10,
  marginal: 0x08,
  artifact: 0x04,
} as const

/** Bits of the fourth byte. */
const status2 = { smartPoint: 0x20, sensorAlarm: 0x08, lowBattery: 0x01 } as const

const POOR = status.low | status.marginal | status.artifact

/** Reads format 8: 4 bytes a second. */
function createParser(): Parser {
  return createSecondParser({
    frameBytes: FRAME_BYTES,
    poor: POOR,
    sensorOf: frame => sensorState(frame[0] ?? 0, frame[3] ?? 0),
    hasLowBattery: frame => ((frame[3] ?? 0) & status2.lowBattery) !== 0,
  })
}

/** The values are held for ten seconds after the finger has left: the sensor alarm decides at once. */
function sensorState(bits: number, more: number): SensorState {
  if ((more & status2.sensorAlarm) !== 0) return 'noSensor'
  return (bits & status.outOfTrack) === 0 ? 'sensorOn' : 'searching'
}

function createEncoder(): Encoder {
  return createFrameEncoder(1, writeFrame)
}

function writeFrame({ sensor, quality, lowBattery, value }: FrameContent): Uint8Array {
  const rate = toWire(value('pulseRate'), LOWEST_RATE, HIGHEST_RATE, NO_RATE)
  const searching = sensor === 'searching' ? status.outOfTrack : 0
  const poor = quality === 'poor' ? status.marginal : 0
  const alarm = sensor === 'noSensor' ? status2.sensorAlarm : 0
  return Uint8Array.of(
    0x80 | searching | poor | (rate >> 7),
    rate & 0x7f,
    toWire(value('spo2'), 0, 100, NO_SPO2),
    alarm | (lowBattery ? status2.lowBattery : 0),
  )
}
