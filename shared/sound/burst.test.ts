import { describe, expect, it } from 'vitest'
import { cadences } from '../../electron/core/sound.ts'
import { priorities } from '../alarm/ids.ts'
import { bursts, levels, partials } from './burst.ts'

const gaps = (priority: 'high' | 'medium' | 'low') => {
  const { pulsesMs, pulseMs } = bursts[priority]
  return pulsesMs.slice(1).map((at, index) => at - (pulsesMs[index] ?? 0) - pulseMs)
}
const within = (value: number, min: number, max: number) => {
  expect(value).toBeGreaterThanOrEqual(min)
  expect(value).toBeLessThanOrEqual(max)
}

describe('the bursts (ranges of IEC 60601-1-8, tables 3 and 4)', () => {
  it('HIGH has ten pulses in two groups of five, 3.4 s in all', () => {
    expect(bursts.high.pulsesMs).toHaveLength(10)
    expect(bursts.high.lengthMs).toBe(3400)
    const [x1, x2, long, x4, group] = gaps('high')
    for (const x of [x1, x2, x4]) within(x ?? 0, 50, 125)
    within(long ?? 0, 2 * 100, 2 * 125 + bursts.high.pulseMs)
    within(group ?? 0, 350, 1300)
    expect(gaps('high').slice(5)).toEqual(gaps('high').slice(0, 4))
    within(bursts.high.pulseMs, 75, 200)
  })

  it('MEDIUM has three pulses, LOW one', () => {
    expect(bursts.medium.pulsesMs).toHaveLength(3)
    expect(bursts.low.pulsesMs).toHaveLength(1)
    for (const gap of gaps('medium')) within(gap, 125, 250)
    for (const priority of ['medium', 'low'] as const) within(bursts[priority].pulseMs, 125, 250)
  })

  it.each(priorities)('%s: fundamental, rise and harmonics', priority => {
    const { fundamental, rampMs, pulseMs } = bursts[priority]
    within(fundamental, 150, 1000)
    // 10 to 90 % of a straight ramp are 80 % of it.
    within((rampMs * 0.8) / pulseMs, 0.1, 0.2)
    const audible = partials.filter(({ harmonic, gain }) => {
      const hz = fundamental * harmonic
      return hz >= 300 && hz <= 4000 && 20 * Math.log10(gain) >= -15
    })
    expect(audible.length).toBeGreaterThanOrEqual(4)
  })

  it('is as long as the core thinks, and louder the more it matters', () => {
    for (const priority of priorities) expect(bursts[priority].lengthMs).toBe(cadences[priority].burstMs)
    expect(levels.high).toBeGreaterThanOrEqual(levels.medium)
    expect(levels.medium).toBeGreaterThanOrEqual(levels.low)
    expect(levels.high).toBeGreaterThanOrEqual(0.4)
  })
})
