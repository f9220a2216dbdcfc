import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createHost } from './host.ts'
import { createMonitorSide } from './monitor-side.ts'
import { createParser } from './parser.ts'

/** Cuff monitors of 1990, with or without an oximeter. */
export const accutorr3: Driver = {
  id: 'accutorr-3',
  words: phrase.drivers['accutorr-3'],
  vitals: ['spo2', 'pulseRate', 'systolic', 'diastolic', 'mean'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  otherBaudRates: [4800, 2400, 1200],
  usb: usbAdapters,
  quietAfterMs: 5000,
  // The cuff result that stands there comes with the first line, once: it must not be held back.
  trustAfterFrames: 1,
  stream: { everyMs: 1000, plethPerS: 0 },
  about,
  createParser,
  createEncoder,
  createHost,
  createMonitorSide,
}
