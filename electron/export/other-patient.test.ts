import { describe, expect, it } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { prefillRems } from '../../shared/report/rems.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { checksInEnglish } from '../../shared/words/testing/in-english.ts'
import { exportReport } from './export-report.ts'

/* What a person rates and marks at the next patient, in a session that was left open, is not this patient's (AR-23). */

const lines = (answer: boolean | null) =>
  [
    { t: -600, sample: { kind: 'nibp', systolic: 126, diastolic: 78, mean: 94, pulseRate: 70 } },
    { t: -300, sample: { kind: 'vital', vital: 'spo2', value: 97 }, every: 1, until: 3000 },
    { t: -300, sample: { kind: 'vital', vital: 'pulseRate', value: 72 }, every: 1, until: 3000 },
    { t: 0, do: 'startDosing', by: 'n' },
    { t: 300, do: 'recordDevice', by: 'n' },
    { t: 2410, do: 'recordScale', by: 'n', scale: 'moaas', answers: [3] },
    { t: 2411, do: 'recordScale', by: 'n', scale: 'dissociation', answers: [2] },
    { t: 20_000, do: 'recordScale', by: 'n', scale: 'moaas', answers: [5] },
    { t: 20_010, do: 'recordScale', by: 'n', scale: 'dissociation', answers: [0] },
    { t: 20_020, do: 'recordMark', by: 'n', mark: 'vomiting' },
    ...(answer === null ? [] : [{ t: 20_100, do: 'confirmPatient', by: 'n', same: answer }]),
    { t: 20_200, end: true },
  ]
    .map(line => JSON.stringify(line))
    .join('\n')
const report = (answer: boolean | null) => reportOf(lines(answer), 'device', 'SPRAVATO-56')

async function statuses(answer: boolean | null): Promise<readonly string[]> {
  const { bytes } = await exportReport(report(answer), 'fhir', words)
  const { entry } = JSON.parse(new TextDecoder().decode(bytes)) as {
    readonly entry: readonly {
      readonly resource: { readonly id: string; readonly status?: string; readonly code?: object }
    }[]
  }
  return entry.flatMap(({ resource }) =>
    /urn:x-vigil:(?:scale|mark)"/.test(JSON.stringify(resource.code ?? {})) ? [resource.status ?? ''] : [],
  )
}

describe('Ratings and marks at another patient', () => {
  const ratings = (answer: null | false) =>
    checksInEnglish(report(answer).discharge)
      ?.filter(({ id }) => ['D5', 'D6', 'D7'].includes(id))
      .map(({ passed, evidence }) => [passed, evidence])

  it('pass no discharge check while it is asked', () => {
    expect(ratings(null)).toEqual(Array.from({ length: 3 }, () => [false, 'patient not confirmed']))
  })

  it('are in none once it is known: they stand as they stood before', () => {
    expect(ratings(false)).toEqual([
      [false, 'MOAA/S 3'],
      [false, 'rated 2'],
      [true, 'not used'],
    ])
  })

  it.each([null, false])('are in no field of the REMS sheet (answered: %s)', answer => {
    const said = prefillRems(report(answer), words)
    expect(said['sedation']?.text).toBe('lowest MOAA/S 3')
    expect(said['sedationEnd']?.text).toBe('not resolved in the record')
    expect(said['dissociation']?.text).toBe('rated 2')
  })

  it('leave open how long this patient was watched', () => {
    const said = prefillRems(report(null), words)
    expect(said['totalMinutes']?.text).toBe('50 min, patient not confirmed after that')
    expect(said['twoHours']?.text).toMatch(/^NOT KEPT: 50 min/)
  })

  it.each([
    [null, 'preliminary'],
    [false, 'entered-in-error'],
    [true, 'final'],
  ] as const)('are no final observations (answered: %s)', async (answer, status) => {
    const all = await statuses(answer)
    expect(all.filter(one => one !== 'final')).toEqual(status === 'final' ? [] : [status, status, status])
    expect(all.length).toBeGreaterThanOrEqual(5)
  })

  it('stand in their tables with a word', async () => {
    const { bytes } = await exportReport(report(false), 'html', words)
    const text = new TextDecoder().decode(bytes)
    expect(text.match(/not this patient/g)?.length).toBeGreaterThanOrEqual(3)
  })
})
