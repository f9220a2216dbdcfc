import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createParser, FRAMES_PER_S } from './parser.ts'

/** Oximeters and OEM boards that stream the five-byte "BCI" packet. */
export const berrymedBci: Driver = {
  id: 'berrymed-bci',
  words: phrase.drivers['berrymed-bci'],
  vitals: ['spo2', 'pulseRate'],
  line: { baudRate: 4800, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  otherBaudRates: [115_200, 19_200, 9600],
  usb: usbAdapters,
  quietAfterMs: 1000,
  // A fifth of a second: a line at the wrong speed gives plausible rubbish for less.
  trustAfterFrames: 12,
  stream: { everyMs: 1000 / FRAMES_PER_S, plethPerS: FRAMES_PER_S },
  about,
  createParser,
  createEncoder,
}
