import { describe, expect, it } from 'vitest'
import { smallVitalIds } from '../../shared/vitals.ts'
import { phrase } from '../../shared/words/host.ts'
import { drivers } from '../index.ts'
import { applyConditions, type Conditions, conditionsAt, cuffErrorOf } from './conditions.ts'
import { createPatient, type PatientState, typicalProfile } from './patient.ts'
import { findScenario, type ScenarioId, scenarios } from './scenarios.ts'

function conditions(id: ScenarioId, sinceStartS: number, sinceDoseS: number | null = null): Conditions {
  return conditionsAt(findScenario(id)?.effects ?? [], sinceStartS, sinceDoseS)
}

const rested = createPatient({ ...typicalProfile, variability: 0 }).at(0)
const patientUnder = (id: ScenarioId, sinceStartS: number, sinceDoseS: number | null = null): PatientState =>
  applyConditions(rested, conditions(id, sinceStartS, sinceDoseS))

it('has an id and words for each, and finds each by its id', () => {
  expect(new Set(scenarios.map(scenario => scenario.id)).size).toBe(scenarios.length)
  for (const scenario of scenarios) {
    expect(findScenario(scenario.id)).toBe(scenario)
    expect(phrase.simulated.scenarios[scenario.id].description).toMatch(/\.$/)
  }
  expect(findScenario('no-such')).toBeUndefined()
})

describe('desaturation', () => {
  it.each([
    [0, 97.5],
    [20, 97.5],
    [34, 79],
    [132, 79],
    [157, 97.5],
    [619, 97.5],
    [640, 79],
    [1240, 79],
  ])('at %i s saturation is %f', (sinceStartS, spo2) => {
    expect(patientUnder('desaturation', sinceStartS).spo2).toBeCloseTo(spo2, 6)
  })

  it('never falls or rises faster than a real one does, 1.6 points a second', () => {
    for (let s = 0; s < 1300; s++) {
      const step = patientUnder('desaturation', s + 1).spo2 - patientUnder('desaturation', s).spo2
      expect(Math.abs(step)).toBeLessThan(1.6)
    }
  })
})

describe('hypertensive peak', () => {
  it.each([
    ['before anything happens', 59, null, 124],
    ['a minute and a half after the start', 90, null, 170],
    ['ten minutes after the start', 600, null, 192],
    ['an hour after the start', 3600, null, 124],
    ['at the dose, given at rest', 30, 0, 124],
    ['a quarter of an hour after the dose', 2000, 900, 186],
    ['three hours after the dose', 12_000, 10_800, 124],
  ] as const)('%s', (_, sinceStartS, sinceDoseS, systolic) => {
    expect(patientUnder('hypertensive-peak', sinceStartS, sinceDoseS).systolic).toBeCloseTo(systolic, 6)
  })

  it('goes over from the rise without a dose to that of the dose without a jump', () => {
    for (let sinceDoseS = 0; sinceDoseS < 600; sinceDoseS++) {
      const before = patientUnder('hypertensive-peak', 700 + sinceDoseS, sinceDoseS || null).systolic
      const after = patientUnder('hypertensive-peak', 701 + sinceDoseS, sinceDoseS + 1).systolic
      expect(Math.abs(after - before)).toBeLessThan(1)
    }
  })
})

it('probe off: off for a minute, then searching, then on, and again ten minutes later', () => {
  const sensors = [19, 20, 79, 80, 85, 86, 619, 620, 680, 686].map(
    sinceStartS => conditions('probe-off', sinceStartS).sensor,
  )
  expect(sensors).toEqual([
    'on',
    'off',
    'off',
    'searching',
    'searching',
    'on',
    'on',
    'off',
    'searching',
    'on',
  ])
})

it('cuff failure: the first two cycles fail, the third works', () => {
  const effects = findScenario('cuff-failure')?.effects ?? []
  expect([0, 1, 2, 3].map(cycle => cuffErrorOf(effects, cycle) !== undefined)).toEqual([
    true,
    true,
    false,
    false,
  ])
})

it('unplug: out from 20 to 60 s, and only once', () => {
  const plugged = [19, 20, 59, 60, 700].map(sinceStartS => conditions('unplug', sinceStartS).plugged)
  expect(plugged).toEqual([true, false, false, true, true])
})

it('sensitivity and added pressure change what the drug raises, not what it does not', () => {
  const state = { ...rested, rise: { systolic: 10, diastolic: 6, pulseRate: 4 } }
  const effects = [{ kind: 'sensitivity', factor: 3 }] as const
  const { systolic, diastolic, pulseRate, mean, spo2 } = applyConditions(
    state,
    conditionsAt(effects, 0, null),
  )
  expect([systolic, diastolic, pulseRate]).toEqual([124 + 20, 76 + 12, 72 + 8])
  expect(mean).toBeCloseTo(88 + 56 / 3, 6)
  expect(spo2).toBe(97.5)
})

it('slows breathing, and is told by a monitor that counts it and all that is shown in small tiles', () => {
  expect([89, 90, 269, 270, 990].map(s => Math.round(patientUnder('slow-breathing', s).respRate))).toEqual([
    14, 7, 7, 14, 7,
  ])
  const monitor = drivers.find(({ id }) => id === findScenario('slow-breathing')?.monitor)
  expect(monitor?.vitals).toEqual(expect.arrayContaining([...smallVitalIds, 'spo2', 'pulseRate']))
})
