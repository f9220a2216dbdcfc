import type { Driver } from '../driver.ts'
import { usbAdapters } from '../usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createParser } from './parser.ts'

/** Nonin oximeters in their factory setting: one record a spot check. */
export const noninDf13: Driver = {
  id: 'nonin-df13',
  label: 'Nonin oximeters, data format 13 (spot check)',
  vitals: ['spo2', 'pulseRate'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  usb: usbAdapters,
  quietAfterMs: Number.POSITIVE_INFINITY,
  trustAfterFrames: 1,
  // The simulated one is put on a finger twice a minute.
  stream: { everyMs: 30_000, plethPerS: 0 },
  about,
  createParser,
  createEncoder,
}
