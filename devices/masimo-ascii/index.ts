import type { Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createParser } from './parser.ts'

/** Masimo bedside oximeters set to ASCII 1. */
export const masimoAscii: Driver = {
  id: 'masimo-ascii',
  label: 'Masimo Rad-8 and Radical-7, ASCII 1',
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
