import { phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { about } from './about.ts'
import { createEncoder } from './encoder.ts'
import { createHost } from './host.ts'
import { createMonitorSide } from './monitor-side.ts'
import { createParser } from './parser.ts'

/** Monitors and gateways that send HL7 v2 results over the network. */
export const hl7Oru: Driver = {
  id: 'hl7-oru',
  words: phrase.drivers['hl7-oru'],
  vitals: [
    'spo2',
    'pulseRate',
    'heartRate',
    'respRate',
    'etco2',
    'perfusionIndex',
    'temperature',
    'systolic',
    'diastolic',
    'mean',
  ],
  network: true,
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  usb: [],
  quietAfterMs: 6000,
  clockZone: 'unknown',
  trustAfterFrames: 1,
  stream: { everyMs: 1000, plethPerS: 0 },
  about,
  createParser: () => createParser(),
  createEncoder,
  createHost,
  createMonitorSide,
}
