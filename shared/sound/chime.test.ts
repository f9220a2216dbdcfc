import { expect, it } from 'vitest'
import { bursts, levels } from './burst.ts'
import { chime } from './chime.ts'

it('A chime startles nobody: it rises slowly, falls in pitch, and is softer than any burst', () => {
  expect(chime.riseMs).toBeGreaterThanOrEqual(60)
  for (const { rampMs } of Object.values(bursts)) expect(chime.riseMs).toBeGreaterThan(2 * rampMs)
  const [first, second] = chime.notes
  expect(second.hz).toBeLessThan(first.hz)
  // Two notes may sound together for a moment.
  expect(chime.level * 2).toBeLessThan(levels.low)
})
