import { describe, expect, it } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { english as words } from '../words/en/index.ts'
import { writeCsv } from './formats/csv.ts'
import { makeBundle } from './formats/fhir/index.ts'
import { writeHtml } from './formats/html.ts'
import { prefillRems } from './rems.ts'
import { makeTables } from './tables/index.ts'

/* AR-16 in the report: everything goes by the time taken, and what was entered late says so. */

const cuff = (t: number, systolic: number, diastolic: number) => ({
  t,
  sample: { kind: 'nibp', systolic, diastolic, mean: null, pulseRate: 72 },
})
const typed = (t: number, minutesAgo: number, values: object) => ({
  t,
  do: 'recordManual',
  by: 'Nurse A',
  minutesAgo,
  confirmed: true,
  ...values,
})
const report = reportOf(
  [
    cuff(-600, 124, 76),
    { t: -60, sample: { kind: 'vital', vital: 'spo2', value: 97 }, every: 1, until: 3700 },
    { t: 0, do: 'startDosing', by: 'Nurse A', lot: 'L1' },
    cuff(3000, 186, 104),
    // 10 min before the HIGH, and 20 min before the session's end.
    typed(3060, 11, { systolic: 188, diastolic: 80, spo2: 91 }),
    { t: 3100, do: 'acknowledge', by: 'Dr Who', alarm: 'systolic-high' },
    cuff(3600, 150, 88),
    typed(3660, 2, { systolic: 152, diastolic: 86 }),
    { t: 3700, end: true },
  ]
    .map(line => JSON.stringify(line))
    .join('\n'),
)
const rows = (title: string) => makeTables(report, words).find(table => table.title === title)?.rows ?? []

describe('A reading entered late', () => {
  it('stands in the pressure table in its own time, and says so', () => {
    const pressures = rows('Blood pressure')
    expect(pressures.map(row => row[1])).toEqual(['-10:00', '40:00', '50:00', '59:00', '1:00:00'])
    expect(pressures.map(row => row.at(-1)?.includes('entered late'))).toEqual([
      false,
      true,
      false,
      true,
      false,
    ])
  })
  it('counts for the extremes at the time taken', () => {
    expect(report.peaks).toContainEqual({
      vital: 'systolic',
      side: 'high',
      value: 188,
      unit: 'mmHg',
      minutes: 40,
      enteredLate: true,
    })
    expect(report.peaks).toContainEqual({
      vital: 'diastolic',
      side: 'high',
      value: 104,
      unit: 'mmHg',
      minutes: 50,
    })
    expect(report.peaks).toContainEqual(
      expect.objectContaining({ vital: 'spo2', side: 'low', value: 91, minutes: 40 }),
    )
    expect(writeHtml(report, words)).toContain('Highest systolic 188 mmHg at 40 min, entered late')
  })
  it('stands in the minute in which it was taken', () => {
    const minute = rows('Vital signs by minute: median (lowest–highest)').find(row => row[0] === '40')
    expect(minute?.[2]).toBe('97 (91–97)')
    expect(minute?.at(-1)).toContain('entered late')
  })
  it('is the figure of the REMS sheet that its time makes it', () => {
    expect(prefillRems(report, words)['bp40']?.text).toMatch(
      /^188\/80 mmHg at 09:40:00 \(40 min\), manual.*, entered late$/,
    )
    expect(prefillRems(report, words)['bpCompletion']?.text).toMatch(/^150\/88 /)
  })
  it('is told with the time at which it was typed in the list of events', () => {
    const events = makeTables(report, words).flatMap(table => table.rows.flat())
    expect(events).toContainEqual(
      'Manual reading: BP 188/80 mmHg, SpO2 91 %, taken 11 min before, entered late by Nurse A',
    )
  })
  it('is a row of the table in its own place, with the words', () => {
    const lines = writeCsv(report, words).split('\r\n')
    const late = lines.filter(line => line.includes('enteredLate'))
    expect(late).toHaveLength(3)
    expect(late.map(line => line.split(',')[1])).toEqual([
      '2026-11-23T09:40:00+01:00',
      '2026-11-23T09:40:00+01:00',
      '2026-11-23T09:59:00+01:00',
    ])
    for (const line of late) expect(line).toContain('entered late')
    const times = lines.slice(1, -1).map(line => line.split(',')[1])
    expect(times).toEqual(times.toSorted())
  })
  it('has its own effective time in FHIR, and moved no alarm there', () => {
    const bundle = makeBundle(report, { nameUuid: name => name }, words)
    const resources = bundle.entry.map(({ fullUrl, resource }) => ({ fullUrl, ...(resource as object) }))
    const observations = JSON.parse(JSON.stringify(resources)) as {
      fullUrl: string
      effectiveDateTime?: string
      issued?: string
      component?: { valueQuantity?: { value: number } }[]
      note?: { text: string }[]
      derivedFrom?: { reference: string }[]
      code?: { text?: string }
    }[]
    const late = observations.filter(one => one.component?.[0]?.valueQuantity?.value === 188)
    expect(late).toHaveLength(1)
    expect(late[0]).toMatchObject({
      effectiveDateTime: '2026-11-23T09:40:00+01:00',
      issued: '2026-11-23T09:51:00+01:00',
    })
    expect(JSON.stringify(late[0]?.note)).toContain('entered late')
    const others = observations.filter(one => !late.includes(one))
    const used = others.flatMap(({ derivedFrom = [] }) => derivedFrom.map(({ reference }) => reference))
    expect(used.length).toBeGreaterThan(0)
    expect(used).not.toContain(late[0]?.fullUrl)
  })
})
