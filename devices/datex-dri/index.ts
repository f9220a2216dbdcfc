import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder, INTERVAL_S } from './encoder.ts'
import { createHost } from './host.ts'
import { createMonitorSide } from './monitor-side.ts'
import { createParser } from './parser.ts'

/** GE and Datex-Ohmeda monitors with the S/5 computer interface. */
export const datexDri: Driver = {
  id: 'datex-dri',
  words: phrase.drivers['datex-dri'],
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
  // Without even parity, records look almost right; without the handshake there are none.
  line: { baudRate: 19_200, dataBits: 8, parity: 'even', stopBits: 1, flowControl: 'rtscts' },
  otherBaudRates: [115_200],
  usb: usbAdapters,
  quietAfterMs: 8000,
  clockZone: 'unknown',
  trustAfterFrames: 1,
  stream: { everyMs: INTERVAL_S * 1000, plethPerS: 0 },
  about,
  createParser,
  createEncoder,
  createHost,
  createMonitorSide,
}
