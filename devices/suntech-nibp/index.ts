import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createHost } from './host.ts'
import { createMonitorSide } from './monitor-side.ts'
import { createParser } from './parser.ts'

/** SunTech's cuff modules. */
export const suntechNibp: Driver = {
  id: 'suntech-nibp',
  words: phrase.drivers['suntech-nibp'],
  vitals: ['systolic', 'diastolic', 'mean'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
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
