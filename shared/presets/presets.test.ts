import { describe, expect, it } from 'vitest'
import { makeLimits } from '../limits.ts'
import { findPreset, presets } from './index.ts'

/** [target, from, to, class] of each item, as monitoring protocols 8.2 to 8.5 have them; `end` counts from the end. */
const expected: Readonly<Record<string, readonly (readonly [string, number, number, number, string])[]>> = {
  'SPRAVATO-84': [
    ['t0', 20, 15, 25, 'recommended'],
    ['t0', 40, 35, 50, 'required'],
    ['t0', 60, 55, 70, 'recommended'],
    ['t0', 90, 80, 100, 'recommended'],
    ['end', 105, 105, 120, 'required'],
  ],
  'IV-0.5MGKG-40': [
    ['t0', 10, 7, 13, 'required'],
    ['end', 0, -3, 3, 'required'],
    ['end', 15, 10, 20, 'required'],
    ['end', 30, 25, 35, 'required'],
    ['end', 45, 40, 50, 'recommended'],
    ['end', 45, 45, 60, 'required'],
  ],
  IM: [
    ['dose', 5, 3, 7, 'recommended'],
    ['dose', 10, 8, 12, 'required'],
    ['dose', 15, 12, 18, 'recommended'],
    ['dose', 20, 18, 23, 'recommended'],
    ['dose', 30, 26, 34, 'required'],
    ['dose', 45, 40, 50, 'recommended'],
    ['dose', 60, 55, 65, 'required'],
    ['dose', 90, 85, 95, 'recommended'],
    ['end', 75, 75, 90, 'required'],
  ],
  SUBLINGUAL: [
    ['t0', 15, 10, 20, 'recommended'],
    ['t0', 30, 25, 35, 'required'],
    ['t0', 45, 40, 50, 'recommended'],
    ['t0', 60, 55, 65, 'required'],
    ['t0', 90, 80, 100, 'recommended'],
    ['t0', 105, 105, 120, 'required'],
  ],
}
const discharge: Readonly<Record<string, readonly [string, number]>> = {
  'SPRAVATO-56': ['end', 120],
  'SPRAVATO-84': ['end', 120],
  'IV-0.5MGKG-40': ['end', 60],
  IM: ['end', 90],
  SUBLINGUAL: ['t0', 120],
}

describe('the presets', () => {
  it.each([...Object.keys(expected), 'SPRAVATO-56'])('%s asks for what the protocol asks for', id => {
    const preset = findPreset(id)
    const rows = expected[id] ?? expected['SPRAVATO-84']
    expect(
      preset?.due.map(rule => [rule.anchor, rule.targetMin, rule.fromMin, rule.toMin, rule.class]),
    ).toEqual(rows)
  })

  it('give 56 mg in two devices and 84 mg in three, five minutes apart', () => {
    expect(findPreset('SPRAVATO-56')).toMatchObject({ dose: { mg: 56 }, devices: { count: 2, restMin: 5 } })
    expect(findPreset('SPRAVATO-84')).toMatchObject({ dose: { mg: 84 }, devices: { count: 3, restMin: 5 } })
  })

  it.each(presets.map(preset => [preset.id, preset] as const))('%s is whole', (id, preset) => {
    expect([preset.dischargeFrom, preset.dischargeAfterMin]).toEqual(discharge[id])
    expect(preset.assessmentAfterMin).toBeLessThan(preset.dischargeAfterMin)
    expect(() => makeLimits(preset.limits)).not.toThrow()
    expect(preset.source).not.toBe('')
    const ids = preset.due.map(rule => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { fromMin, targetMin, toMin } of preset.due) {
      expect(fromMin).toBeLessThanOrEqual(targetMin)
      expect(targetMin).toBeLessThan(toMin)
    }
  })
})
