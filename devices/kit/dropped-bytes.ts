import type { Sample } from '../../shared/reading.ts'

/** A longer run is reported piece by piece, so that a line full of noise is seen as such while it lasts. */
const REPORT_AFTER_BYTES = 64

/** Counts the bytes that belong to no frame. A run of them is one `badFrame`, in whatever chunks it came. */
export interface DroppedBytes {
  add(bytes: number, samples: Sample[]): void
  /** A frame follows: what was dropped before it is reported now. */
  end(samples: Sample[]): void
}

export function createDroppedBytes(): DroppedBytes {
  let run = 0

  function end(samples: Sample[]): void {
    if (run === 0) return
    samples.push({ kind: 'badFrame', reason: 'framing', bytes: run })
    run = 0
  }
  return {
    add(bytes, samples) {
      run += bytes
      if (run >= REPORT_AFTER_BYTES) end(samples)
    },
    end,
  }
}
