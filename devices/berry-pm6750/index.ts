import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createHost } from './host.ts'
import { createMonitorSide } from './monitor-side.ts'
import { PLETH_PER_S } from './packet.ts'
import { createParser } from './parser.ts'

/** BerryMed's multi-parameter module. */
export const berryPm6750: Driver = {
  id: 'berry-pm6750',
  words: phrase.drivers['berry-pm6750'],
  vitals: ['systolic', 'diastolic', 'mean', 'spo2', 'pulseRate', 'heartRate', 'respRate', 'temperature'],
  line: { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  usb: [{ vendorId: '0483', productId: '5740', generic: true }, ...usbAdapters],
  quietAfterMs: 5000,
  trustAfterFrames: 1,
  stream: { everyMs: 1000, plethPerS: PLETH_PER_S },
  about,
  createParser,
  createEncoder,
  createHost,
  createMonitorSide,
}
