import { describe, expect, it } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { english as words } from '../words/en/index.ts'
import { writeCsv } from './formats/csv.ts'
import { makeBundle } from './formats/fhir/index.ts'
import { prefillRems } from './rems.ts'
import { makeTables } from './tables/index.ts'

/* An alarm that was there when it became doubtful whose values these are says of this patient what was measured before (AR-23). */

const stream = (t: number, until: number, value: number, vital = 'spo2') => ({
  t,
  sample: { kind: 'vital', vital, value },
  every: 1,
  until,
})
const report = (same: boolean | null) =>
  reportOf(
    [
      stream(-300, 1000, 97),
      { t: 0, do: 'startDosing', by: 'A', lot: 'L1' },
      stream(1001, 1600, 91),
      { t: 1600, gap: 2700 },
      stream(4301, 4500, 78),
      ...(same === null ? [] : [{ t: 4400, do: 'confirmPatient', by: 'A', same }]),
      { t: 4600, end: true },
    ]
      .toSorted((a, b) => a.t - b.t)
      .map(line => JSON.stringify(line))
      .join('\n'),
    'device',
  )
const spo2Low = (same: boolean | null) => report(same).alarms.find(({ alarm }) => alarm === 'spo2-low')

describe('An alarm over the question whose values these are', () => {
  it.each([
    [null, 'low', 91, null],
    [false, 'low', 91, (300 + 1600) * 1000],
    [true, 'high', 78, null],
  ] as const)('has the figures of this patient alone (answered: %s)', (same, priority, worst, endMs) => {
    const episode = spo2Low(same)
    expect([episode?.priority, episode?.worst, episode?.end?.monoMs ?? null]).toEqual([
      priority,
      worst,
      endMs,
    ])
  })

  it.each([
    [null, 'not resolved in the record'],
    [false, 'not resolved in the record (session closed: 27 min)'],
  ])('says on the REMS sheet no value of another (answered: %s)', (same, end) => {
    const said = prefillRems(report(same), words)
    expect(said['respiratory']?.text).toBe('alarms, to be weighed: SpO2 low 1×, lowest 91')
    expect(said['respiratoryEnd']?.text).toBe(end)
  })

  it.each([
    [null, 'preliminary', 'patient not confirmed'],
    [false, 'final', 'not this patient'],
  ] as const)('is told so in FHIR (answered: %s)', (same, status, word) => {
    const { entry } = makeBundle(report(same), { nameUuid: name => name }, words)
    const issues = entry.flatMap(({ resource }) =>
      resource.resourceType === 'DetectedIssue' && resource.detail.startsWith('SpO2 low') ? [resource] : [],
    )
    expect(issues).toMatchObject([{ status, severity: 'low', detail: expect.stringContaining(word) }])
    expect(issues[0]?.detail).toContain('worst 91')
  })

  it.each([
    [null, 'patient not confirmed', 'patientUnconfirmed'],
    [false, 'not this patient', 'otherPatient'],
  ])('is marked in tables and CSV (answered: %s)', (same, word, flag) => {
    const tables = makeTables(report(same), words)
    const row = tables.find(({ title }) => title === 'Alarms')?.rows.find(cells => /SpO2/.test(cells.join()))
    expect(row?.join()).toContain(word)
    expect(tables.find(({ title }) => title === words.load.title)?.note).toContain(words.load.doubted(1))
    const rows = writeCsv(report(same), words)
      .split('\r\n')
      .filter(line => line.startsWith('alarm,') && line.includes('SpO2 low'))
    expect(rows.map(line => [line.includes('raised'), line.includes(flag)])).toEqual(
      expect.arrayContaining([
        [true, false],
        [false, true],
      ]),
    )
  })

  it('is marked nowhere once it is known to be the same', () => {
    expect(spo2Low(true)?.doubt).toBeUndefined()
    expect(writeCsv(report(true), words)).not.toMatch(/patientUnconfirmed|otherPatient/)
  })
})
