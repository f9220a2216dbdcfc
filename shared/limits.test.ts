import { describe, expect, it } from 'vitest'
import { personOf } from '../fixtures/authority.ts'
import { changeLimit, LimitsError, type LimitTable, makeLimits } from './limits.ts'
import { defaultLimits } from './presets/default-limits.ts'
import { inEnglish } from './words/testing/in-english.ts'

function withSystolic(medium: number, high: number): LimitTable {
  const row = defaultLimits['systolic-high']
  return { ...defaultLimits, 'systolic-high': { ...row, levels: { medium: [medium, 0], high: [high, 0] } } }
}

function refusalOf(table: LimitTable): unknown {
  try {
    return makeLimits(table)
  } catch (error) {
    return error
  }
}

describe('makeLimits', () => {
  it('gives each level its clear level', () => {
    const limits = makeLimits(defaultLimits)
    expect(limits['systolic-high'].levels.high).toEqual({ limit: 180, delayMs: 0, clear: 175 })
    expect(limits['spo2-low'].levels).toEqual({
      low: { limit: 93, delayMs: 60_000, clear: 94 },
      medium: { limit: 90, delayMs: 15_000, clear: 92 },
      high: { limit: 85, delayMs: 10_000, clear: 87 },
    })
  })

  it.each([
    ['not a number', withSystolic(Number.NaN, 180), /not a number/],
    ['out of reach', withSystolic(160, 1800), /from 50 to 250/],
    ['HIGH milder than MEDIUM', withSystolic(180, 160), /milder/],
    [
      'low and high overlapping',
      {
        ...defaultLimits,
        'pulse-low': { ...defaultLimits['pulse-low'], levels: { medium: [125, 15] as const } },
      },
      /overlap/,
    ],
  ])('refuses %s', (_what, table, message) => {
    const refused = refusalOf(table)
    expect(refused).toBeInstanceOf(LimitsError)
    expect(refused instanceof LimitsError && inEnglish(refused.why)).toMatch(message)
  })
})

describe('changeLimit', () => {
  const limits = makeLimits(defaultLimits)

  it('moves one level and its clear level, and tells the old one', () => {
    const changed = changeLimit(limits, 'systolic-high', 'medium', 170, personOf('clinician'))
    expect(changed).toMatchObject({ ok: true, before: 160 })
    if (changed.ok)
      expect(changed.limits['systolic-high'].levels.medium).toEqual({ limit: 170, delayMs: 0, clear: 165 })
  })

  it('lets a MEDIUM limit reach to both ends of its band, past the LOW one too', () => {
    for (const limit of [88, 94]) {
      const changed = changeLimit(
        makeLimits(defaultLimits),
        'spo2-low',
        'medium',
        limit,
        personOf('clinician'),
      )
      expect(changed.ok && changed.limits['spo2-low'].levels.medium?.limit).toBe(limit)
    }
  })

  it.each([
    ['nurse', 'systolic-high', 'medium', 170, /A nurse may not/],
    ['clinician', 'systolic-high', 'high', 190, /ask a prescriber/],
    ['clinician', 'systolic-high', 'medium', 176, /from 140 to 175/],
    ['prescriber', 'spo2-low', 'high', 79, /from 80 to 90/],
    ['prescriber', 'spo2-low', 'low', 83, /from 84 to 95/],
    ['clinician', 'spo2-low', 'low', 90, /A clinician may not .* ask a prescriber or medical director/],
    ['clinician', 'spo2-low', 'medium', 84, /from 88 to 94; further with a prescriber or medical director/],
    ['prescriber', 'spo2-low', 'medium', 84, /fits one patient alone: give the reason/],
    ['nurse', 'mean-low', 'medium', 60, /from 65 to 75; further with a prescriber or medical director/],
    ['prescriber', 'mean-low', 'medium', 60, /give the reason/],
    ['director', 'resp-low', 'high', 5, /from 6 to 10/],
    ['prescriber', 'systolic-rise', 'medium', 50, /fixed/],
    ['prescriber', 'nonsense', 'medium', 60, /no alarm "nonsense"/],
    ['clinician', 'spo2-low', 'medium', Number.NaN, /from 88 to 94/],
  ] as const)('%s moving %s (%s) to %d is refused', (role, alarm, priority, limit, reason) => {
    const changed = changeLimit(limits, alarm, priority, limit, personOf(role))
    expect(changed.ok ? '' : inEnglish(changed.why)).toMatch(reason)
  })

  it.each([
    ['nurse', 'resp-low', 'medium', 12, undefined],
    ['nurse', 'diastolic-low', 'low', 55, undefined],
    ['prescriber', 'spo2-low', 'low', 84, 'chronic lung disease'],
    ['director', 'systolic-low', 'high', 70, 'always low'],
    ['prescriber', 'resp-low', 'high', 6, 'known slow breathing'],
  ] as const)('%s may move %s (%s) to %d', (role, alarm, priority, limit, reason) => {
    const changed = changeLimit(limits, alarm, priority, limit, personOf(role), reason)
    expect(changed.ok && changed.limits[alarm].levels[priority]?.limit).toBe(limit)
  })

  it('leaves no way for two limits to contradict each other', () => {
    const high = changeLimit(limits, 'spo2-low', 'high', 90, personOf('prescriber'))
    expect(high).toMatchObject({ ok: false, why: { code: 'limitMilder' } })
  })
})
