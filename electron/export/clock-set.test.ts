import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import type { Report } from '../../shared/report/model.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { checksInEnglish } from '../../shared/words/testing/in-english.ts'
import { exportReport } from './export-report.ts'
import { readPages } from './testing/read-pdf.ts'

/* A clock that is set during a session, or wrong at a restart, in every format of the report (AR-22). */

const text = async (report: Report, format: 'csv' | 'html' | 'json' | 'fhir') =>
  new TextDecoder().decode((await exportReport(report, format, words)).bytes)
const firstPage = async (report: Report) =>
  readPages((await exportReport(report, 'pdf', words)).bytes)[0] ?? ''

interface Timed {
  readonly resourceType: string
  readonly [key: string]: unknown
}
const resourcesOf = async (report: Report): Promise<readonly Timed[]> =>
  JSON.parse(await text(report, 'fhir')).entry.map(({ resource }: { resource: Timed }) => resource)

/** Times of the CSV, in its order, which is that of the monotonic line. */
function timesOf(csv: string): readonly number[] {
  const [, ...rows] = csv.trim().split('\r\n')
  return rows.map(row => Date.parse(row.split(',')[1] ?? ''))
}

describe('A clock set back by 40 s under an alarm', { timeout: 60_000 }, () => {
  let report: Report
  beforeAll(() => {
    const script = readFileSync('fixtures/scenarios/iv-clock-back-40.ndjson', 'utf8')
    report = reportOf(script, 'simulated', 'IV-0.5MGKG-40')
  })

  it('lets no period of the FHIR document end before it starts, and keeps its length', async () => {
    const issues = (await resourcesOf(report)).filter(({ resourceType }) => resourceType === 'DetectedIssue')
    const spo2 = issues.find(({ code }) => JSON.stringify(code).includes('spo2-low'))
    // Raised at 1200 s and ended by the close, at 2500 s.
    expect(spo2?.['identifiedPeriod']).toEqual({
      start: '2026-11-23T09:20:00+01:00',
      end: expect.stringMatching(/^2026-11-23T09:/),
    })
    for (const { identifiedPeriod } of issues) {
      const { start, end = '9' } = identifiedPeriod as { start: string; end?: string }
      expect(end >= start).toBe(true)
    }
  })

  it('lets no time of the CSV go back', async () => {
    const times = timesOf(await text(report, 'csv'))
    expect(times.length).toBeGreaterThan(2000)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  it('is told on page 1 with both times of the clock', async () => {
    const said = 'set back by 40 s at 20:12 from T0: it said 09:20:12, then 09:19:32'
    expect(await firstPage(report)).toContain(said)
    expect(await text(report, 'html')).toContain(said)
    expect(JSON.stringify(await resourcesOf(report))).toContain(said)
    expect(await text(report, 'csv')).toContain(`The computer’s clock was ${said}`)
  })

  it('leaves the record in the session file as it was, and puts what is derived on the anchor', async () => {
    const file = JSON.parse(await text(report, 'json'))
    expect(file.session).toEqual(JSON.parse(JSON.stringify(report.session)))
    expect(file.readings).toEqual(JSON.parse(JSON.stringify(report.readings)))
    const anchor = file.session.opened.at.wallMs - file.session.opened.at.monoMs
    const ends = file.derived.alarms.map(({ end }: { end: { monoMs: number; wallMs: number } }) => end)
    expect(ends.length).toBeGreaterThan(1)
    for (const { monoMs, wallMs } of ends) expect(wallMs - monoMs).toBe(anchor)
    // The record itself went by the computer's clock.
    const [lastRecord] = file.records.slice(-1)
    expect(lastRecord.at.wallMs - lastRecord.at.monoMs).toBe(anchor - 40_000)
  })
})

/** T0 at 0, the computer started anew at 3600 s for ten minutes, under a clock that is wrong by so much. */
const restart = (boot: 'same' | 'another', clockS: number, ...more: readonly object[]) =>
  [
    { t: -600, sample: { kind: 'nibp', systolic: 124, diastolic: 78 } },
    { t: -300, sample: { kind: 'vital', vital: 'spo2', value: 97 }, every: 1, until: 3599 },
    { t: 0, do: 'startDosing', by: 'nurse-1' },
    { t: 300, do: 'recordDevice', by: 'nurse-1' },
    { t: 600, do: 'recordDevice', by: 'nurse-1' },
    { t: 3600, gap: 600, boot, clock: clockS },
    { t: 4200, sample: { kind: 'vital', vital: 'spo2', value: 96 }, every: 1, until: 4800 },
    ...more,
    { t: 4800, end: true },
  ]
    .map(line => JSON.stringify(line))
    .join('\n')
const hours = 3600

describe('A restart under a clock that is two hours wrong', { timeout: 60_000 }, () => {
  it.each([2 * hours, -2 * hours])('(%i s), on the same start: the gap is ten minutes', async stepS => {
    const report = reportOf(restart('same', stepS))
    const [gap] = report.session.gaps
    expect((gap?.to.monoMs ?? 0) - (gap?.from.monoMs ?? 0)).toBe(600_000)
    expect(report.totals).toEqual({ fromFirstMin: 80, fromLastMin: 70 })
    expect(checksInEnglish(report.discharge)?.[0]).toMatchObject({
      id: 'D1',
      passed: false,
      evidence: '59 min left',
    })
    const times = timesOf(await text(report, 'csv'))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    const page = await firstPage(report)
    expect(page).toContain(`set ${stepS < 0 ? 'back' : 'forward'} by 2 h 0 min`)
    expect(page).toContain('NOT CONFIRMED: monitoring was interrupted from 10:00:00 to 10:10:00 (10 min 0 s)')
  })

  it('(forward), on another start: what rests on it is not confirmed, and D1 does not pass', async () => {
    const report = reportOf(restart('another', 2 * hours))
    // The clock alone would say that two hours of observation are long over.
    expect(report.totals).toEqual({ fromFirstMin: 200, fromLastMin: 190, unsure: true })
    expect(checksInEnglish(report.discharge)?.[0]).toMatchObject({
      passed: false,
      evidence: 'how long Vigil did not run is not confirmed',
    })
    expect(report.session.phase).toBe('observation')
    const page = await firstPage(report)
    expect(page).toMatch(/NOT CONFIRMED: .* by the computer’s clock alone/)
    expect(page).toContain('200 min from the first dose, not confirmed')
    expect(JSON.stringify(await resourcesOf(report))).toContain('NOT CONFIRMED')
    expect(await text(report, 'csv')).toContain('by the computer’s clock alone, which may be wrong')
  })

  it('(back), on another start: the line stands still, and nobody knows for how long', async () => {
    const report = reportOf(restart('another', -2 * hours))
    const [gap] = report.session.gaps
    expect(gap).toMatchObject({ byWallMs: -6_600_000, from: gap?.to && { monoMs: gap.to.monoMs } })
    expect(gap).not.toHaveProperty('confirmed')
    expect(report.discharge?.[0]?.passed).toBe(false)
    expect(await firstPage(report)).toContain(
      'for an unknown time; the computer’s clock went back by 1 h 50 min',
    )
    const times = timesOf(await text(report, 'csv'))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    const refused = reportOf(restart('another', -2 * hours, { t: 4300, do: 'confirmGap', by: 'nurse-1' }))
    expect(await text(refused, 'csv')).toContain('say how many minutes Vigil did not run')
  })

  it.each([2 * hours, -2 * hours])('(%i s), on another start, counts what a person says', async stepS => {
    const report = reportOf(
      restart(
        'another',
        stepS,
        { t: 4300, do: 'confirmPatient', by: 'nurse-1', same: true },
        { t: 4300, do: 'confirmGap', by: 'nurse-1', lengthMin: 10 },
      ),
    )
    expect(report.totals).toEqual({ fromFirstMin: 80, fromLastMin: 70 })
    expect(checksInEnglish(report.discharge)?.[0]).toMatchObject({ passed: false, evidence: '59 min left' })
    expect(await firstPage(report)).not.toContain('NOT CONFIRMED')
    expect(await text(report, 'html')).toContain('lasted 10 min; same patient confirmed by nurse-1')
    // What is due is due at its real time, as if the clock had told the truth.
    const dueOf = (made: Report) => made.due.map(({ label, status }) => `${label} ${status}`)
    expect(dueOf(report)).toEqual(dueOf(reportOf(restart('same', 0))))
    expect(dueOf(report)).toContain('BP 40 missed')
  })
})
