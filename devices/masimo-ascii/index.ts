import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createParser } from './parser.ts'

/** Masimo bedside oximeters set to ASCII 1. */
export const masimoAscii: Driver = {
  id: 'masimo-ascii',
  words: phrase.drivers['masimo-ascii'],
  vitals: ['spo2', 'pulseRate', 'perfusionIndex'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  usb: usbAdapters,
  quietAfterMs: 3000,
  // Four keys in a line of text are proof enough; the first line after opening is usually cut.
  trustAfterFrames: 1,
  stream: { everyMs: 1000, plethPerS: 0 },
  about,
  createParser,
  createEncoder,
}
