import { phrase } from '../../shared/words/host.ts'
import type { About, Driver } from '../driver.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { FRAMES_PER_PACKET, FRAMES_PER_S } from './packet.ts'
import { createEncoder } from './packet-encoder.ts'
import { createParser } from './packet-parser.ts'

const about: About = {
  devices: [
    'Nonin Xpod 3011, 3012, 3012LP',
    'Nonin iPod oximeter',
    'Nonin OEM III',
    'Nonin Onyx II 9560 and WristOx2 3150, once set to format 2',
  ],
  checksum: 'sum of the four bytes before it, 8 bit, in each frame',
  tested: ['a real packet of a Nonin iPod oximeter', 'packets made from the layout'],
  uncertain: [
    {
      what: 'Status bit 6 is “sensor disconnected” on the Xpod family and reserved on the 9560; it is believed everywhere.',
      settledBy: 'A minute of a 9560 with the finger in and out.',
    },
    {
      what: 'STAT2 (battery) is documented for the 9560 only.',
      settledBy: 'A minute of an Xpod and of an OEM III.',
    },
  ],
}

/** Nonin oximeters that stream serial data format 2. */
export const noninDf2: Driver = {
  id: 'nonin-df2',
  words: phrase.drivers['nonin-df2'],
  vitals: ['spo2', 'pulseRate'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  usb: usbAdapters,
  quietAfterMs: 1000,
  // Counted in packets: 25 checksums each are proof enough; the second rides out a line that is still being plugged in.
  trustAfterFrames: 2,
  stream: { everyMs: (FRAMES_PER_PACKET / FRAMES_PER_S) * 1000, plethPerS: FRAMES_PER_S },
  about,
  createParser: () => createParser(),
  createEncoder: () => createEncoder(),
}
