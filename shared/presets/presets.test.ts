import { describe, expect, it } from 'vitest'
import { makeLimits } from '../limits.ts'
import { findPreset, presets } from './index.ts'
import type { Preset } from './preset.ts'

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

const measured = (preset: Preset | undefined) => preset?.due.filter(({ ratings }) => !ratings) ?? []

describe('the presets', () => {
  it.each([...Object.keys(expected), 'SPRAVATO-56'])('%s asks for what the protocol asks for', id => {
    const preset = findPreset(id)
    const rows = expected[id] ?? expected['SPRAVATO-84']
    expect(
      measured(preset).map(rule => [rule.anchor, rule.targetMin, rule.fromMin, rule.toMin, rule.class]),
    ).toEqual(rows)
  })

  it('ask for ratings in the windows of the protocol: Spravato each time, infusions after them', () => {
    const rated = (id: string) =>
      (findPreset(id)?.due ?? []).flatMap(({ id: item, ratings }) => (ratings ? [`${item} ${ratings}`] : []))
    const both = 'moaas,dissociation'
    for (const id of ['SPRAVATO-56', 'SPRAVATO-84'])
      expect(rated(id)).toEqual(['M1r', 'M2r', 'M3r', 'M4r', 'M5r'].map(item => `${item} ${both}`))
    expect(rated('IV-0.5MGKG-40')).toEqual(['M5r moaas', 'M6r moaas', `M8r ${both}`])
    expect([...rated('IM'), ...rated('SUBLINGUAL')]).toEqual([])
    // Each in the window of the measurement that it goes with.
    for (const { due } of presets)
      for (const rule of due.filter(({ ratings }) => ratings)) {
        const { targetMin, fromMin, toMin, anchor } = rule
        const own = due.find(({ id }) => `${id}r` === rule.id)
        expect(own).toMatchObject({ targetMin, fromMin, toMin, anchor })
      }
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
