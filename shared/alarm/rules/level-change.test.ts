import { describe, expect, it } from 'vitest'
import { makeLimits } from '../../limits.ts'
import { defaultLimits } from '../../presets/default-limits.ts'
import { type AlarmState, type Holding, startAlarms } from '../state.ts'
import { instant } from '../timeline.ts'
import { settle } from './level-change.ts'

/* AR-4: what one alarm becomes, step by step. */

const start = startAlarms(makeLimits(defaultLimits))
const holding = (
  priority: Holding['priority'],
  value: number | null,
  more: Partial<Holding> = {},
): Holding => ({
  alarm: 'systolic-high',
  priority,
  value,
  limit: 160,
  ...more,
})
const on = (state: AlarmState, s: number, held: Holding) => settle(state, held, instant(s))
const standing = on(start, 0, holding('medium', 165)).state

describe('An alarm that stands', () => {
  it('is the same one where nothing has changed', () => {
    expect(on(standing, 5, holding('medium', 165)).state).toBe(standing)
  })
  it.each([
    ['value', holding('medium', 166), { value: 166, limit: 160 }],
    ['limit', holding('medium', 165, { limit: 155 }), { value: 165, limit: 155 }],
    ['detail', holding('medium', 165, { detail: 'left arm' }), { value: 165, detail: 'left arm' }],
  ] as const)('takes over a new %s without a word', (_, held, expected) => {
    const { state, events } = on(standing, 5, held)
    expect(events).toEqual([])
    expect(state.conditions).toMatchObject([{ ...expected, since: instant(0), call: 1 }])
  })
  it('is no longer frozen once its value is told again', () => {
    const [condition] = standing.conditions
    if (!condition) throw new Error('It does not stand.')
    const frozen = { ...standing, conditions: [{ ...condition, frozen: true }] }
    expect(on(frozen, 5, holding('medium', 165)).state.conditions).toMatchObject([{ frozen: false }])
  })
  it('has one call more when it rises, and is unanswered from then on', () => {
    const { state, events } = on(standing, 7, holding('high', 190, { limit: 180 }))
    expect(events).toMatchObject([{ transition: 'escalated', priority: 'high', value: 190 }])
    expect(state.conditions).toMatchObject([
      { call: 2, occurrence: 1, since: instant(0), unansweredSinceMonoMs: 7000 },
    ])
  })
})

describe('What is latched', () => {
  const latched: AlarmState['latched'] = [
    { alarm: 'systolic-high', occurrence: 1, call: 1, value: 190, limit: 180, ended: instant(0) },
    { alarm: 'spo2-low', occurrence: 2, call: 1, value: 84, limit: 85, ended: instant(0) },
  ] as never
  const names = (state: AlarmState) => state.latched.map(({ alarm }) => alarm)

  it('is taken over by a new HIGH of the same alarm alone', () => {
    expect(names(on({ ...start, latched }, 5, holding('high', 190)).state)).toEqual(['spo2-low'])
    expect(names(on({ ...start, latched }, 5, holding('medium', 165)).state)).toEqual([
      'systolic-high',
      'spo2-low',
    ])
  })
  it('and by one that rises to HIGH, not by one that rises to MEDIUM', () => {
    const low = on(start, 0, holding('low', 150)).state
    expect(names(on({ ...low, latched }, 5, holding('high', 190)).state)).toEqual(['spo2-low'])
    expect(names(on({ ...low, latched }, 5, holding('medium', 165)).state)).toEqual([
      'systolic-high',
      'spo2-low',
    ])
  })
})
