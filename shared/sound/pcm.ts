import type { Priority } from '../alarm/ids.ts'
import { bursts, levels, partials } from './burst.ts'

/*
 * The bursts as sampled sound, for players that know files only: what sounds when no window does.
 */

/** Samples a second: enough for the highest harmonic, 5 times 523 Hz. */
export const SAMPLE_RATE = 22_050

/**
 * One burst as samples from −1 to 1.
 *
 * @param sampleRate a second
 */
export function renderPcm(priority: Priority, sampleRate = SAMPLE_RATE): Float32Array {
  const { fundamental, pulsesMs, pulseMs, rampMs, lengthMs } = bursts[priority]
  const samples = new Float32Array(Math.ceil((lengthMs / 1000) * sampleRate))
  const peak = levels[priority] / partials.reduce((sum, { gain }) => sum + gain, 0)
  for (const atMs of pulsesMs) {
    const first = Math.round((atMs / 1000) * sampleRate)
    const count = Math.round((pulseMs / 1000) * sampleRate)
    for (let index = 0; index < count; index += 1) {
      const inMs = (index / sampleRate) * 1000
      const envelope = Math.min(1, inMs / rampMs, (pulseMs - inMs) / rampMs)
      const angle = 2 * Math.PI * fundamental * ((first + index) / sampleRate)
      let value = 0
      for (const { harmonic, gain } of partials) value += gain * Math.sin(angle * harmonic)
      samples[first + index] = peak * envelope * value
    }
  }
  return samples
}

const HEADER_BYTES = 44

/** A WAV file: PCM, 16 bit, mono. */
export function toWav(samples: Float32Array, sampleRate = SAMPLE_RATE): Uint8Array {
  const dataBytes = samples.length * 2
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + dataBytes))
  const letters = (at: number, word: string) => {
    for (let index = 0; index < word.length; index += 1) view.setUint8(at + index, word.charCodeAt(index))
  }
  letters(0, 'RIFF')
  view.setUint32(4, HEADER_BYTES - 8 + dataBytes, true)
  letters(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  letters(36, 'data')
  view.setUint32(40, dataBytes, true)
  for (const [index, sample] of samples.entries())
    view.setInt16(HEADER_BYTES + index * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true)
  return new Uint8Array(view.buffer)
}
