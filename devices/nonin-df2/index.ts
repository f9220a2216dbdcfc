import type { Driver } from '../driver.ts'
import { usbAdapters } from '../usb-adapters.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { FRAMES_PER_PACKET, FRAMES_PER_S } from './packet.ts'
import { createParser } from './parser.ts'

/** Nonin oximeters that stream serial data format 2. */
export const noninDf2: Driver = {
  id: 'nonin-df2',
  label: 'Nonin oximeters, data format 2',
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
