import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { PLETH_PER_S } from './frame.ts'
import { createParser } from './parser.ts'

/** Ivy 450C: a frame a second, waves and text. */
export const ivyAnsarB: Driver = {
  id: 'ivy-ansar-b',
  words: phrase.drivers['ivy-ansar-b'],
  vitals: [
    'systolic',
    'diastolic',
    'mean',
    'spo2',
    'pulseRate',
    'heartRate',
    'respRate',
    'temperature',
    'etco2',
  ],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  usb: usbAdapters,
  quietAfterMs: 3000,
  // A start of nine known bytes and text where text must be are proof enough.
  trustAfterFrames: 1,
  stream: { everyMs: 1000, plethPerS: PLETH_PER_S },
  about,
  createParser,
  createEncoder,
}
