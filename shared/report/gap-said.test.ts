import { describe, expect, it } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { writeCsv } from './formats/csv.ts'
import { prefillRems } from './rems.ts'
import { makeTables } from './tables/index.ts'

const nibp = (t: number, systolic: number, diastolic: number) => ({
  t,
  sample: { kind: 'nibp', systolic, diastolic, mean: diastolic + 20, pulseRate: 70 },
})
const rate = (t: number, answer: number) => ({
  t,
  do: 'recordScale',
  by: 'A',
  scale: 'moaas',
  answers: [answer],
})

/** The computer was away for five minutes, and its clock says two hours more; somebody says that it was five minutes. */
const report = reportOf(
  [
    nibp(-600, 126, 78),
    { t: 0, do: 'startDosing', by: 'A', lot: 'L1' },
    { t: 300, do: 'recordDevice', by: 'A', lot: 'L2' },
    { t: 600, gap: 300, boot: 'another', clock: 7200 },
    { t: 910, do: 'confirmPatient', by: 'A', same: true },
    { t: 920, do: 'confirmGap', by: 'A', lengthMin: 5 },
    nibp(1200, 150, 90),
    rate(1210, 4),
    nibp(2400, 138, 84),
    rate(2410, 5),
    { t: 7600, do: 'closeSession', by: 'A', reason: 'x' },
  ]
    .map(line => JSON.stringify(line))
    .join('\n'),
  'device',
  'SPRAVATO-56',
)

describe('After a gap whose length a person has said, minutes from T0 are those that passed', () => {
  it('on the REMS sheet', () => {
    const known = prefillRems(report)
    const said = (id: string) => known[id]?.text
    expect(said('bp40')).toMatch(/^138\/84 mmHg at .* \(40 min\)$/)
    expect(said('bpCompletion')).toMatch(/\(40 min\)$/)
    expect(said('sedationOnset')).toBe('20 min')
    expect(said('sedationEnd')).toBe('40 min')
  })
  it('of the extremes', () => {
    expect(report.peaks.find(({ label }) => label === 'Highest systolic')).toMatchObject({
      value: 150,
      minutes: 20,
    })
  })
  it('of the windows in which something was asked for', () => {
    const asked = Object.fromEntries(report.due.map(({ label, windowMin }) => [label, windowMin]))
    expect(asked).toMatchObject({ 'BP 40': [35, 50] })
  })
  it('in the CSV', () => {
    const [head, ...rows] = writeCsv(report).trim().split('\r\n')
    const minutes = head?.split(',').indexOf('minutes_from_t0') ?? -1
    const taken = rows.filter(row => row.includes('reading') && row.includes('138'))
    expect(taken.map(row => row.split(',')[minutes])).toContain('40')
  })
  it('in the tables', () => {
    const pressures = makeTables(report).find(({ title }) => title.startsWith('Blood pressure'))
    expect(pressures?.rows.flat()).toContain('40:00')
  })
})
