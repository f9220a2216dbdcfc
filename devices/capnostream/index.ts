import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createHost } from './host.ts'
import { createMonitorSide } from './monitor-side.ts'
import { createParser } from './parser.ts'

/** Bedside capnographs with an oximeter. */
export const capnostream: Driver = {
  id: 'capnostream',
  words: phrase.drivers['capnostream'],
  vitals: ['spo2', 'pulseRate', 'etco2', 'respRate'],
  // Where the monitor's speed is Automatic, it takes the host's.
  line: { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  otherBaudRates: [57_600, 19_200, 9600],
  usb: usbAdapters,
  // The wave comes twenty times a second.
  quietAfterMs: 3000,
  clockZone: 'unknown',
  // One byte of checksum fits noise now and then.
  trustAfterFrames: 3,
  stream: { everyMs: 1000, plethPerS: 0 },
  about,
  createParser: () => createParser(),
  createEncoder,
  createHost,
  createMonitorSide,
}
