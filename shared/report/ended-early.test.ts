import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { english as words } from '../words/en/index.ts'
import { makeFacts } from './facts.ts'
import { writeCsv } from './formats/csv.ts'
import { writeFhir } from './formats/fhir/index.ts'
import { makeTables } from './tables/index.ts'

it('tells of an infusion that was ended early what was given of it, in every format', () => {
  const script = readFileSync('fixtures/scenarios/iv-ended-early.ndjson', 'utf8')
  const report = reportOf(script, 'simulated', 'IV-0.5MGKG-40')
  // 40 mg over 40 min, ended after 25 min of which five were a pause.
  expect(makeFacts(report, words).find(({ label }) => label === 'Given')?.value).toMatch(/^20 mg ketamine/)
  const cells = (title: string) => makeTables(report, words).find(table => table.title === title)?.rows[0]
  expect(cells('Doses')).toContain('20 of 40')
  expect(cells('Marks and interventions')?.join(' ')).not.toContain('blood pressure of')
  const marks = makeTables(report, words).find(table => table.title === 'Marks and interventions')?.rows ?? []
  expect(marks.map(row => row.join(' '))).toContainEqual(
    expect.stringMatching(/talking.*during the blood pressure of \d\d:\d\d:\d\d/i),
  )
  expect(writeCsv(report, words)).toMatch(/dose,[^\r]*ketamine,20,mg,[^\r]*ended early, of 40 mg/)
  const bundle = JSON.parse(
    writeFhir(report, { nameUuid: name => `00000000-0000-4000-8000-${name.length}` }, words),
  )
  const doses = (bundle.entry as { resource: { resourceType: string } }[])
    .map(({ resource }) => resource)
    .filter(({ resourceType }) => resourceType === 'MedicationAdministration')
  expect(doses).toMatchObject([{ status: 'stopped', dosage: { dose: { value: 20, unit: 'mg' } } }])
})
