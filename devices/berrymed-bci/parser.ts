import type { DeviceState } from '../../shared/reading.ts'
import type { Parser } from '../driver.ts'
import { createHighBitFrames } from '../kit/high-bit-frames.ts'
import { parserOf } from '../kit/parser.ts'
import { plethSamples, vitalSamples } from '../kit/samples.ts'
import { createStrengthQuality } from '../kit/signal-strength.ts'
import { createStateChange } from '../kit/state-change.ts'

const FRAME_BYTES = 5
/** Packets, and so waveform values, per second: what 4800 baud carry (SetoCare, measured). */
export const FRAMES_PER_S = 60
/** What the maker's document says of its own units; 4800 baud could not carry it. */
const FAST_FRAMES_PER_S = 100
/** Between the two. */
const FAST_FROM_PER_S = 80
/** So long the packets are counted before their rate is believed. */
const COUNT_FOR_MS = 2000
export const WAVE_STEPS = 100
/** What the Chinese document of the maker calls valid. */
const RATE = { min: 25, max: 250 }
const SPO2 = { min: 35, max: 100 }

const spo2Samples = vitalSamples('spo2', SPO2.max)
const pulseSamples = vitalSamples('pulseRate', RATE.max)
const slowWave = plethSamples(FRAMES_PER_S, WAVE_STEPS)
const fastWave = plethSamples(FAST_FRAMES_PER_S, WAVE_STEPS)

/** BCI protocol V1.2: a byte with bit 7 set and four without. */
export function createParser(): Parser {
  const qualityOf = createStrengthQuality(10 * FRAMES_PER_S)
  const seen = { goodFrames: 0 }
  let waveSamples = slowWave
  let count = { fromMs: Number.NEGATIVE_INFINITY, frames: 0 }
  const tellSensor = createStateChange('sensorOn')
  const take = createHighBitFrames(FRAME_BYTES, (frame, samples) => {
    const [status = 0, wave = 0, flags = 0, low = 0, spo2 = 0] = frame
    seen.goodFrames += 1
    const now = sensorState(status, flags)
    tellSensor(now, samples)
    const rate = ((flags & 0x40) << 1) | low
    const isOn = now === 'sensorOn'
    const quality = qualityOf(status & 0x0f)
    // 0 is no height of a wave: there is none now. Steps above 100 do occur.
    if (wave > 0) samples.push(waveSamples(Math.min(wave, WAVE_STEPS)))
    samples.push(
      spo2Samples(isOn && isInside(spo2, SPO2) ? spo2 : null, quality),
      pulseSamples(isOn && isInside(rate, RATE) ? rate : null, quality),
    )
  })

  /** Units send 60 or 100 packets a second, and no document says which. */
  function measureRate(atMs: number): void {
    const passedMs = atMs - count.fromMs
    if (passedMs < COUNT_FOR_MS) return
    const perS = ((seen.goodFrames - count.frames) * 1000) / passedMs
    // A line that was out for a while tells nothing.
    if (passedMs < 2 * COUNT_FOR_MS) waveSamples = perS >= FAST_FROM_PER_S ? fastWave : slowWave
    count = { fromMs: atMs, frames: seen.goodFrames }
  }

  return parserOf(seen, (bytes, samples, atMs) => {
    if (atMs !== undefined) measureRate(atMs)
    for (const byte of bytes) take(byte, samples)
  })
}

/** The documents name two of the four bits differently; with any of them there is no value. */
function sensorState(status: number, flags: number): DeviceState {
  if ((status & 0x20) !== 0 || (flags & 0x10) !== 0) return 'noSensor'
  return (status & 0x10) !== 0 || (flags & 0x20) !== 0 ? 'searching' : 'sensorOn'
}

function isInside(value: number, { min, max }: { readonly min: number; readonly max: number }): boolean {
  return value >= min && value <= max
}
