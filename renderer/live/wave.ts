/** The newest seconds of a waveform, for a canvas. */
export interface Wave {
  push(values: readonly number[], ratePerS: number, nowMs: number): void
  /** Values 0..1, oldest first, and when the newest came. */
  read(): { readonly values: readonly number[]; readonly ratePerS: number; readonly atMs: number }
}

const KEEP_S = 6

export function createWave(): Wave {
  let kept: number[] = []
  let rate = 60
  let atMs = Number.NEGATIVE_INFINITY
  return {
    push(values, ratePerS, nowMs) {
      rate = ratePerS
      atMs = nowMs
      kept = [...kept, ...values].slice(-Math.round(KEEP_S * ratePerS))
    },
    read: () => ({ values: kept, ratePerS: rate, atMs }),
  }
}
