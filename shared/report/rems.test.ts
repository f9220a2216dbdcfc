import { describe, expect, it } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { english as words } from '../words/en/index.ts'
import { prefillRems } from './rems.ts'
import { makeTables } from './tables/index.ts'

const nibp = (t: number, systolic: number, diastolic: number) => ({
  t,
  sample: {
    kind: 'nibp',
    systolic,
    diastolic,
    mean: Math.round((systolic + 2 * diastolic) / 3),
    pulseRate: 70,
  },
})
const spo2 = (t: number, until: number, value: number) => ({
  t,
  sample: { kind: 'vital', vital: 'spo2', value },
  every: 1,
  until,
})
const rate = (t: number, scale: string, answer: number) => ({
  t,
  do: 'recordScale',
  by: 'A',
  scale,
  answers: [answer],
})
/** Somebody is with the patient: without that nobody would know whose the next reading is (AR-23). */
const there = (t: number) => ({ t, do: 'recordMark', by: 'A', mark: 'sitting' })
const dose = { t: 0, do: 'startDosing', by: 'A', lot: 'L1' }

function prefilled(
  lines: readonly ({ readonly t: number } & Readonly<Record<string, unknown>>)[],
  presetId = 'SPRAVATO-56',
) {
  const script = lines.toSorted((a, b) => a.t - b.t).map(line => JSON.stringify(line))
  const known = prefillRems(reportOf(script.join('\n'), 'device', presetId), words)
  return (id: string) => known[id]?.text
}

describe('The record prefills the REMS field sheet', () => {
  it('with dose, lots, minutes from the first device, and the 2 h rule', () => {
    const said = prefilled([
      dose,
      { t: 300, do: 'recordDevice', by: 'A', lot: 'L2' },
      ...[1800, 3300, 4800, 6300].map(there),
      { t: 7800, end: true },
      { t: 7790, do: 'closeSession', by: 'A', reason: 'x' },
    ])
    expect(said('dose')).toBe('56 mg in 2 devices: 09:00:00, 09:05:00')
    expect(said('lot')).toBe('L1, L2')
    expect(said('totalMinutes')).toBe('130 min')
    expect(said('twoHours')).toBe('kept: 130 min from the first, 125 min from the last device')
  })

  it('with a session too short, and one that is still open', () => {
    const said = prefilled([dose, there(1200), there(2400), { t: 3600, end: true }])
    expect(said('twoHours')).toMatch(/^NOT KEPT: 60 min .* still open$/)
  })

  it('with the last pressure before, the nearest to 40 min in its window, and the last one', () => {
    const said = prefilled([
      nibp(-900, 130, 80),
      nibp(-300, 124, 76),
      dose,
      there(1000),
      nibp(2000, 150, 90),
      nibp(2220, 148, 88),
      nibp(2940, 140, 84),
      there(4500),
      there(6000),
      nibp(7000, 126, 77),
    ])
    expect(said('bpBefore')).toBe('124/76 mmHg at 08:55:00 (-5 min)')
    expect(said('bp40')).toBe('148/88 mmHg at 09:37:00 (37 min)')
    expect(said('bpCompletion')).toBe('126/77 mmHg at 10:56:40 (117 min)')
  })

  it('with a reading outside the window, saying so; never with a failed one', () => {
    const failed = {
      t: 2400,
      sample: { kind: 'nibp', systolic: null, diastolic: null, status: 'failed', error: 'motion' },
    }
    expect(prefilled([dose, failed, there(1700), nibp(3300, 132, 80)])('bp40')).toBe(
      '132/80 mmHg at 09:55:00 (55 min); none between 35 and 50 min',
    )
    expect(prefilled([dose, failed])('bp40')).toBe('not measured')
  })

  it('with sedation from the first MOAA/S below 5 to the first 5 after the last', () => {
    const said = prefilled([
      rate(-60, 'moaas', 4),
      dose,
      rate(900, 'moaas', 4),
      rate(1200, 'moaas', 5),
      rate(1500, 'moaas', 3),
      there(2700),
      rate(4200, 'moaas', 5),
      rate(4800, 'moaas', 5),
    ])
    expect([said('sedation'), said('sedationOnset'), said('sedationEnd')]).toEqual([
      'lowest MOAA/S 3',
      '15 min',
      '70 min',
    ])
    expect(prefilled([dose, rate(60, 'moaas', 5)])('sedation')).toBe('none seen (MOAA/S 5 throughout)')
    expect(prefilled([dose])('sedation')).toBe('not rated')
  })

  it('with dissociation from ratings and marks alike', () => {
    const mark = (t: number, severity: string) => ({
      t,
      do: 'recordMark',
      by: 'A',
      mark: 'dissociation',
      severity,
    })
    const said = prefilled([
      dose,
      mark(600, 'mild'),
      rate(1800, 'dissociation', 2),
      there(3000),
      there(4200),
      mark(5400, 'none'),
    ])
    expect([said('dissociation'), said('dissociationOnset'), said('dissociationEnd')]).toEqual([
      'marked mild, rated 2',
      '10 min',
      '90 min',
    ])
    expect(prefilled([dose, mark(600, 'mild')])('dissociationEnd')).toBe('not resolved in the record')
  })

  it('with alarms of saturation as signs to be weighed, not as a finding', () => {
    const said = prefilled([
      spo2(-10, 599, 97),
      dose,
      spo2(600, 660, 83),
      spo2(661, 720, 97),
      { t: 721, end: true },
    ])
    expect(said('respiratory')).toBe('alarms, to be weighed: SpO2 low 1×, lowest 83')
    expect(said('respiratoryOnset')).toBe('10 min')
    expect(said('respiratoryEnd')).toBe('11 min')
  })
})

describe('The table of the REMS field sheet', () => {
  const sheet = (presetId: string, lines: readonly object[]) =>
    makeTables(reportOf(lines.map(line => JSON.stringify(line)).join('\n'), 'device', presetId), words).find(
      ({ section }) => section === 'REMS field sheet',
    )

  it('stands in the report of esketamine alone', () => {
    expect(sheet('SPRAVATO-84', [dose])).toMatchObject({ ownPage: true })
    expect(sheet('IM', [{ ...dose, mg: 30 }])).toBeUndefined()
  })

  it('has what staff answered beside what the record says, and lines for a pen', () => {
    const rows = sheet('SPRAVATO-84', [
      dose,
      { t: 60, do: 'recordRems', by: 'Staff B', answers: { enrolled: true, readyMinutes: 80 } },
    ])?.rows
    const row = (label: RegExp) => rows?.find(([item = '']) => label.test(item))
    expect(row(/^Enrolled/)).toEqual(['Enrolled in the REMS?', '–', 'yes', 'Staff B, 09:01'])
    expect(row(/ready to leave/)?.slice(2)).toEqual(['80 min', 'Staff B, 09:01'])
    expect(row(/^First treatment/)?.slice(2)).toEqual(['yes ___ no ___', '–'])
    expect(row(/^Lot number/)).toEqual(['Lot number', 'L1', '–', '–'])
    expect(row(/setting: name/)).toEqual(['Healthcare setting: name', 'Example Clinic', '–', '–'])
  })
})
