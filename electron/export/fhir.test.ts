import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { presetFor } from '../../fixtures/scenarios/preset-of.ts'
import { amend, sign } from '../../fixtures/sessions/after-close.ts'
import { longSession } from '../../fixtures/sessions/long-session.ts'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { richReport } from '../../fixtures/sessions/rich-session.ts'
import { writeFhir } from '../../shared/report/formats/fhir/index.ts'
import { pseudonymise } from '../../shared/report/pseudonymise.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { nameUuid } from './name-uuid.ts'
import { validateDataTypes } from './testing/data-types.ts'
import { validateDocument } from './testing/validate-fhir.ts'

const scripts = globSync('fixtures/{sessions,scenarios}/*.ndjson')
  .filter(path => !path.endsWith('.events.ndjson'))
  .sort()
const write = (script: string, pseudonymised = false) =>
  writeFhir(pseudonymised ? pseudonymise(reportOf(script), words) : reportOf(script), { nameUuid }, words)

describe('FHIR documents', { timeout: 60_000 }, () => {
  it('have sessions to be made from', () => expect(scripts.length).toBeGreaterThan(15))

  it.each(scripts)('are valid for %s, with the patient and pseudonymised', path => {
    const script = readFileSync(path, 'utf8')
    const preset = presetFor(basename(path))
    const report = reportOf(script, 'simulated', preset)
    for (const made of [report, pseudonymise(report, words)])
      expect(validateDocument(writeFhir(made, { nameUuid }, words))).toEqual([])
  })

  it('are valid for a long session, and for one in which nothing happened', () => {
    expect(validateDocument(write(longSession()))).toEqual([])
    expect(validateDocument(write('{"t":0,"end":true}'))).toEqual([])
  })

  it('are valid for a session in which everything happened, and tell its checklist and its signatures', () => {
    const report = richReport()
    const json = writeFhir(report, { nameUuid }, words)
    expect(validateDocument(json)).toEqual([])
    expect(validateDocument(writeFhir(pseudonymise(report, words), { nameUuid }, words))).toEqual([])
    const resources = JSON.parse(json).entry.map((entry: { resource: unknown }) => entry.resource)
    const find = (test: (resource: { resourceType: string; [key: string]: unknown }) => boolean) =>
      resources.filter(test)
    const discharge = find(({ code }) => JSON.stringify(code ?? '').includes('urn:x-vigil:discharge'))
    expect(discharge).toHaveLength(1)
    const codes = discharge[0].component.map(
      (one: { code: { coding: [{ code: string }] } }) => one.code.coding[0].code,
    )
    expect(codes).toEqual(['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'D10-answer'])
    const signed = find(({ activity }) => JSON.stringify(activity ?? '').includes('signed:'))
    expect(signed).toHaveLength(3)
    expect(signed.filter((one: { signature?: unknown }) => one.signature)).toHaveLength(1)
    expect(find(({ resourceType }) => resourceType === 'Composition')[0]).toMatchObject({
      section: expect.arrayContaining([expect.objectContaining({ title: 'REMS field sheet' })]),
    })
  })

  it('are valid for a session that was signed and amended', () => {
    const report = reportOf(longSession())
    const at = report.end
    const closed = { ...report.session, closed: { by: 'N. Okafor', at } }
    const change = { by: 'N. Okafor', field: 'initials', value: 'X.Y.', reason: 'typo' } as const
    const signing = {
      by: 'Dr Lindqvist',
      role: 'prescriber',
      meaning: 'witnessed',
      recordHash: 'ab',
    } as const
    const session = sign(amend(closed, change, at), signing, at)
    const json = writeFhir({ ...report, session }, { nameUuid }, words)
    expect(json).toContain('"attester"')
    expect(validateDocument(json)).toEqual([])
  })

  it('are the same, byte for byte, for the same session, and every id is a UUID of version 5', () => {
    const json = write(longSession())
    expect(write(longSession())).toBe(json)
    for (const { fullUrl } of JSON.parse(json).entry)
      expect(fullUrl).toMatch(
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      )
  })
})

describe('A period', () => {
  it('may end earlier by the clock of another zone, and not by its own', () => {
    const encounter = (start: string, end: string) => ({ resourceType: 'Encounter', period: { start, end } })
    expect(validateDataTypes(encounter('2026-01-01T10:30:00+02:00', '2026-01-01T09:00:00Z'))).toEqual([])
    expect(validateDataTypes(encounter('2026-01-01T09:00:01Z', '2026-01-01T09:00:00Z'))).toHaveLength(1)
  })
})

describe('the validators', () => {
  const good = () => write(readFileSync('fixtures/sessions/short-session.ndjson', 'utf8'))
  /** What is said of a document in which `from` is `to` once. */
  const spoil = (from: string | RegExp, to: string) => {
    const json = good()
    const spoilt = json.replace(from, to)
    expect(spoilt).not.toBe(json)
    return validateDocument(spoilt).join('\n')
  }

  it.each([
    ['a missing property', /"class": \{[^}]*\},/, '', /Missing required property/],
    ['a code that R4 does not know', '"severity": "high"', '"severity": "urgent"', /allowed values/],
    ['an element that R4 does not have', '"issued"', '"received"', /additional propert/i],
    ['a pressure panel without its diastolic', '"code": "8462-4"', '"code": "8462-x"', /DiastolicBP/],
    ['a document without its identifier', /"identifier": \{[^}]*\},\n "type"/, '"type"', /bdl-9/],
    [
      'a time without zone',
      /"effectiveDateTime": "([^"]{19})[^"]*"/,
      '"effectiveDateTime": "$1"',
      /effectiveDateTime/,
    ],
    [
      'a reference to nothing',
      /"reference": "urn:uuid:[^"]*"/,
      '"reference": "urn:uuid:0"',
      /not in the document/,
    ],
    ['a period that ends before it starts', /("start": ")2026([^}]*"end")/, '$12036$2', /per-1/],
    [
      'a quantity with a code of no system',
      /"system": "http:\/\/unitsofmeasure.org",\s*"code": "mm/,
      '"code": "mm',
      /qty-3/,
    ],
    ['an unknown profile', 'StructureDefinition/bp', 'StructureDefinition/bq', /unknown profile/],
  ])('refuse %s', (_what, from, to, said) => expect(spoil(from, to)).toMatch(said))
})

describe('name-based UUIDs', () => {
  it('are what RFC 9562 makes of namespace and name', () => {
    // Computed by Python: uuid.uuid5(uuid.UUID('6f1f0c5e1c5b4a0e9d52b7f1a3c9e2d4'), 'Łukasz')
    expect(nameUuid('Łukasz')).toBe('616c120d-879e-566e-9dcb-fd1ec599ccad')
  })
})
