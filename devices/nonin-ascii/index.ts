import type { Driver } from '../driver.ts'
import { usbAdapters } from '../usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createParser } from './parser.ts'

/** Nonin hand-helds and bedside units that print a line a second. */
export const noninAscii: Driver = {
  id: 'nonin-ascii',
  label: 'Nonin oximeters, ASCII line',
  vitals: ['spo2', 'pulseRate'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  usb: usbAdapters,
  quietAfterMs: 3000,
  trustAfterFrames: 1,
  stream: { everyMs: 1000, plethPerS: 0 },
  about,
  createParser,
  createEncoder,
}
