import { describe, expect, it } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { english as words } from '../words/en/index.ts'
import { layOutChart } from './chart.ts'
import { writeCsv } from './formats/csv.ts'
import { prefillRems } from './rems.ts'
import { makeStory } from './story.ts'
import { makeTables } from './tables/index.ts'

/* What people answered, typed and marked while it was asked whose the values are (AR-23): never this patient's without a word. */

const by = 'nurse-1'
const act = (t: number, name: string, more: object) => ({ t, do: name, by, ...more })
const cuff = (t: number) => ({
  t,
  sample: { kind: 'nibp', systolic: 124, diastolic: 78, mean: null, pulseRate: 70 },
})
const report = (same: boolean | null, asksAtS = 60) =>
  reportOf(
    [
      cuff(-600),
      act(0, 'startDosing', { lot: 'L1' }),
      { t: 1, sample: { kind: 'vital', vital: 'spo2', value: 97 }, every: 1, until: asksAtS },
      act(asksAtS + 1950, 'confirmCheck', { item: 'suicideRisk', answer: 'present', text: 'a plan' }),
      act(asksAtS + 1960, 'recordManual', { systolic: 150, diastolic: 90, spo2: 84 }),
      act(asksAtS + 1970, 'recordMark', { mark: 'vomiting' }),
      ...(same === null ? [] : [act(asksAtS + 2000, 'confirmPatient', { same })]),
      { t: asksAtS + 2100, end: true },
    ]
      .map(line => JSON.stringify(line))
      .join('\n'),
    'device',
  )
const told = (same: boolean | null) =>
  makeTables(report(same), words)
    .flatMap(({ rows }) => rows.map(row => row.join(' | ')))
    .filter(row => /a plan|SpO2 84|omiting/.test(row))

describe('What was said of a patient while it was asked whether it is this one', () => {
  it.each([
    [null, 'patient not confirmed'],
    [false, 'not this patient'],
  ] as const)('says so in every table and in the table of all (answered: %s)', (same, word) => {
    expect(told(same).length).toBeGreaterThanOrEqual(3)
    for (const row of told(same)) expect(row).toContain(word)
    const flag = same === null ? 'patientUnconfirmed' : 'otherPatient'
    const lines = writeCsv(report(same), words).split('\r\n')
    const events = lines.filter(line => /^event.*(a plan|SpO2 84|omiting)/.test(line))
    expect(events).toHaveLength(3)
    for (const line of events) expect(line).toContain(flag)
  })

  it('says nothing more once it is known to be', () => {
    expect(told(true).length).toBeGreaterThanOrEqual(3)
    for (const row of told(true)) expect(row).not.toMatch(/not confirmed|not this patient/)
  })

  it('is drawn on no chart of another', () => {
    const marksOf = (same: boolean | null) =>
      layOutChart(report(same), 500, 300, words).marks.map(({ label }) => label)
    expect([marksOf(null), marksOf(false)]).toEqual([[], []])
    expect(marksOf(true)).toEqual(['Vomiting'])
  })
})

describe('Two hours of monitoring', () => {
  it('were kept, where what nobody knows came after them', () => {
    expect(prefillRems(report(null, 9000), words)['twoHours']?.text).toBe(
      'kept: 150 min, patient not confirmed after that',
    )
    expect(prefillRems(report(null, 3000), words)['twoHours']?.text).toMatch(/^NOT KEPT: 50 min/)
  })
})

describe('A treatment that went on with another patient', () => {
  const played = (same: boolean | null) =>
    reportOf(
      [
        cuff(-600),
        act(0, 'startDosing', { lot: 'L1' }),
        act(300, 'recordDevice', {}),
        act(600, 'recordDevice', {}),
        { t: 1, sample: { kind: 'vital', vital: 'spo2', value: 97 }, every: 1, until: 50 },
        // Half an hour without anybody; then values that nobody knows whose they are.
        {
          t: 2600,
          sample: { kind: 'vital', vital: 'spo2', value: 96, quality: 'poor' },
          every: 1,
          until: 3000,
        },
        cuff(2700),
        act(2710, 'setSites', { cuff: 'left', sensor: 'right' }),
        act(2720, 'handOver', { to: 'nurse-2', text: 'a quiet night' }),
        ...(same === null ? [] : [act(2990, 'confirmPatient', { same })]),
        { t: 3000, end: true },
      ]
        .toSorted((a, b) => a.t - b.t)
        .map(line => JSON.stringify(line))
        .join('\n'),
      'device',
    )
  const story = (same: boolean | null) =>
    Object.fromEntries(makeStory(played(same), words).map(({ label, value }) => [label, value]))

  it.each([
    [null, 'patient not confirmed', 'patientUnconfirmed'],
    [false, 'not this patient', 'otherPatient'],
  ] as const)('is handed over and measured with the word (answered: %s)', (same, word, flag) => {
    const rows = makeTables(played(same), words).flatMap(table => table.rows.map(row => row.join(' | ')))
    expect(rows.filter(row => row.includes('a quiet night'))).toEqual([expect.stringContaining(word)])
    expect(rows.filter(row => /left.*right/i.test(row))).toEqual([expect.stringContaining(word)])
    const events = writeCsv(played(same), words)
      .split('\r\n')
      .filter(line => /^event.*(a quiet night|BP 40 done|sensor)/i.test(line))
    expect(events).toHaveLength(3)
    for (const event of events) expect(event).toContain(flag)
    expect(story(same)['Measured']).toContain(`on time (${word}): BP 40`)
  })

  it('counts none of the readings that are another’s as doubtful, and each of its own', () => {
    expect(story(false)['Doubtful']).not.toContain('questionable')
    expect(story(true)['Doubtful']).toMatch(/401 of \d+ readings questionable/)
    expect(story(true)['Measured']).not.toContain('BP 40')
  })
})
