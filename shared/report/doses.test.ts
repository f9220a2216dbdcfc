import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import { replayScript } from '../session/replay.ts'
import { parseScript } from '../session/script.ts'
import { english as words } from '../words/en/index.ts'
import { makeFacts } from './facts.ts'
import { writeCsv } from './formats/csv.ts'
import { makeBundle } from './formats/fhir/index.ts'
import { makeReport, type Report } from './model.ts'
import { pseudonymise } from './pseudonymise.ts'
import { makeTables } from './tables/index.ts'

/* What was asked, taken back and put right of doses and weights, as the report tells it. */

function reportOf(scenario: string, presetId: string): Report {
  return reportOn(readFileSync(`fixtures/scenarios/${scenario}.ndjson`, 'utf8'), presetId)
}
function reportOn(text: string, presetId: string): Report {
  const preset = findPreset(presetId)
  if (!preset) throw new Error('no preset')
  const t0WallMs = Date.UTC(2031, 0, 5, 9)
  const { state, readings, log } = replayScript(parseScript(text), { preset, sessionId: 'S-1', t0WallMs })
  return makeReport(
    {
      session: state.session,
      readings,
      log: log.map((logged, index) => ({ ...logged, seq: index + 1, sessionId: 'S-1' })),
      limits: state.alarm.limits,
      setting: { clinic: '', room: '', software: '0' },
      recordHash: null,
      generatedAt: { monoMs: 0, wallMs: t0WallMs },
      generatedBy: 'test',
      utcOffsetMin: 0,
    },
    words,
  )
}
const factOf = (report: Report, label: string) =>
  makeFacts(report, words).find(fact => fact.label === label)?.value
const tableOf = (report: Report, title: string) =>
  makeTables(report, words).find(table => table.title === title)?.rows

it('a withdrawn dose stands on page 1, in a table of its own and in the CSV, and counts nowhere', () => {
  const report = reportOf('dose-withdrawn', 'SPRAVATO-84')
  expect(factOf(report, 'Given')).toBe('28 mg esketamine, nasal, in 1 dose, lot K2')
  const changes = factOf(report, 'Doses put right') ?? ''
  expect(changes).toContain(
    '09:01:00 Dose withdrawn: 28 mg esketamine by nurse-1 (pressed in the wrong room); there is no T0 any more',
  )
  expect(changes).toContain('T0 is 5 min later, and with it all that counts from it')
  expect(factOf(report, 'Dosing')).toMatch(/^T0 09:15:00/)
  expect(tableOf(report, 'Doses')).toHaveLength(1)
  expect(tableOf(report, 'Doses withdrawn and corrected')).toEqual([
    ['09:01:00', '28 mg at 09:00:00 (-15:00); lot K1', 'WITHDRAWN', 'pressed in the wrong room', 'nurse-1'],
    ['09:22:00', '28 mg at 09:20:00 (5:00); lot K3', 'WITHDRAWN', 'the third device was not used', 'nurse-1'],
    ['09:33:20', '28 mg at 09:10:00 (-5:00); lot K1', 'WITHDRAWN', 'the first device was empty', 'nurse-1'],
  ])
  const rows = writeCsv(report, words).split('\r\n')
  expect(rows.filter(row => row.startsWith('dose,'))).toHaveLength(1)
  expect(rows.filter(row => row.startsWith('dose withdrawn,'))).toHaveLength(3)
})

it('a late and corrected dose has T0 where it was given, and says what stood there before', () => {
  const report = reportOf('dose-corrected', 'SPRAVATO-84')
  expect(factOf(report, 'Dosing')).toMatch(/^T0 08:50:00/)
  const changes = factOf(report, 'Doses put right') ?? ''
  expect(changes).toContain('09:00:00 Device 1: 28 mg esketamine, lot K1, given 5 min before by nurse-1')
  expect(changes).toContain(
    '5 min earlier by nurse-1 (watch read again: ten minutes before the press); T0 is 5 min earlier',
  )
  expect(tableOf(report, 'Doses withdrawn and corrected')?.at(-1)).toEqual([
    '09:10:00',
    '28 mg at 08:55:00 (5:00); lot K1',
    '28 mg at 08:50:00 (0:00); lot K1',
    'watch read again: ten minutes before the press',
    'nurse-1',
  ])
})

it('each weight and each question is told, without who said it where that must not leave', () => {
  const report = reportOf('iv-weight-in-pounds', 'IV-0.5MGKG-40')
  expect(factOf(report, 'Weight')).toBe(
    '154 kg, said with the dose 09:00:00 by nurse-1; before that 70 kg, said when the session was opened 08:40:00 by replay',
  )
  expect(factOf(report, 'Doses asked about')).toBe(
    '09:00:00 Asked: weight 154 kg, last known 70 kg by nurse-1',
  )
  const told = (tableOf(report, 'Other events') ?? []).flat().join(' ')
  expect(told).toContain('Asked: weight 154 kg, last known 70 kg')
  const hidden = pseudonymise(reportOf('dose-withdrawn', 'SPRAVATO-84'), words)
  expect(JSON.stringify(makeFacts(hidden, words)) + JSON.stringify(makeTables(hidden, words))).not.toMatch(
    /nurse-1|wrong room/,
  )
})

it('a withdrawn dose is told to other systems as entered in error', () => {
  const bundle = makeBundle(reportOf('dose-withdrawn', 'SPRAVATO-84'), { nameUuid: name => name }, words)
  const told = bundle.entry.flatMap(({ resource }) =>
    resource.resourceType === 'MedicationAdministration' ? [resource] : [],
  )
  expect(told.map(({ status }) => status)).toEqual([
    'completed',
    'entered-in-error',
    'entered-in-error',
    'entered-in-error',
  ])
  expect(JSON.stringify(told[1]?.note)).toContain('withdrawn by nurse-1: pressed in the wrong room')
})

it('a baseline that moved with T0 is told with the one before it, and its readings alone are marked', () => {
  const cuff = (t: number, systolic: number, diastolic: number) => ({
    t,
    sample: { kind: 'nibp', systolic, diastolic, mean: null, pulseRate: null },
  })
  const lines = [
    cuff(-1200, 124, 76),
    cuff(-600, 126, 78),
    cuff(-100, 150, 95),
    { t: 0, do: 'startDosing', by: 'nurse-1', mg: 60 },
    { t: 300, do: 'correctDose', by: 'nurse-1', dose: 'dose-1', minutesAgo: 10, reason: 'given earlier' },
    { t: 400, end: true },
  ]
  const report = reportOn(lines.map(line => JSON.stringify(line)).join('\n'), 'IM')
  expect(factOf(report, 'Baseline')).toMatch(/^125.0\/77.0 mmHg/)
  const told = tableOf(report, 'Baseline') ?? []
  expect(told.map(row => row[2])).toEqual(['138.0/86.5', '125.0/77.0'])
  expect(told[1]?.at(-1)).toContain('formed anew when T0 moved (nurse-1, before 138.0/86.5): mean of 124/76')
  const used = tableOf(report, 'Blood pressure')?.map(row => row[5]?.includes('baseline'))
  expect(used).toEqual([true, true, false])
})
