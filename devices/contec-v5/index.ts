import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createParser, FRAMES_PER_S } from './parser.ts'

/** Older Contec oximeters: a stream of five-byte frames. */
export const contecV5: Driver = {
  id: 'contec-v5',
  words: phrase.drivers['contec-v5'],
  vitals: ['spo2', 'pulseRate'],
  line: { baudRate: 19200, dataBits: 8, parity: 'odd', stopBits: 1, flowControl: 'none' },
  usb: [{ vendorId: '10c4', productId: 'ea60', generic: true }],
  quietAfterMs: 1000,
  trustAfterFrames: 12,
  stream: { everyMs: 1000 / FRAMES_PER_S, plethPerS: FRAMES_PER_S },
  about,
  createParser,
  createEncoder,
}
