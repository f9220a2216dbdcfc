import { describe, expect, it } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { english as words } from '../words/en/index.ts'
import { checksInEnglish } from '../words/testing/in-english.ts'
import { layOutChart } from './chart.ts'
import { writeCsv } from './formats/csv.ts'
import { makeBundle } from './formats/fhir/index.ts'
import { prefillRems } from './rems.ts'
import { makeStory } from './story.ts'
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
    const known = prefillRems(report, words)
    const said = (id: string) => known[id]?.text
    expect(said('bp40')).toMatch(/^138\/84 mmHg at .* \(40 min\)$/)
    expect(said('bpCompletion')).toMatch(/\(40 min\)$/)
    expect(said('sedationOnset')).toBe('20 min')
    expect(said('sedationEnd')).toBe('40 min')
  })
  it('of the extremes', () => {
    expect(report.peaks.find(({ vital }) => vital === 'systolic')).toMatchObject({
      value: 150,
      minutes: 20,
    })
  })
  it('of the windows in which something was asked for', () => {
    const asked = Object.fromEntries(report.due.map(({ label, windowMin }) => [label, windowMin]))
    expect(asked).toMatchObject({ 'BP 40': [35, 50] })
  })
  it('in the CSV', () => {
    const [head, ...rows] = writeCsv(report, words).trim().split('\r\n')
    const minutes = head?.split(',').indexOf('minutes_from_t0') ?? -1
    const taken = rows.filter(row => row.includes('reading') && row.includes('138'))
    expect(taken.map(row => row.split(',')[minutes])).toContain('40')
  })
  it('in the tables', () => {
    const pressures = makeTables(report, words).find(({ title }) => title.startsWith('Blood pressure'))
    expect(pressures?.rows.flat()).toContain('40:00')
  })
})

/** The clock went back by the length of the gap and more: the line stood still; SpO2 is streamed on both sides. */
const stood = (...lines: readonly object[]) =>
  reportOf(
    [
      nibp(-600, 126, 78),
      { t: -60, sample: { kind: 'vital', vital: 'spo2', value: 97, quality: 'good' }, every: 1, until: 600 },
      { t: 0, do: 'startDosing', by: 'A', lot: 'L1' },
      { t: 600, gap: 3600, boot: 'another', clock: -7200 },
      // A whole second of the tick at which Vigil is back.
      { t: 4200, sample: { kind: 'vital', vital: 'spo2', value: 70, quality: 'good' } },
      ...lines,
    ]
      .map(line => JSON.stringify(line))
      .join('\n'),
    'device',
    'SPRAVATO-56',
  )
const typed = {
  t: 4300,
  do: 'recordManual',
  by: 'A',
  systolic: 190,
  diastolic: 115,
  minutesAgo: 3,
  confirmed: true,
}
const other = { t: 4400, do: 'confirmPatient', by: 'A', same: false }

describe('What was told after a gap in which the line stood still', () => {
  it.each([
    ['while the question is open', [typed, { t: 4500, end: true }]],
    ['after a no', [typed, other]],
    ['after the length and a no', [{ t: 4250, do: 'confirmGap', by: 'A', lengthMin: 60 }, typed, other]],
  ])('is no extreme and no REMS value of the patient %s', (_when, lines) => {
    const made = stood(...lines)
    expect(made.peaks.map(({ value }) => value)).toContain(97)
    expect(made.peaks.map(({ value }) => value)).not.toContain(190)
    expect(made.peaks.map(({ value }) => value)).not.toContain(70)
    const known = prefillRems(made, words)
    expect(known['bpCompletion']?.text).toBe('not measured')
    const bundle = JSON.stringify(makeBundle(made, { nameUuid: name => name }, words).entry)
    expect(bundle).toContain('"value":190')
  })
  it('is the patient’s where it is known to be from before', () => {
    const early = { ...typed, minutesAgo: 55 }
    const made = stood({ t: 4250, do: 'confirmGap', by: 'A', lengthMin: 50 }, early, other)
    expect(made.peaks.map(({ value }) => value)).toContain(190)
  })
})

describe('A session whose patient had gone in a gap, over which the line stood still', () => {
  const made = stood(
    { t: 4250, do: 'confirmGap', by: 'A', lengthMin: 130 },
    { t: 4260, do: 'confirmPatient', by: 'A', same: false },
  )
  it('ends before the gap: nothing of it is observation', () => {
    expect(made.session.closed?.at).toEqual(made.session.gaps[0]?.from)
    expect(made.totals).toMatchObject({ fromFirstMin: 10 })
    expect(made.totals?.unsure).toBeUndefined()
    expect(prefillRems(made, words)['twoHours']?.text).toMatch(/^NOT KEPT: 10 min/)
  })
  it('does not pass D1 by it', () => {
    const lines = [
      nibp(-600, 126, 78),
      { t: 0, do: 'startDosing', by: 'A', mg: 35 },
      { t: 600, gap: 3600, boot: 'another', clock: -7200 },
      { t: 4250, do: 'confirmGap', by: 'A', lengthMin: 300 },
      { t: 4260, do: 'confirmPatient', by: 'A', same: false },
    ]
    const { discharge } = reportOf(lines.map(line => JSON.stringify(line)).join('\n'), 'device', 'IM')
    expect(checksInEnglish(discharge)?.find(({ id }) => id === 'D1')).toMatchObject({
      passed: false,
      evidence: expect.stringMatching(/min left$/),
    })
  })
})

/** The line counts 2 h and 30 s for five minutes; SpO2 is streamed on both sides, and an alarm lasts over it. */
const streamed = reportOf(
  [
    nibp(-600, 126, 78),
    { t: -60, sample: { kind: 'vital', vital: 'spo2', value: 97, quality: 'good' }, every: 1, until: 590 },
    { t: 0, do: 'startDosing', by: 'A', lot: 'L1' },
    nibp(580, 190, 90),
    { t: 600, gap: 300, boot: 'another', clock: 7230 },
    { t: 910, do: 'confirmPatient', by: 'A', same: true },
    { t: 920, do: 'confirmGap', by: 'A', lengthMin: 5 },
    { t: 1080, sample: { kind: 'vital', vital: 'spo2', value: 95, quality: 'good' }, every: 1, until: 1199 },
    nibp(1200, 150, 90),
    { t: 1800, end: true },
  ]
    .map(line => JSON.stringify(line))
    .join('\n'),
  'device',
  'SPRAVATO-56',
)

describe('After a gap whose length a person has said, time is grouped and drawn as it passed', () => {
  const rowsOf = (title: string, whole = false) =>
    makeTables(streamed, words).find(table => (whole ? table.title === title : table.title.startsWith(title)))
      ?.rows ?? []

  it('by minutes', () => {
    const after = streamed.minutes.filter(({ values }) => values.spo2?.max === 95)
    expect(after.map(({ minute }) => minute)).toEqual([18, 19])
    expect(rowsOf('Vital signs by minute').map(([minute]) => minute)).toEqual(
      streamed.minutes.map(({ minute }) => String(minute)),
    )
  })
  it('by minutes in FHIR', () => {
    const bundle = makeBundle(streamed, { nameUuid: name => name }, words)
    const minutes = bundle.entry.flatMap(({ resource }) =>
      resource.resourceType === 'Observation' &&
      'method' in resource &&
      JSON.stringify(resource).includes('"value":95')
        ? [resource]
        : [],
    )
    expect(minutes).toHaveLength(2)
  })
  it('in lengths', () => {
    const gaps = rowsOf('Gaps in monitoring')
    expect(gaps.find(row => row[4] === 'monitoring')?.[3]).toMatch(/^5 min/)
    // From 9:50 to 18:00.
    expect(gaps.find(row => row[4] === 'SpO2')?.[3]).toBe('8 min 10 s')
    const alarm = rowsOf('Alarms', true).find(row => row[3]?.startsWith('Systolic high'))
    expect(alarm?.[5]).toBe('10 min 20 s')
  })
  it('on the axis of the chart', () => {
    const chart = layOutChart(streamed, 600, 300, words)
    const tick = (label: string) => chart.xTicks.find(one => one.label === label)?.x ?? Number.NaN
    const perMin = tick('20') / 20 - tick('0') / 20
    expect(chart.bars.map(({ x }) => Math.round((x - tick('0')) / perMin))).toEqual([-10, 10, 20])
    expect(chart.gaps.map(({ width }) => Math.round(width / perMin))).toEqual([5])
    // SpO2 on both sides of the gap is no line.
    expect(chart.lines.find(({ vital }) => vital === 'spo2')?.runs).toHaveLength(2)
  })
})

describe('Page 1', () => {
  it('counts the REMS minutes that passed before a question that is open', () => {
    const open = reportOf(
      [
        nibp(-600, 126, 78),
        { t: 0, do: 'startDosing', by: 'A', lot: 'L1' },
        nibp(590, 130, 80),
        { t: 600, gap: 300, boot: 'another', clock: 7200 },
        { t: 910, do: 'confirmPatient', by: 'A', same: true },
        { t: 920, do: 'confirmGap', by: 'A', lengthMin: 5 },
        nibp(1200, 130, 80),
        { t: 3100, end: true },
      ]
        .map(line => JSON.stringify(line))
        .join('\n'),
      'device',
      'SPRAVATO-56',
    )
    expect(prefillRems(open, words)['totalMinutes']?.text).toMatch(/^20 min, /)
  })
  it('tells phases as the session has them after T0 has moved', () => {
    const moved = reportOf(
      [
        nibp(-2400, 126, 78),
        { t: 0, do: 'startDosing', by: 'A', lot: 'L1' },
        { t: 300, do: 'recordDevice', by: 'A', lot: 'L2' },
        { t: 700, do: 'correctDose', by: 'A', dose: 'dose-1', minutesAgo: 35, reason: 'watch' },
        { t: 800, end: true },
      ]
        .map(line => JSON.stringify(line))
        .join('\n'),
      'device',
      'SPRAVATO-56',
    )
    const [phases] = makeStory(moved, words)
    expect(phases?.value).toContain('(0:00)')
    expect(phases?.value.match(/Dosing/g)).toHaveLength(1)
    expect(phases?.value).not.toContain('(23:20)')
  })
})
