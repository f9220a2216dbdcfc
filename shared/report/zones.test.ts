import { describe, expect, it } from 'vitest'
import { longSession } from '../../fixtures/sessions/long-session.ts'
import { type Place, reportOf } from '../../fixtures/sessions/replay.ts'
import { english as words } from '../words/en/index.ts'
import { makeFacts } from './facts.ts'
import { writeCsv } from './formats/csv.ts'
import type { Report } from './model.ts'
import { pseudonymise } from './pseudonymise.ts'
import { makeTables } from './tables/index.ts'

const under = (place: Place) => reportOf(longSession(), 'simulated', 'SPRAVATO-84', place)
const withinADay = under({})
/** The long session, with T0 at 23:00 an hour east of UTC: it ends on the next day. */
const overMidnight = under({ t0WallMs: Date.UTC(2026, 10, 23, 22) })
/** Summer time ends in Berlin at 01:00 UTC: T0 is at 02:20, and 40 minutes later it is 02:00 again. */
const SUMMER_ENDS = Date.UTC(2026, 9, 25, 1)
const overSummersEnd = under({
  t0WallMs: Date.UTC(2026, 9, 25, 0, 20),
  offsetAt: wallMs => (wallMs < SUMMER_ENDS ? 120 : 60),
})

const tables = ['Alarms', 'Blood pressure', 'Other events', 'Vital signs by minute: median (lowest–highest)']
const timesOf = (report: Report, title: string): readonly string[] => {
  const table = makeTables(report, words).find(candidate => candidate.title === title)
  const column = table?.columns.findIndex(({ head }) => ['Time', 'Start', 'Taken'].includes(head)) ?? -1
  return table?.rows.map(row => row[column] ?? '') ?? []
}
const ofClock = /^\d\d:\d\d:\d\d$/

describe('A session within one day', () => {
  it.each(tables)('has times of day and nothing else: %s', title => {
    const times = timesOf(withinADay, title)
    expect(times.length).toBeGreaterThan(3)
    expect(times.filter(time => !ofClock.test(time))).toEqual([])
  })
})

describe('A session over midnight', () => {
  it.each(tables)('names the new day once, where it begins: %s', title => {
    const times = timesOf(overMidnight, title)
    const dated = times.filter(time => !ofClock.test(time))
    expect(dated).toHaveLength(1)
    expect(dated[0]).toMatch(/^2026-11-24 00:\d\d:\d\d$/)
    const index = times.indexOf(dated[0] ?? '')
    expect(index).toBeGreaterThan(0)
    expect(times.slice(0, index).every(time => /^2[23]:/.test(time))).toBe(true)
    expect(times.slice(index + 1).every(time => /^0[0-2]:/.test(time))).toBe(true)
  })

  it('names the day of each time that stands by itself on page 1 and is not that of the opening', () => {
    const fact = (label: string) => makeFacts(overMidnight, words).find(known => known.label === label)?.value
    expect(fact('Session')).toMatch(/^2026-11-23, opened 22:\d\d:\d\d by .*, closed 2026-11-24 01:/)
    expect(fact('Dosing')).toMatch(/^T0 23:00:00, 28 mg 23:00:00, .*, ended 23:10:00/)
  })

  it('names the day of what nobody has confirmed', () => {
    const script = `{"t":0,"sample":{"kind":"vital","vital":"spo2","value":97,"quality":"good"},"every":1,"until":1200}
{"t":1200,"gap":90,"cause":"restart"}
{"t":1400,"end":true}`
    const [unsure] = reportOf(script, 'simulated', 'SPRAVATO-84', {
      t0WallMs: Date.UTC(2026, 10, 23, 22, 50),
    }).statements.filter(sentence => sentence.includes('00:10:'))
    expect(unsure).toContain('2026-11-24 00:10:00')
    expect(unsure).toContain('2026-11-24 00:11:30')
  })

  it('says the same without names', () => {
    const hidden = pseudonymise(overMidnight, words)
    for (const title of tables) expect(timesOf(hidden, title)).toEqual(timesOf(overMidnight, title))
  })
})

describe('A session in which the clock’s offset changes', () => {
  it.each(tables)('names the new offset once, where it begins: %s', title => {
    const times = timesOf(overSummersEnd, title)
    const marked = times.filter(time => !ofClock.test(time))
    expect(marked).toHaveLength(1)
    expect(marked[0]).toMatch(/^02:\d\d:\d\d \+01:00$/)
    // An hour is there twice: without the mark one could not tell which.
    const index = times.indexOf(marked[0] ?? '')
    expect(times.slice(0, index).at(-1)).toMatch(/^0[23]:/)
  })

  it('names the offset of the opening on page 1, and the other one beside the times that have it', () => {
    const fact = (label: string) =>
      makeFacts(overSummersEnd, words).find(known => known.label === label)?.value
    expect(fact('Session')).toMatch(
      /^2026-10-25, opened 02:00:\d\d \+02:00 by .*, closed 0\d:\d\d:\d\d \+01:00 by/,
    )
    expect(fact('Dosing')).toMatch(/^T0 02:20:00, 28 mg 02:20:00, .*, ended 02:30:00$/)
  })

  it('has whole times in the CSV, in order', () => {
    const times = writeCsv(overSummersEnd, words)
      .split('\r\n')
      .slice(1, -1)
      .map(line => line.split(',')[1] ?? '')
    expect(times.every(time => /^2026-10-25T\d\d:\d\d:\d\d\+0[12]:00$/.test(time))).toBe(true)
    const ms = times.map(time => Date.parse(time))
    expect(ms).toEqual(ms.toSorted((a, b) => a - b))
  })
})
