import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { layOutChart } from '../../shared/report/chart.ts'
import type { Report } from '../../shared/report/model.ts'
import { namePeak } from '../../shared/report/peaks.ts'
import { pseudonymise } from '../../shared/report/pseudonymise.ts'
import { prefillRems } from '../../shared/report/rems.ts'
import { readCourse } from '../../shared/review/course.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { checksInEnglish } from '../../shared/words/testing/in-english.ts'
import { readSessionBytes } from '../import/index.ts'
import { exportReport } from './export-report.ts'
import { readPages } from './testing/read-pdf.ts'
import { validateDocument } from './testing/validate-fhir.ts'

/* A session that was left open overnight, and the next patient's figures, in every format of the report (AR-23). */

const text = async (report: Report, format: 'csv' | 'html' | 'json' | 'fhir') =>
  new TextDecoder().decode((await exportReport(report, format, words)).bytes)
const script = readFileSync('fixtures/scenarios/overnight-restart.ndjson', 'utf8')
/** The same, with an answer in place of the close in the morning. */
const answered = (same: boolean) =>
  script.replace(/\{"t": 60000.*\n?/, JSON.stringify({ t: 59990, do: 'confirmPatient', by: 'nurse-1', same }))

interface Observed {
  readonly resourceType: string
  readonly status: string
  readonly effectiveDateTime?: string
  readonly component?: readonly { readonly valueQuantity?: { readonly value: number } }[]
}
async function pressuresOf(report: Report): Promise<readonly (readonly [number | undefined, string])[]> {
  const resources: readonly Observed[] = JSON.parse(await text(report, 'fhir')).entry.map(
    ({ resource }: { resource: Observed }) => resource,
  )
  return resources
    .filter(one => JSON.stringify(one).includes('"85354-9"'))
    .map(({ component = [], status }) => [component[0]?.valueQuantity?.value, status] as const)
}
const extremes = ({ peaks }: Report) =>
  Object.fromEntries(peaks.map(peak => [namePeak(peak, words), peak.value]))

describe('The next patient’s figures in a session left open', { timeout: 60_000 }, () => {
  let report: Report
  beforeAll(() => {
    report = reportOf(script, 'device')
  })

  it('are no extremes, on the report and where the patient’s sessions are compared', () => {
    expect(extremes(report)).toEqual({
      'Highest systolic': 138,
      'Highest diastolic': 84,
      'Highest pulse': 72,
      'Lowest SpO2': 97,
    })
    const course = readCourse(report.session, report.readings, report.alarmLog, report.limits)
    expect(course.peaks.map(({ value }) => value)).toEqual(expect.arrayContaining([138, 84, 97]))
    expect(course.peaks.map(({ value }) => value)).not.toContain(162)
  })
  it('stand on no line of the REMS sheet, and in no discharge check', async () => {
    expect(prefillRems(report, words)['bpCompletion']?.text).toContain('128/80')
    const sheet = JSON.stringify(prefillRems(report, words))
    for (const figure of ['162', '158', '101']) expect(sheet).not.toContain(`${figure}/`)
    for (const check of checksInEnglish(report.discharge) ?? []) expect(check.evidence).not.toMatch(/162|158/)
  })
  it('are marked wherever they stand, and said on page 1', async () => {
    const pages = readPages((await exportReport(report, 'pdf', words)).bytes)
    expect(pages[0]).toContain(
      'PATIENT NOT CONFIRMED: after 11:15:00 (not monitored for more than half an hour)',
    )
    expect(pages[0]).not.toContain('162/101')
    const rows = (await text(report, 'csv')).split('\r\n').filter(row => row.includes('NIBP'))
    expect(rows.map(row => row.includes('patientUnconfirmed'))).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ])
    expect(await text(report, 'html')).toMatch(/162\/101.*patient not confirmed/)
  })
  it('are preliminary in FHIR, which is valid, also pseudonymised', async () => {
    expect(await pressuresOf(report)).toEqual([
      [124, 'final'],
      [126, 'final'],
      [138, 'final'],
      [128, 'final'],
      [162, 'preliminary'],
      [158, 'preliminary'],
    ])
    expect(validateDocument(await text(report, 'fhir'))).toEqual([])
    expect(validateDocument(await text(pseudonymise(report, words), 'fhir'))).toEqual([])
  })
  it('count once somebody has said yes', async () => {
    const confirmed = reportOf(answered(true), 'device')
    expect(extremes(confirmed)['Highest systolic']).toBe(162)
    expect((await pressuresOf(confirmed)).every(([, status]) => status === 'final')).toBe(true)
    expect(await text(confirmed, 'html')).not.toMatch(/patient not confirmed/i)
  })
  it('are another patient’s once somebody has said no, and the session ends at the gap', async () => {
    const other = reportOf(answered(false), 'device')
    expect(other.end).toMatchObject({ monoMs: (1200 + 8100) * 1000 })
    expect(extremes(other)['Highest systolic']).toBe(138)
    expect((await pressuresOf(other)).slice(-2)).toEqual([
      [162, 'entered-in-error'],
      [158, 'entered-in-error'],
    ])
    const [page] = readPages((await exportReport(other, 'pdf', words)).bytes)
    expect(page).toContain(
      'NOT THIS PATIENT: what was measured after 11:15:00 is another patient’s, as nurse-1 has said',
    )
    expect(layOutChart(other, 600, 300, words).bars).toHaveLength(4)
    expect(validateDocument(await text(other, 'fhir'))).toEqual([])
  })
  it('come through a session file, whatever was answered', async () => {
    for (const made of [report, reportOf(answered(false), 'device')]) {
      const { bytes } = await exportReport(made, 'json', words)
      const { session, readings } = await readSessionBytes(Buffer.from(bytes))
      expect(session.patientQuestions).toEqual(made.session.patientQuestions)
      expect(readings.every(({ flags }) => !flags.includes('otherPatient'))).toBe(true)
    }
  })
})
