import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createHost } from './host.ts'
import { createMonitorSide } from './monitor-side.ts'
import { createParser } from './parser.ts'

/** Small OEM cuff modules of several makers. Experimental: the facts are few. */
export const nibpStxAscii: Driver = {
  id: 'nibp-stx-ascii',
  words: phrase.drivers['nibp-stx-ascii'],
  vitals: ['systolic', 'diastolic', 'mean'],
  line: { baudRate: 4800, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  // PAR boards with an oximeter.
  otherBaudRates: [19_200],
  usb: usbAdapters,
  quietAfterMs: 7000,
  trustAfterFrames: 1,
  stream: { everyMs: 250, plethPerS: 0 },
  about,
  createParser,
  createEncoder,
  createHost,
  createMonitorSide,
}
