import { describe, expect, it } from 'vitest'
import { amend, sign } from '../../../../fixtures/sessions/after-close.ts'
import { reportOf } from '../../../../fixtures/sessions/replay.ts'
import type { Session } from '../../../session/types.ts'
import { english as words } from '../../../words/en/index.ts'
import { pseudonymise } from '../../pseudonymise.ts'
import { makeTables } from '../../tables/index.ts'
import { makeBundle } from './index.ts'
import type { Component, Concept, Measured, Observation, Resource } from './types.ts'

/*
 * Every resource against what the standards page for vitals data lays down: codes, units, and what becomes of failed,
 * doubtful and typed values. Names stand for their UUIDs. T0 is 2026-11-23 09:00:00+01:00.
 */

const script = `
{"t":-600,"sample":{"kind":"nibp","systolic":124,"diastolic":76,"mean":92,"pulseRate":70}}
{"t":-60,"sample":{"kind":"vital","vital":"spo2","value":98},"every":1,"until":-1}
{"t":0,"do":"startDosing","by":"N. Okafor","lot":"KX-1"}
{"t":0,"sample":{"kind":"vital","vital":"spo2","value":98},"every":1,"until":119}
{"t":1,"sample":{"kind":"vital","vital":"pulseRate","value":72},"every":1,"until":100}
{"t":120,"sample":{"kind":"vital","vital":"spo2","value":84},"every":1,"until":150}
{"t":140,"do":"acknowledge","by":"Dr Ångström","alarm":"spo2-low","reason":"finger cold"}
{"t":151,"sample":{"kind":"vital","vital":"spo2","value":97},"every":1,"until":200}
{"t":210,"do":"recordMark","by":"N. Okafor","mark":"nausea","severity":"mild","text":"told J. Doe"}
{"t":300,"sample":{"kind":"nibp","systolic":null,"diastolic":null,"mean":null,"pulseRate":null,"status":"failed","error":"pump-up timeout"}}
{"t":330,"sample":{"kind":"nibp","systolic":184,"diastolic":100,"mean":null,"pulseRate":88}}
{"t":340,"do":"recordManual","by":"N. Okafor","systolic":170,"diastolic":95,"confirmed":true}
{"t":345,"do":"changeLimit","by":"Dr Ångström","alarm":"systolic-high","priority":"high","limit":190,"reason":"known hypertension"}
{"t":360,"do":"recordScale","by":"N. Okafor","scale":"rass","answers":[-1]}
{"t":390,"sample":{"kind":"nibp","systolic":90,"diastolic":110,"mean":100,"pulseRate":88}}
{"t":395,"sample":{"kind":"nibp","systolic":185,"diastolic":98,"mean":127,"pulseRate":88}}
{"t":400,"end":true}
`.trim()

const options = { nameUuid: (name: string) => name.split('|').at(-1) ?? '' }
const report = reportOf(script)
const bundle = makeBundle(report, options, words)
const resources = bundle.entry.map(({ resource }) => resource)
const mmHg = (value: number) => ({
  value,
  unit: 'mmHg',
  system: 'http://unitsofmeasure.org',
  code: 'mm[Hg]',
})

const observations = resources.filter(resource => resource.resourceType === 'Observation')
const codesOf = (concept: Concept) => concept.coding?.map(({ code }) => code)
const interpretationOf = ({ interpretation }: Measured) => interpretation?.flatMap(codesOf)
const refer = (thing: string) => ({ reference: `urn:uuid:${thing}` })

function get(thing: string): Resource {
  const found = resources.find(({ id }) => id === thing)
  if (!found) throw new Error(`There is no ${thing}, only ${resources.map(({ id }) => id).join(', ')}.`)
  return found
}
function observation(thing: string): Observation {
  const found = get(thing)
  if (found.resourceType !== 'Observation') throw new Error(`${thing} is no observation.`)
  return found
}
function partOf({ component }: Observation, loinc: string): Component | undefined {
  return component?.find(({ code }) => codesOf(code)?.includes(loinc))
}

describe('a cuff reading', () => {
  const panels = observations.filter(({ code }) => codesOf(code)?.includes('85354-9'))

  it('is a panel with systolic, diastolic and mean in mm[Hg], at the time it was taken, with its zone', () => {
    const panel = observation('reading/1')
    expect(panel).toMatchObject({
      status: 'final',
      category: [{ coding: [{ code: 'vital-signs' }] }],
      subject: refer('patient'),
      encounter: refer('encounter'),
      effectiveDateTime: '2026-11-23T08:50:00+01:00',
      device: refer('device/script/script'),
    })
    expect(panel).not.toHaveProperty('valueQuantity')
    expect(partOf(panel, '8480-6')?.valueQuantity).toEqual(mmHg(124))
    expect(partOf(panel, '8462-4')?.valueQuantity).toEqual(mmHg(76))
    expect(partOf(panel, '8478-0')?.valueQuantity).toEqual(mmHg(92))
  })

  it('is there for every measurement, failed and typed ones included', () => {
    expect(panels.map(({ effectiveDateTime }) => effectiveDateTime?.slice(11, 19))).toEqual([
      '08:50:00',
      '09:05:00',
      '09:05:30',
      '09:05:40',
      '09:06:30',
      '09:06:35',
    ])
  })

  it('that failed has no value, says why in the code and the words, and keeps its place', () => {
    const failed = panels[1]
    for (const { dataAbsentReason, valueQuantity } of failed?.component ?? []) {
      expect(valueQuantity).toBeUndefined()
      expect(dataAbsentReason && codesOf(dataAbsentReason)).toEqual(['error'])
    }
    expect(failed?.component).toHaveLength(2)
    expect(failed?.note?.[0]?.text).toContain('pump-up timeout')
  })

  it('that cannot be true is refused as a value and kept in words', () => {
    const refused = panels[4]
    expect(refused?.component?.every(({ valueQuantity }) => valueQuantity === undefined)).toBe(true)
    expect(refused?.note?.map(({ text }) => text).join(' ')).toContain('systolic 90 mmHg, diastolic 110 mmHg')
  })

  it('stands to the limits that were in force: 184 at 180 is HH, and the limits are called alarm limits', () => {
    const [high] = panels.filter(({ component }) => component?.[0]?.valueQuantity?.value === 184)
    const systolic = high && partOf(high, '8480-6')
    expect(systolic && interpretationOf(systolic)).toEqual(['HH'])
    expect(systolic?.referenceRange?.at(-1)).toEqual({
      low: mmHg(80),
      high: mmHg(180),
      text: 'alarm limit, HIGH',
    })
    const diastolic = high && partOf(high, '8462-4')
    expect(diastolic && interpretationOf(diastolic)).toEqual(['H'])
    // After the limit was moved to 190.
    const later = panels[5] && partOf(panels[5], '8480-6')
    expect(later?.valueQuantity?.value).toBe(185)
    expect(later && interpretationOf(later)).toEqual(['H'])
  })

  it('typed by a person has that person as performer, no device, and is marked', () => {
    expect(panels[3]).toMatchObject({
      performer: [{ ...refer('person/N. Okafor'), display: 'N. Okafor' }],
      meta: { tag: [{ code: 'MANUAL' }] },
    })
    expect(panels[3]).not.toHaveProperty('device')
  })

  it('has its pulse beside it, as a heart rate but not as one by oximetry', () => {
    const pulse = observation('reading/1/pulse')
    expect(codesOf(pulse.code)).toEqual(['8867-4'])
    expect(pulse.valueQuantity).toMatchObject({ value: 70, unit: '/min', code: '/min' })
  })
})

describe('streamed values', () => {
  const minute = (vital: string, number: number) =>
    observation(`device/script/script/${vital}/minute/${number}`)

  it('are one a minute, median with lowest and highest, SpO2 under both its codes', () => {
    const spo2 = minute('spo2', 2)
    expect(codesOf(spo2.code)).toEqual(['59408-5', '2708-6'])
    expect(spo2.effectiveDateTime).toBe('2026-11-23T09:02:00+01:00')
    expect(spo2.valueQuantity).toEqual({
      value: 84,
      unit: '%',
      system: 'http://unitsofmeasure.org',
      code: '%',
    })
    expect(partOf(spo2, 'minimum')?.valueQuantity?.value).toBe(84)
    expect(partOf(spo2, 'maximum')?.valueQuantity?.value).toBe(97)
    expect(interpretationOf(spo2)).toEqual(['LL'])
    expect(interpretationOf(minute('spo2', 1))).toEqual(['N'])
  })

  it('of the pulse by oximetry are a heart rate and say by what', () => {
    expect(codesOf(minute('pulseRate', 0).code)).toEqual(['8867-4', '8889-8'])
  })

  it('are never made up: no minute without values, and a gap that says from when to when', () => {
    expect(resources.some(({ id }) => id.endsWith('/pulseRate/minute/2'))).toBe(false)
    const gap = observations.find(({ id }) => id.startsWith('gap/pulseRate'))
    expect(gap).toMatchObject({
      effectiveDateTime: '2026-11-23T09:01:40+01:00',
      dataAbsentReason: { coding: [{ code: 'unknown' }] },
      note: [{ text: 'Pulse not measured from then until 2026-11-23T09:06:35+01:00: no value' }],
    })
    expect(gap).not.toHaveProperty('valueQuantity')
  })
})

describe('an alarm', () => {
  it('is an issue with its severity, stretch, evidence, and what was done about it', () => {
    const issue = resources.find(({ id }) => id.startsWith('alarm/spo2-low'))
    expect(issue).toMatchObject({
      resourceType: 'DetectedIssue',
      status: 'final',
      code: { coding: [{ system: 'urn:x-vigil:alarm', code: 'spo2-low' }] },
      severity: 'high',
      identifiedPeriod: { start: '2026-11-23T09:02:10+01:00', end: '2026-11-23T09:02:45+01:00' },
      author: refer('device/vigil'),
      detail: 'SpO2 low 84 < 85 %; worst 84',
      mitigation: [{ action: { text: 'acknowledged, finger cold' }, date: '2026-11-23T09:02:20+01:00' }],
    })
    if (issue?.resourceType !== 'DetectedIssue') throw new Error('no issue')
    const values = issue.evidence?.[0]?.detail.map(
      ({ reference = '' }) => observation(reference.slice('urn:uuid:'.length)).valueQuantity?.value,
    )
    // As it was raised, acknowledged and cleared.
    expect(values).toEqual([84, 84, 97])
  })

  it('by the cuff has the panel as its evidence, and is preliminary while it lasts', () => {
    const issue = resources.find(({ id }) => id.startsWith('alarm/systolic-rise'))
    expect(issue).toMatchObject({ status: 'preliminary', severity: 'moderate' })
    const panel = observations.find(({ component }) => component?.[0]?.valueQuantity?.value === 184)
    expect(issue).toMatchObject({ evidence: [{ detail: [refer(panel?.id ?? '')] }] })
  })

  it('leaves an audit event for each act, as do changed limits', () => {
    const acts = resources.filter(resource => resource.resourceType === 'AuditEvent')
    expect(acts.map(({ type, agent }) => [type.code, agent[0]?.who.display])).toEqual([
      ['acknowledge', 'Dr Ångström'],
      ['change-limit', 'Dr Ångström'],
    ])
  })
})

describe('the treatment', () => {
  it('gives each nasal device as one administration with lot, code, route and dose', () => {
    const doses = resources.filter(resource => resource.resourceType === 'MedicationAdministration')
    expect(doses).toHaveLength(1)
    expect(doses[0]).toMatchObject({
      status: 'completed',
      contained: [
        {
          batch: { lotNumber: 'KX-1' },
          code: {
            coding: [{ code: 'N06AX27' }, { system: 'http://hl7.org/fhir/sid/ndc', code: '50458-028' }],
          },
        },
      ],
      medicationReference: { reference: '#medicine' },
      effectiveDateTime: '2026-11-23T09:00:00+01:00',
      performer: [{ actor: refer('patient') }, { actor: { display: 'N. Okafor' } }],
      dosage: { route: { coding: [{ code: '46713006' }] }, dose: { value: 28, code: 'mg' } },
    })
  })

  it('keeps baseline, marks and scales apart from what monitors measured', () => {
    expect(observation('baseline')).toMatchObject({ derivedFrom: [refer('reading/1')] })
    expect(observation('baseline').category).toEqual(observation('mark/mark-1').category)
    expect(observation('mark/mark-1')).toMatchObject({ valueString: 'mild', note: [{ text: 'told J. Doe' }] })
    const rass = observations.find(({ id }) => id.startsWith('scale/'))
    expect(rass).toMatchObject({ valueInteger: -1, category: [{ coding: [{ code: 'survey' }] }] })
    expect(rass && codesOf(rass.code)).toContain('54632-5')
  })
})

describe('the document', () => {
  it('begins with its composition, and every other resource hangs on it or names it', () => {
    const [composition] = resources
    if (composition?.resourceType !== 'Composition') throw new Error('no composition')
    const listed = new Set(
      composition.section.flatMap(({ entry = [] }) => entry.map(({ reference }) => reference)),
    )
    const loose = resources.filter(
      ({ id, resourceType }) =>
        !listed.has(`urn:uuid:${id}`) &&
        !['Composition', 'Practitioner', 'Provenance'].includes(resourceType),
    )
    expect(loose).toEqual([])
    expect(composition.status).toBe('preliminary')
  })

  it('holds every table of the report in words, under the title of that table', () => {
    const [composition] = resources
    if (composition?.resourceType !== 'Composition') throw new Error('no composition')
    for (const { title, section: name = title, rows } of makeTables(report, words)) {
      const section = composition.section.find(candidate => candidate.title === name)
      expect(section?.text.div.match(/<tr><td>/g) ?? []).toHaveLength(rows.length)
    }
    for (const title of ['Alarms', 'Blood pressure', 'Doses', 'Marks and interventions'])
      expect(composition.section.filter(section => section.title === title && section.entry)).toHaveLength(1)
    expect(composition.section.filter(({ title }) => /^Gaps|^Vital signs by/.test(title))).toHaveLength(2)
  })

  it('says of simulated values that they are test data, at the top and at every value', () => {
    expect(bundle.meta?.security).toMatchObject([{ code: 'HTEST' }])
    for (const { id, meta } of observations)
      expect({ id, meta }).toMatchObject({ meta: { security: [{ code: 'HTEST' }] } })
    expect(observation('reading/1').meta?.tag).toMatchObject([{ code: 'SIMULATED' }])
  })

  it('tells who made it and from which record', () => {
    expect(get('provenance')).toMatchObject({
      target: [refer('composition')],
      agent: [{ who: refer('device/vigil') }, { who: { display: 'Dr Lindqvist' } }],
      entity: [{ what: { identifier: { value: report.recordHash } } }],
    })
  })

  it('is attested by the signatures that stand, and tells what was amended since, by whom and from what', () => {
    const at = { monoMs: 1_200_000, wallMs: Date.UTC(2026, 10, 23, 9) }
    const closed = { ...report.session, closed: { by: 'N. Okafor', at } }
    const signed = (session: Session, by: string) =>
      sign(session, { by, role: 'prescriber', meaning: 'reviewed', recordHash: 'ab' }, at)
    const doseId = closed.doses[0]?.id
    const change = { by: 'N. Okafor', field: 'lot', doseId, value: 'KX-9', reason: 'misread' } as const
    const amended = amend(signed(closed, 'Dr Lindqvist'), change, at)
    const made = makeBundle({ ...report, session: signed(amended, 'Dr Ångström') }, options, words).entry.map(
      ({ resource }) => resource,
    )
    expect(made[0]).toMatchObject({
      status: 'amended',
      attester: [
        { mode: 'professional', time: '2026-11-23T10:00:00+01:00', party: { display: 'Dr Ångström' } },
      ],
    })
    expect(made.find(({ id }) => id === 'amendment-1')).toMatchObject({
      target: [refer(`dose/${doseId}`)],
      reason: [{ text: 'misread' }],
      activity: { text: expect.stringContaining('from KX-1 to KX-9') },
      agent: [{ who: { display: 'N. Okafor' } }],
    })
  })

  it('tells of a signature whose PIN was reset before it, by whom and when', () => {
    const signature = {
      id: 'signature-1',
      role: 'prescriber',
      meaning: 'responsible',
      recordHash: 'ab',
      pinVersion: 2,
      pinReset: { by: 'Ina', wallMs: Date.UTC(2026, 10, 23, 12) },
      by: 'Dr Pia',
      at: report.session.opened.at,
    } as const
    const made = makeBundle(
      { ...report, session: { ...report.session, signatures: [signature] } },
      options,
      words,
    )
    expect(made.entry.map(({ resource }) => resource).find(({ id }) => id === 'signature-1')).toMatchObject({
      resourceType: 'Provenance',
      activity: { text: expect.stringMatching(/^signed: [^;]+; PIN reset by Ina on 2026-11-23$/) },
    })
  })

  it('pseudonymised has neither record number nor initials nor free text, and other identifiers', () => {
    const named = reportOf(script)
    const patient = { ...named.session.patient, initials: 'Q.Z.X.', recordId: '4711-0815' }
    const secret = { ...named, session: { ...named.session, patient } }
    const said = JSON.stringify(makeBundle(secret, options, words))
    const hidden = JSON.stringify(makeBundle(pseudonymise(secret, words), options, words))
    for (const word of ['Q.Z.X.', '4711-0815', 'told J. Doe', 'finger cold', 'known hypertension']) {
      expect(said).toContain(word)
      expect(hidden).not.toContain(word)
    }
    const whole = (name: string) => name
    const ids = (pseudonymised: boolean) =>
      makeBundle(pseudonymised ? pseudonymise(secret, words) : secret, { nameUuid: whole }, words).entry.map(
        ({ fullUrl }) => fullUrl,
      )
    expect(ids(true).filter(id => ids(false).includes(id))).toEqual([])
  })
})
