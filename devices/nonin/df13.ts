import { phrase } from '../../shared/words/host.ts'
import type { About, Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { createEncoder } from './spot-encoder.ts'
import { createParser } from './spot-parser.ts'

const about: About = {
  devices: ['Nonin Onyx II 9560 and WristOx2 3150 as they come from the factory (format 13)'],
  checksum: 'sum of the data section, 8 bit',
  tested: ['records made from the layout'],
  uncertain: [
    {
      what: 'Whether later firmware has a longer data section: up to 30 bytes are taken.',
      settledBy: 'Three spot checks of a new 9560.',
    },
  ],
}

/** Nonin oximeters in their factory setting: one record a spot check. */
export const noninDf13: Driver = {
  id: 'nonin-df13',
  words: phrase.drivers['nonin-df13'],
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
