import type { WaveSample } from '../../shared/reading.ts'

/** A stretch of one device's waveform. */
export interface WavePiece {
  readonly deviceId: string
  readonly ratePerS: number
  readonly values: readonly number[]
}

/** Gathers waveforms, so that windows get whole stretches, not single values. */
export interface WaveGather {
  add(deviceId: string, sample: WaveSample): void
  /** What has gathered, one piece a device. */
  drain(): Iterable<WavePiece>
}

export function createWaveGather(): WaveGather {
  let pieces = new Map<string, { deviceId: string; ratePerS: number; values: number[] }>()
  return {
    add(deviceId, { ratePerS, values }) {
      const piece = pieces.get(deviceId) ?? { deviceId, ratePerS, values: [] }
      piece.values.push(...values)
      pieces.set(deviceId, piece)
    },
    drain() {
      if (pieces.size === 0) return []
      const gathered = pieces.values()
      pieces = new Map()
      return gathered
    },
  }
}
