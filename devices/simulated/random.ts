/** A seeded source of random numbers: the same seed gives the same numbers, everywhere and for ever. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Normal with mean 0 and standard deviation 1, cut at 3 so that no value is absurd. */
  normal(): number
  /** Uniform in [min, max). */
  between(min: number, max: number): number
}

/** mulberry32 (public domain, Tommy Ettinger): 32 bits of state are plenty for a simulated patient. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (min, max) => min + (max - min) * next(),
    normal() {
      for (;;) {
        const radius = Math.sqrt(-2 * Math.log(1 - next()))
        const value = radius * Math.cos(2 * Math.PI * next())
        if (Math.abs(value) <= 3) return value
      }
    },
  }
}
