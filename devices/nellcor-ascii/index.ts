import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder, LINE_EVERY_S } from './encoder.ts'
import { createParser } from './parser.ts'

/** Nellcor bedside oximeters that print a line of text every two seconds. */
export const nellcorAscii: Driver = {
  id: 'nellcor-ascii',
  words: phrase.drivers['nellcor-ascii'],
  vitals: ['spo2', 'pulseRate'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  otherBaudRates: [19_200, 2400, 115_200],
  usb: usbAdapters,
  quietAfterMs: 5000,
  // A whole line of text in its columns is proof enough; the first one after opening is usually cut.
  trustAfterFrames: 1,
  stream: { everyMs: LINE_EVERY_S * 1000, plethPerS: 0 },
  about,
  createParser,
  createEncoder,
}
