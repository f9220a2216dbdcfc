import type { DeviceState, Sample } from '../../shared/reading.ts'
import type { Parser } from '../driver.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { parserOf } from '../kit/parser.ts'
import { plethSamples, vitalSample, vitalSamples } from '../kit/samples.ts'
import { createStrengthQuality } from '../kit/signal-strength.ts'
import { createStateChange } from '../kit/state-change.ts'
import { dataByte, LIVE, MAX_PACKET_BYTES, packetLength } from './packet.ts'

/** Live packets, and so waveform values, per second. */
export const PACKETS_PER_S = 60
export const WAVE_STEPS = 127
export const NO_RATE = 0xff
export const NO_SPO2 = 0x7f
export const NO_PERFUSION = 0xffff
/** 22.00 %, the highest perfusion index the protocol knows, in hundredths. */
export const MAX_PERFUSION = 2200

/** Everything a live packet says; numbers as sent. */
export interface Live {
  /** Finger out, or a fault of the sensor. */
  readonly probeError: boolean
  /** A beat was detected. */
  readonly beep: boolean
  /** To be ignored, says the maker's document. */
  readonly lowSpo2: boolean
  readonly searchingTooLong: boolean
  /** 0..8; clones that do not fill it send 0. */
  readonly strength: number
  readonly searching: boolean
  /** 0..127; 64 while the finger is out. */
  readonly wave: number
  readonly perfusionValid: boolean
  /** 0..15. */
  readonly bar: number
  /** 1..254 per minute; 255: missing. */
  readonly pulseRate: number
  /** 1..100 %; 127: missing. */
  readonly spo2: number
  /** Hundredths of a percent, 1..2200; 65535: missing. */
  readonly perfusion: number
}

/** Reads a whole packet of type 01. */
export function readLive(packet: Uint8Array): Live {
  const flags = dataByte(packet, 0)
  const wave = dataByte(packet, 1)
  const bar = dataByte(packet, 2)
  return {
    probeError: (flags & 0x80) !== 0,
    beep: (flags & 0x40) !== 0,
    lowSpo2: (flags & 0x20) !== 0,
    searchingTooLong: (flags & 0x10) !== 0,
    strength: Math.min(flags & 0x0f, 8),
    searching: (wave & 0x80) !== 0,
    wave: wave & 0x7f,
    perfusionValid: (bar & 0x10) === 0,
    bar: bar & 0x0f,
    pulseRate: dataByte(packet, 3),
    spo2: dataByte(packet, 4),
    perfusion: dataByte(packet, 5) | (dataByte(packet, 6) << 8),
  }
}

const spo2Samples = vitalSamples('spo2', 100)
const pulseSamples = vitalSamples('pulseRate', 254)
const waveSamples = plethSamples(PACKETS_PER_S, WAVE_STEPS)

/**
 * Only a packet's type byte has bit 7 clear, and the type tells the length. There is no checksum: only the shape and the
 * ranges speak for a packet. Answers to commands are read for their length and pass without a sample.
 */
export function createParser(): Parser {
  const packet = new Uint8Array(MAX_PACKET_BYTES)
  const dropped = createDroppedBytes()
  const qualityOf = createStrengthQuality(10 * PACKETS_PER_S)
  let filled = 0
  let length = 0
  const seen = { goodFrames: 0 }
  const tellSensor = createStateChange('sensorOn')

  function take(byte: number, samples: Sample[]): void {
    if (byte < 0x80) {
      if (filled > 0) dropped.add(filled, samples)
      filled = 0
      length = packetLength(byte)
    }
    if (length === 0) {
      dropped.add(1, samples)
      return
    }
    packet[filled] = byte
    filled += 1
    if (filled === length) takePacket(samples)
  }

  function takePacket(samples: Sample[]): void {
    dropped.end(samples)
    filled = 0
    length = 0
    if (packet[0] !== LIVE) {
      seen.goodFrames += 1
      return
    }
    const live = readLive(packet)
    if (isInRange(live)) {
      seen.goodFrames += 1
      report(live, samples)
    } else samples.push({ kind: 'badFrame', reason: 'range', bytes: MAX_PACKET_BYTES })
  }

  function report(live: Live, samples: Sample[]): void {
    const now = sensorState(live)
    tellSensor(now, samples)
    const valid = now === 'sensorOn'
    const quality = qualityOf(live.strength)
    samples.push(
      waveSamples(live.wave),
      spo2Samples(valid && hasSpo2(live) ? live.spo2 : null, quality),
      pulseSamples(valid && hasRate(live) ? live.pulseRate : null, quality),
    )
    if (!live.perfusionValid) return
    samples.push(
      vitalSample('perfusionIndex', valid && hasPerfusion(live) ? live.perfusion / 100 : null, quality),
    )
  }

  return parserOf(seen, (bytes, samples) => {
    for (const byte of bytes) take(byte, samples)
  })
}

function sensorState(live: Live): DeviceState {
  if (live.probeError) return 'noSensor'
  return live.searching || live.searchingTooLong ? 'searching' : 'sensorOn'
}

// 0 is in no range of the document either; it is read as "no value" because the older protocol's units send it so.
function hasRate({ pulseRate }: Live): boolean {
  return pulseRate !== 0 && pulseRate !== NO_RATE
}
function hasSpo2({ spo2 }: Live): boolean {
  return spo2 !== 0 && spo2 !== NO_SPO2
}
function hasPerfusion({ perfusion }: Live): boolean {
  return perfusion !== 0 && perfusion !== NO_PERFUSION
}

/** Numbers count only while the flags call them valid. */
function isInRange(live: Live): boolean {
  if (sensorState(live) !== 'sensorOn') return true
  if (hasSpo2(live) && live.spo2 > 100) return false
  return !(live.perfusionValid && hasPerfusion(live) && live.perfusion > MAX_PERFUSION)
}
