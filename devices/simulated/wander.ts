import type { Random } from './random.ts'

/** A slow, smooth, seeded wandering about 0 with standard deviation 1, as a function of time: nothing to step. */
export type Wander = (atMs: number) => number

/** Four sine waves with random phases; their periods lie between the two given ones, in ms. */
export function createWander(random: Random, fastestMs: number, slowestMs: number): Wander {
  const count = 4
  const waves = Array.from({ length: count }, (_, index) => {
    const share = (index + random.next()) / count
    return {
      perMs: (2 * Math.PI) / (fastestMs * (slowestMs / fastestMs) ** share),
      phase: random.between(0, 2 * Math.PI),
    }
  })
  const amplitude = Math.sqrt(2 / count)
  return atMs => amplitude * waves.reduce((sum, { perMs, phase }) => sum + Math.sin(perMs * atMs + phase), 0)
}
