import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createParser } from './parser.ts'

/** A home cuff that sends one record for each measurement. */
export const andUa767pc: Driver = {
  id: 'and-ua767pc',
  words: phrase.drivers['and-ua767pc'],
  vitals: ['systolic', 'diastolic'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 2, flowControl: 'none' },
  usb: usbAdapters,
  quietAfterMs: Number.POSITIVE_INFINITY,
  endsInSilence: true,
  trustAfterFrames: 1,
  stream: { everyMs: 1000, plethPerS: 0 },
  about,
  createParser,
  createEncoder,
}
