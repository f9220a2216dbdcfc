import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { findPreset } from '../presets/index.ts'
import { replayScript } from '../session/replay.ts'
import { parseScript } from '../session/script.ts'
import type { LogEntry } from '../views.ts'
import { english as words } from '../words/en/index.ts'
import { layOutChart } from './chart.ts'
import { describeAcknowledgements } from './describe-alarm.ts'
import { csvColumns, writeCsv } from './formats/csv.ts'
import { writeHtml } from './formats/html.ts'
import { makeReport, type Report, sayMarks } from './model.ts'
import { makeStory } from './story.ts'
import { makeTables } from './tables/index.ts'

const nibp = (systolic: number, diastolic: number) => ({
  kind: 'nibp',
  systolic,
  diastolic,
  mean: Math.round(diastolic + (systolic - diastolic) / 3),
  pulseRate: 72,
})
const spo2 = (value: number) => ({ kind: 'vital', vital: 'spo2', value, quality: 'good' })

const lines: readonly object[] = [
  { t: -600, sample: nibp(124, 76) },
  { t: -60, sample: spo2(98), every: 1, until: 99 },
  { t: 0, do: 'startDosing', by: 'Nurse A', lot: 'L1' },
  { t: 100, sample: spo2(84), every: 1, until: 160 },
  { t: 135, do: 'acknowledge', by: 'Dr Who', alarm: 'spo2-low' },
  { t: 161, sample: spo2(97), every: 1, until: 300 },
  { t: 200, do: 'recordMark', by: 'Nurse A', mark: 'note', text: '=HYPERLINK("x"), <b>bold</b>' },
  { t: 340, sample: spo2(97), every: 1, until: 400 },
  { t: 380, sample: nibp(184, 100) },
  { t: 390, do: 'recordManual', by: 'Nurse A', systolic: 170, diastolic: 95, confirmed: true },
]

function report(): Report {
  return made(lines)
}

function made(script: readonly object[]): Report {
  const text = script.map(line => JSON.stringify(line)).join('\n')
  const preset = findPreset('SPRAVATO-84')
  if (!preset) throw new Error('no preset')
  const replay = replayScript(parseScript(text, 'simulated'), { preset, sessionId: 'S-1', t0WallMs: 0 })
  return makeReport(
    {
      session: replay.state.session,
      readings: replay.readings,
      log: replay.log.map(
        ({ at, entry }, index): LogEntry => ({ sessionId: 'S-1', seq: index + 1, at, entry }),
      ),
      limits: replay.state.alarm.limits,
      setting: { clinic: 'Clinic', room: 'Room 1', software: '0' },
      recordHash: 'abc',
      generatedAt: { monoMs: 0, wallMs: 0 },
      generatedBy: 'test',
      utcOffsetMin: 60,
    },
    words,
  )
}

/** As a reader that is not ours takes it: RFC 4180 to the letter, and as many cells in each row as in the first. */
function readCsv(text: string): string[][] {
  return parse(text, { record_delimiter: '\r\n', relax_column_count: false })
}

describe('the report model', () => {
  it('puts transitions together to alarms, with who acknowledged and after how long', () => {
    const { alarms } = report()
    expect(
      alarms.map(({ alarm, priority, valueAtStart, limitAtStart }) => [
        alarm,
        priority,
        valueAtStart,
        limitAtStart,
      ]),
    ).toEqual([
      ['spo2-low', 'high', 84, 85],
      ['link-lost', 'medium', null, null],
      ['systolic-high', 'high', 184, 180],
      ['diastolic-high', 'medium', 100, 100],
      ['systolic-rise', 'medium', 60, 40],
    ])
    const [spo2Low] = alarms
    expect(spo2Low?.acknowledgements).toMatchObject([{ by: 'Dr Who', afterS: 25 }])
    expect(spo2Low && describeAcknowledgements(spo2Low, words)).toBe('Dr Who after 25 s')
    expect(alarms[2] && describeAcknowledgements(alarms[2], words)).toBe('not acknowledged')
  })

  it('keeps the worst value of an alarm', () => {
    expect(report().alarms[2]).toMatchObject({ priority: 'high', worst: 184, end: null })
  })

  it('finds the worst value while the alarm lasted, which no transition tells of', () => {
    const falling = made([
      { t: -5, sample: spo2(97), every: 1, until: 0 },
      { t: 0, do: 'startDosing', by: 'Nurse A' },
      { t: 1, sample: spo2(84), every: 1, until: 30 },
      { t: 31, sample: spo2(71), every: 1, until: 40 },
      { t: 41, sample: spo2(97), every: 1, until: 80 },
      { t: 81, end: true },
    ])
    expect(falling.alarms).toMatchObject([{ alarm: 'spo2-low', valueAtStart: 84, worst: 71 }])
  })

  it('says what was seen, where the alarm had changed when the acknowledgement was taken', () => {
    const seen = { occurrence: 1, priority: 'high', value: 190 }
    const { alarms } = made([
      { t: 0, do: 'startDosing', by: 'Nurse A' },
      { t: 60, sample: nibp(190, 95) },
      { t: 70, sample: nibp(184, 92) },
      { t: 80, do: 'acknowledge', by: 'Nurse A', alarm: 'systolic-high', ...seen },
    ])
    const taken = alarms.find(({ alarm }) => alarm === 'systolic-high')
    expect(taken && describeAcknowledgements(taken, words)).toBe('Nurse A after 20 s (seen: HIGH 190)')
  })

  it('says where a name was picked at a locked screen, and whose PIN was reset before they signed', () => {
    const report = made([
      { t: 0, do: 'startDosing', by: 'Nurse A' },
      { t: 60, sample: nibp(190, 80) },
      { t: 80, do: 'acknowledge', by: 'Nurse A', alarm: 'systolic-high', identified: false },
    ])
    const taken = report.alarms.find(({ alarm }) => alarm === 'systolic-high')
    expect(taken && describeAcknowledgements(taken, words)).toBe(
      'Nurse A after 20 s (not identified: at a locked screen)',
    )
    const signature = {
      id: 'signature-1',
      role: 'prescriber',
      meaning: 'responsible',
      recordHash: '0'.repeat(64),
      pinVersion: 2,
      pinReset: { by: 'Ina', wallMs: Date.UTC(2026, 10, 23, 12) },
      by: 'Dr Pia',
      at: report.session.opened.at,
    } as const
    const tables = makeTables({ ...report, session: { ...report.session, signatures: [signature] } }, words)
    const said = (title: string) => JSON.stringify(tables.find(table => table.title.startsWith(title))?.rows)
    expect(said('Signatures')).toContain('valid; PIN reset by Ina on 2026-11-23')
    expect(said('Alarm signals paused')).toContain('not identified: at a locked screen')
  })

  it('names what of the REMS field sheet is not answered, on the page that is signed', () => {
    const note = (script: readonly object[]) =>
      makeStory(made(script), words).find(({ label }) => label === 'REMS')?.value ?? ''
    const asked = { t: -30, do: 'recordPreDose', by: 'Nurse A', clear: ['rems'] }
    expect(note([{ t: -60, sample: nibp(124, 76) }])).toMatch(
      / items not answered, the first of them .*Enrolled in the REMS\?/,
    )
    expect(note([{ t: -60, sample: nibp(124, 76) }, asked])).not.toContain('Enrolled')
  })

  it('counts an acknowledgement from the last call, and names each rise of level', () => {
    const rising = made([
      { t: -600, sample: nibp(124, 76) },
      { t: 0, do: 'startDosing', by: 'Nurse A' },
      { t: 60, sample: nibp(163, 90) },
      { t: 80, do: 'acknowledge', by: 'Nurse A', alarm: 'systolic-high' },
      { t: 300, sample: nibp(188, 95) },
      { t: 330, do: 'acknowledge', by: 'Dr Who', alarm: 'systolic-high', reason: 'expected' },
      { t: 400, sample: nibp(150, 90) },
    ])
    const alarm = rising.alarms.find(episode => episode.alarm === 'systolic-high')
    expect(alarm).toMatchObject({
      priorityAtStart: 'medium',
      priority: 'high',
      worst: 188,
      escalations: [{ priority: 'high', value: 188, limit: 180 }],
      acknowledgements: [
        { by: 'Nurse A', afterS: 20, reason: null },
        { by: 'Dr Who', afterS: 30, reason: 'expected' },
      ],
    })
  })

  it('lets a typed value close no gap', () => {
    const typed = made([
      { t: -5, sample: spo2(97), every: 1, until: 10 },
      { t: 0, do: 'startDosing', by: 'Nurse A' },
      { t: 15, do: 'recordManual', by: 'Nurse A', spo2: 95 },
      { t: 30, sample: spo2(97), every: 1, until: 40 },
    ])
    const gaps = typed.gaps.filter(({ what }) => what === 'SpO2')
    expect(gaps.map(({ from, to }) => (to.monoMs - from.monoMs) / 1000)).toEqual([20])
  })

  it('lists the gap of the stream and shows nothing over it', () => {
    const made = report()
    expect(made.gaps).toMatchObject([
      { what: 'pulse', from: made.zero, to: made.end, cause: { kind: 'neverMeasured' } },
      { what: 'SpO2', from: { monoMs: 900_000 }, to: { monoMs: 940_000 }, cause: { kind: 'noValue' } },
    ])
    const runs = layOutChart(made, 500, 200, words).lines.find(({ vital }) => vital === 'spo2')?.runs
    expect(runs).toHaveLength(2)
    expect(made.minutes.find(({ minute }) => minute === 5)?.values.spo2).toMatchObject({ median: 97 })
  })

  it('marks simulated and manual values', () => {
    expect(sayMarks(report(), words)).toEqual(['SIMULATED', 'contains manual values'])
    expect(report().statements[1]).toMatch(/^SIMULATED/)
  })

  it('finds the extremes with their time from T0', () => {
    expect(report().peaks).toContainEqual({
      vital: 'systolic',
      side: 'high',
      value: 184,
      unit: 'mmHg',
      minutes: 6,
    })
    expect(report().peaks).toContainEqual({ vital: 'spo2', side: 'low', value: 84, unit: '%', minutes: 2 })
  })
})

describe('CSV', () => {
  it('of the short session is the golden file', () => {
    const read = (name: string) => readFileSync(`fixtures/sessions/${name}`, 'utf8')
    expect(writeCsv(reportOf(read('short-session.ndjson')), words)).toBe(read('short-session.csv'))
  })

  it('has one row a reading, dose, alarm transition and event, each with all columns', () => {
    const made = report()
    const [heads, ...rows] = readCsv(writeCsv(made, words))
    expect(heads).toEqual([...csvColumns])
    for (const row of rows) expect(row).toHaveLength(csvColumns.length)
    const count = (record: string) => rows.filter(([first]) => first === record).length
    expect(count('reading')).toBe(made.readings.length)
    expect(count('alarm')).toBe(made.alarmLog.length)
    expect(count('dose')).toBe(1)
  })

  it('gives times with their offset and minutes from T0', () => {
    const dose = readCsv(writeCsv(report(), words)).find(([record]) => record === 'dose')
    expect(dose?.slice(1, 6)).toEqual(['1970-01-01T01:00:00+01:00', '0', 'esketamine', '28', 'mg'])
  })

  it('lets no cell be taken for a formula', () => {
    const made = report()
    const evil = {
      ...made,
      session: { ...made.session, doses: made.session.doses.map(dose => ({ ...dose, by: '=1+1' })) },
    }
    const cells = readCsv(writeCsv(evil, words)).flat()
    expect(cells).toContain("'=1+1")
    expect(cells.filter(cell => /^[=+@]/.test(cell) || /^-[^\d]/.test(cell))).toEqual([])
  })
})

describe('HTML', () => {
  it('has every row of every table, and a chart whose coordinates are all numbers', () => {
    const made = report()
    const html = writeHtml(made, words)
    expect(html.match(/<tr><td>/g)).toHaveLength(makeTables(made, words).flatMap(({ rows }) => rows).length)
    expect(html).toContain('<svg')
    expect(html).not.toMatch(/NaN|undefined|Infinity|\[object/)
  })

  it('escapes what people typed and marks what is simulated', () => {
    const html = writeHtml(report(), words)
    expect(html).not.toContain('<b>bold')
    expect(html).toContain('&lt;b&gt;bold')
    expect(html).toContain('SIMULATED')
    expect(html).toContain('Dr Who after 25 s')
  })
})
