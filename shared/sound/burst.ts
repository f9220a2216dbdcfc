import type { Priority } from '../alarm/ids.ts'

/*
 * The alarm bursts as data (alarm standard, 4.1, "Parameter set to synthesise": inside every range of IEC 60601-1-8
 * tables 3 and 4). `renderer/sound/render.ts` and `pcm.ts` make sound of them, the tests hold them against the ranges.
 */

export interface Burst {
  /** Hz */
  readonly fundamental: number
  /** Start of each pulse, ms from the start of the burst. */
  readonly pulsesMs: readonly number[]
  /** Length of a pulse between the half-way points of rise and fall, ms. */
  readonly pulseMs: number
  /** From silence to full level, ms; and back. */
  readonly rampMs: number
  readonly lengthMs: number
}

/** Level of the fundamental and its harmonics 2 to 5: each 3 dB below the one before. */
export const partials: readonly { readonly harmonic: number; readonly gain: number }[] = [1, 2, 3, 4, 5].map(
  harmonic => ({ harmonic, gain: 10 ** ((-3 * (harmonic - 1)) / 20) }),
)

/** Pulses of one length, each followed by its gap. */
function makeBurst(fundamental: number, pulseMs: number, rampMs: number, gapsMs: readonly number[]): Burst {
  const pulsesMs = [0]
  for (const gap of gapsMs) pulsesMs.push((pulsesMs.at(-1) ?? 0) + pulseMs + gap)
  return { fundamental, pulsesMs, pulseMs, rampMs, lengthMs: (pulsesMs.at(-1) ?? 0) + pulseMs }
}

const groupGaps = [100, 100, 350, 100]

export const bursts: Readonly<Record<Priority, Burst>> = {
  high: makeBurst(523, 150, 22, [...groupGaps, 600, ...groupGaps]),
  medium: makeBurst(440, 200, 30, [200, 200]),
  low: makeBurst(349, 200, 30, []),
}

/** How loud: HIGH is never softer than 40 % of full scale, whatever else is set (alarm standard, 4.4). */
export const levels: Readonly<Record<Priority, number>> = { high: 0.8, medium: 0.6, low: 0.4 }
