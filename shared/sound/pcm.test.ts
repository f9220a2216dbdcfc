import { describe, expect, it } from 'vitest'
import { priorities } from '../alarm/ids.ts'
import { bursts, levels } from './burst.ts'
import { renderPcm, SAMPLE_RATE, toWav } from './pcm.ts'

/** Where sound is: stretches louder than 5 % of full scale, in ms, with pauses under 20 ms closed. */
function pulsesIn(samples: Float32Array): { readonly fromMs: number; readonly toMs: number }[] {
  const found: { fromMs: number; toMs: number }[] = []
  for (const [index, sample] of samples.entries()) {
    if (Math.abs(sample) < 0.05) continue
    const ms = (index / SAMPLE_RATE) * 1000
    const last = found.at(-1)
    if (last && ms - last.toMs < 20) last.toMs = ms
    else found.push({ fromMs: ms, toMs: ms })
  }
  return found
}

describe.each(priorities)('The %s burst as samples', priority => {
  const samples = renderPcm(priority)
  const { pulsesMs, pulseMs, lengthMs, rampMs } = bursts[priority]
  it('has its pulses where they belong, as long as they should be', () => {
    const found = pulsesIn(samples)
    expect(found).toHaveLength(pulsesMs.length)
    for (const [index, { fromMs, toMs }] of found.entries()) {
      expect(Math.abs(fromMs - (pulsesMs[index] ?? 0))).toBeLessThan(rampMs)
      expect(Math.abs(toMs - fromMs - pulseMs)).toBeLessThan(2 * rampMs)
    }
    expect(samples.length / SAMPLE_RATE).toBeCloseTo(lengthMs / 1000, 3)
  })
  it('is as loud as it should be, and never clips', () => {
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    expect(peak).toBeLessThanOrEqual(levels[priority])
    expect(peak).toBeGreaterThan(levels[priority] * 0.6)
  })
})

it('a WAV file says what it holds, and holds it', () => {
  const wav = toWav(Float32Array.of(0, 0.5, -1, 2), 8000)
  const view = new DataView(wav.buffer)
  const word = (at: number) => String.fromCharCode(...wav.subarray(at, at + 4))
  expect([word(0), word(8), word(12), word(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data'])
  expect(view.getUint32(4, true)).toBe(wav.length - 8)
  expect([view.getUint16(20, true), view.getUint16(22, true), view.getUint32(24, true)]).toEqual([1, 1, 8000])
  expect([view.getUint32(28, true), view.getUint16(34, true), view.getUint32(40, true)]).toEqual([
    16_000, 16, 8,
  ])
  expect([44, 46, 48, 50].map(at => view.getInt16(at, true))).toEqual([0, 16_384, -32_767, 32_767])
})
