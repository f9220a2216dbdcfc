import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createHost } from './host.ts'
import { createMonitorSide } from './monitor-side.ts'
import { createParser } from './parser.ts'

/** GE and Critikon monitors that answer the DINAMAP host protocol. */
export const dinamapHost: Driver = {
  id: 'dinamap-host',
  words: phrase.drivers['dinamap-host'],
  vitals: ['systolic', 'diastolic', 'mean', 'spo2', 'pulseRate', 'temperature'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  // All public programs use 9600, the factory's; a monitor may have been set to another.
  otherBaudRates: [19_200, 4800, 2400],
  usb: usbAdapters,
  // Three requests in a row without an answer.
  quietAfterMs: 3500,
  trustAfterFrames: 1,
  stream: { everyMs: 1000, plethPerS: 0 },
  about,
  createParser: () => createParser(),
  createEncoder,
  createHost,
  createMonitorSide,
}
