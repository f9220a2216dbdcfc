import { describe, expect, it } from 'vitest'
import { judgeNibp, judgeVital } from './plausibility.ts'
import type { NibpSample } from './reading.ts'

function cuff(systolic: number | null, diastolic: number | null, mean: number | null = null): NibpSample {
  return { kind: 'nibp', systolic, diastolic, mean, pulseRate: 72, status: 'ok' }
}
const alone = { previous: null, pulseRate: null }

describe('cuff readings (test vectors of the plausibility rules)', () => {
  it.each([
    [128, 78, 95, 'valid', []],
    [120, 80, 100, 'valid', []],
    [84, 126, null, 'invalid', ['order']],
    [150, 143, null, 'invalid', ['pulsePressure']],
    [150, 135, 140, 'questionable', ['pulsePressure']],
    [210, 95, 128, 'questionable', ['pulsePressure']],
    [132, 80, 78, 'invalid', ['order']],
    [132, 80, 127, 'questionable', ['meanPosition']],
    [301, 120, 180, 'invalid', ['hardRange']],
    [300, 120, 170, 'questionable', ['pulsePressure', 'softRange']],
    [94, null, 94, 'invalid', ['incomplete']],
    [0, 0, 0, 'invalid', ['order', 'hardRange']],
  ] as const)('%s/%s MAP %s is %s', (systolic, diastolic, mean, validity, flags) => {
    expect(judgeNibp(cuff(systolic, diastolic, mean), alone)).toMatchObject({ validity, flags })
  })

  it('computes a missing MAP and says so, without doubting the reading', () => {
    expect(judgeNibp(cuff(128, 78), alone)).toEqual({
      validity: 'valid',
      flags: ['meanCalculated'],
      mean: 95,
    })
  })

  it('never replaces the MAP of the device', () => {
    expect(judgeNibp(cuff(120, 80, 100), alone).mean).toBe(100)
  })

  it('doubts a cuff whose pulse is 16 away from the oximeter, not 15', () => {
    expect(judgeNibp(cuff(128, 78, 95), { previous: null, pulseRate: 88 }).flags).toEqual(['cuffPulse'])
    expect(judgeNibp(cuff(128, 78, 95), { previous: null, pulseRate: 87 }).flags).toEqual([])
  })

  it('asks for a repeat after a big step, which stays valid: ketamine can do that', () => {
    const previous = { systolic: 124, diastolic: 76 }
    expect(judgeNibp(cuff(170, 90, 117), { previous, pulseRate: null })).toMatchObject({
      validity: 'valid',
      flags: ['stepChange'],
    })
  })

  it('is invalid when the device says that it failed', () => {
    expect(judgeNibp({ ...cuff(128, 78, 95), status: 'failed' }, alone).flags).toEqual(['deviceFailed'])
  })
})

describe('streamed values', () => {
  it.each([
    ['spo2', 97, 'good', 'valid'],
    ['spo2', 100, 'good', 'valid'],
    ['spo2', 101, 'good', 'invalid'],
    ['spo2', 64, 'good', 'questionable'],
    ['spo2', 40, 'good', 'questionable'],
    ['spo2', 39, 'good', 'invalid'],
    ['spo2', 97, 'poor', 'questionable'],
    ['spo2', 97, 'noSignal', 'invalid'],
    ['spo2', null, 'noSignal', 'invalid'],
    ['pulseRate', 20, 'good', 'invalid'],
    ['pulseRate', 21, 'good', 'questionable'],
    ['pulseRate', 35, 'good', 'valid'],
    ['pulseRate', 201, 'good', 'questionable'],
    ['pulseRate', 300, 'good', 'invalid'],
  ] as const)('%s %s (%s) is %s', (vital, value, quality, validity) => {
    expect(judgeVital(vital, value, quality, [], 0).validity).toBe(validity)
  })

  it('doubts SpO2 97, 97, 96, 85 a second apart', () => {
    const recent = [97, 97, 96].map((value, index) => ({ value, atMs: index * 1000 }))
    expect(judgeVital('spo2', 85, 'good', recent, 3000)).toEqual({
      validity: 'questionable',
      flags: ['rateOfChange'],
    })
  })

  it.each([
    [89, 4000, false],
    [88, 4000, true],
    [88, 4001, false],
  ])('a fall from 97 to %i after %i ms is a step: %s', (value, atMs, isStep) => {
    const { flags } = judgeVital('spo2', value, 'good', [{ value: 97, atMs: 0 }], atMs)
    expect(flags.includes('rateOfChange')).toBe(isStep)
  })
})
