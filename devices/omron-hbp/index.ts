import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createParser } from './parser.ts'

/** Omron blood-pressure monitors that send one record for each measurement. */
export const omronHbp: Driver = {
  id: 'omron-hbp',
  words: phrase.drivers['omron-hbp'],
  vitals: ['systolic', 'diastolic', 'mean'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  // The id of a common microcontroller: it names no maker.
  usb: [{ vendorId: '0483', productId: '5740', generic: true }, ...usbAdapters],
  quietAfterMs: Number.POSITIVE_INFINITY,
  trustAfterFrames: 1,
  stream: { everyMs: 1000, plethPerS: 0 },
  about,
  createParser,
  createEncoder,
}
