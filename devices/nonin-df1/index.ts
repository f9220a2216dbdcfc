import type { Driver } from '../driver.ts'
import { usbAdapters } from '../usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createParser } from './parser.ts'

/** Nonin oximeters that stream serial data format 1: values only, once a second. */
export const noninDf1: Driver = {
  id: 'nonin-df1',
  label: 'Nonin oximeters, data format 1',
  vitals: ['spo2', 'pulseRate'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  usb: usbAdapters,
  quietAfterMs: 3000,
  // Without a checksum, three seconds of frames in the right shape.
  trustAfterFrames: 3,
  stream: { everyMs: 1000, plethPerS: 0 },
  about,
  createParser,
  createEncoder,
}
