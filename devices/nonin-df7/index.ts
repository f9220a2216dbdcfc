import type { Driver } from '../driver.ts'
import { createEncoder } from '../nonin-df2/encoder.ts'
import { FRAMES_PER_PACKET, FRAMES_PER_S } from '../nonin-df2/packet.ts'
import { createParser } from '../nonin-df2/parser.ts'
import { usbAdapters } from '../usb-adapters.ts'
import { about } from './about.ts'
import { format7, WAVE_STEPS, writeFormat7 } from './format.ts'

/** Nonin oximeters that stream serial data format 7: the packets of format 2 with a finer waveform. */
export const noninDf7: Driver = {
  id: 'nonin-df7',
  label: 'Nonin oximeters, data format 7',
  vitals: ['spo2', 'pulseRate'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  usb: usbAdapters,
  quietAfterMs: 1000,
  trustAfterFrames: 2,
  stream: { everyMs: (FRAMES_PER_PACKET / FRAMES_PER_S) * 1000, plethPerS: FRAMES_PER_S },
  about,
  createParser: () => createParser(undefined, { shape: format7, waveSteps: WAVE_STEPS }),
  createEncoder: () => createEncoder(writeFormat7),
}
