import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createHost } from './host.ts'
import { createMonitorSide } from './monitor-side.ts'
import { createParser, PACKETS_PER_S } from './parser.ts'

/** Newer Contec oximeters: nine-byte packets, sent while the host keeps asking. */
export const contecV7: Driver = {
  id: 'contec-v7',
  words: phrase.drivers['contec-v7'],
  vitals: ['spo2', 'pulseRate', 'perfusionIndex'],
  line: { baudRate: 115200, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  usb: [{ vendorId: '10c4', productId: 'ea60', generic: true }],
  quietAfterMs: 2000,
  trustAfterFrames: 3,
  stream: { everyMs: 1000 / PACKETS_PER_S, plethPerS: PACKETS_PER_S },
  about,
  createParser,
  createEncoder,
  createHost,
  createMonitorSide,
}
