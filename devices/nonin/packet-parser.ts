import type { DeviceState, Sample } from '../../shared/reading.ts'
import type { Parser } from '../driver.ts'
import { parserOf } from '../kit/parser.ts'
import { vitalSample } from '../kit/samples.ts'
import { createStateChange } from '../kit/state-change.ts'
import {
  FRAME_BYTES,
  FRAMES_PER_PACKET,
  FRAMES_PER_S,
  HIGHEST_RATE,
  LOWEST_RATE,
  PACKET_BYTES,
  type Packet,
  type RawPacket,
  readPacket,
  status,
  WAVE_STEPS,
} from './packet.ts'
import { createFrameReader, type FrameShape, format2 } from './packet-frames.ts'

const NO_SENSOR = status.sensorAlarm | status.disconnected
/** Red alone is "low", red with green "marginal": either way the red bit is set. */
const POOR = status.red | status.artifact

/** Formats 2 and 7 have the same packets in other frames. */
export interface PacketFormat {
  readonly shape: FrameShape
  /** Highest step of the waveform. */
  readonly waveSteps: number
}

/**
 * Puts packets together and turns each into samples at its last byte. A packet counts only if its 25 frames came in a
 * row: a value whose high and low byte come from different packets would be a wrong one.
 */
export function createParser(
  onPacket?: (packet: Packet, raw: RawPacket) => void,
  { shape, waveSteps }: PacketFormat = { shape: format2, waveSteps: WAVE_STEPS },
): Parser {
  const readByte = createFrameReader(shape, { onFrame, onLoss })
  let pleth: number[] = []
  let values: number[] = []
  let statusBits = 0
  let isInPacket = false
  /** Good frames that fit no packet, and nothing yet says why. */
  let orphans = 0
  /** Are orphans to be expected: at the start, and after a loss that has been reported? */
  let isExplained = true
  const seen = { goodFrames: 0 }
  const tellSensor = createStateChange('sensorOn')
  const tellBattery = createStateChange('batteryOk')

  function onFrame(frameStatus: number, wave: number, value: number, samples: Sample[]): void {
    if ((frameStatus & status.sync) !== 0) beginPacket(samples)
    if (!isInPacket) {
      orphans += 1
      return
    }
    statusBits |= frameStatus
    pleth.push(wave)
    values.push(value)
    if (values.length === FRAMES_PER_PACKET) endPacket(samples)
  }
  function onLoss(): void {
    isInPacket = false
    isExplained = true
  }

  function beginPacket(samples: Sample[]): void {
    if (isInPacket) orphans += values.length
    if (orphans > 0 && !isExplained)
      samples.push({ kind: 'badFrame', reason: 'framing', bytes: orphans * FRAME_BYTES })
    orphans = 0
    isInPacket = true
    statusBits = 0
    pleth = []
    values = []
  }

  function endPacket(samples: Sample[]): void {
    isInPacket = false
    isExplained = false
    const raw = { status: statusBits, pleth, values }
    const packet = readPacket(raw)
    onPacket?.(packet, raw)
    report(packet, raw, samples)
  }

  function report(packet: Packet, raw: RawPacket, samples: Sample[]): void {
    const nowSensor = sensorState(raw.status)
    const isValid = nowSensor === 'sensorOn'
    if (isValid && !isInRange(packet)) {
      samples.push({ kind: 'badFrame', reason: 'range', bytes: PACKET_BYTES })
      return
    }
    seen.goodFrames += 1
    tellSensor(nowSensor, samples)
    const nowBattery = packet.lowBattery ? 'lowBattery' : 'batteryOk'
    tellBattery(nowBattery, samples)
    const quality = (raw.status & POOR) === 0 ? 'good' : 'poor'
    samples.push(
      {
        kind: 'wave',
        wave: 'pleth',
        ratePerS: FRAMES_PER_S,
        values: raw.pleth.map(step => step / waveSteps),
      },
      vitalSample('spo2', isValid ? packet.spo2 : null, quality),
      vitalSample('pulseRate', isValid ? packet.rate : null, quality),
    )
  }

  return parserOf(seen, (bytes, samples) => {
    for (const byte of bytes) readByte(byte, samples)
  })
}

/** With the finger out the values are missing at once, long before the display values say so. */
function sensorState(statusBits: number): DeviceState {
  if ((statusBits & NO_SENSOR) !== 0) return 'noSensor'
  return (statusBits & status.outOfTrack) !== 0 ? 'searching' : 'sensorOn'
}

function isInRange({ rate, spo2 }: Packet): boolean {
  return (rate === null || (rate >= LOWEST_RATE && rate <= HIGHEST_RATE)) && (spo2 === null || spo2 <= 100)
}
