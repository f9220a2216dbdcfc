import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createHost } from './host.ts'
import { createMonitorSide } from './monitor-side.ts'
import { createParser } from './parser.ts'

/** Philips IntelliVue with an MIB/RS-232 board set to data export. */
export const philipsIntellivue: Driver = {
  id: 'philips-intellivue',
  words: phrase.drivers['philips-intellivue'],
  vitals: ['systolic', 'diastolic', 'mean', 'spo2', 'pulseRate', 'heartRate', 'respRate'],
  line: { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  otherBaudRates: [19_200],
  usb: usbAdapters,
  quietAfterMs: 5000,
  trustAfterFrames: 1,
  stream: { everyMs: 1000, plethPerS: 0 },
  about,
  createParser,
  createEncoder,
  createHost,
  createMonitorSide,
}
