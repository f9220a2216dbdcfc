import type { Route } from '../../../presets/preset.ts'
import type { Source } from '../../../reading.ts'
import type { Meaning } from '../../../session/signatures.ts'
import { type VitalId, vitals } from '../../../vitals.ts'
import type { ReportWords } from '../../../words/report.ts'
import type { Coding, Concept, Quantity } from './types.ts'

/* Code systems, and the codes that Vigil sends. What no public system has a code for is sent under Vigil's own. */

const LOINC = 'http://loinc.org'
const SNOMED = 'http://snomed.info/sct'
const UCUM = 'http://unitsofmeasure.org'
const MDC = 'urn:iso:std:iso:11073:10101'

/** Codes of Vigil's own, one system for each kind of thing. */
export type LocalSystem =
  | 'act'
  | 'alarm'
  | 'finding'
  | 'mark'
  | 'medicine'
  | 'origin'
  | 'preset'
  | 'scale'
  | 'discharge'
  | 'risk'
  | 'section'
  | 'session'
  | 'document'
  | 'patient-record'
  | 'record-hash'

export function localSystem(system: LocalSystem): string {
  return `urn:x-vigil:${system}`
}

export function local(system: LocalSystem, code: string, text: string): Concept {
  return { coding: [{ system: localSystem(system), code, display: text }], text }
}

/** What a clinic says in its own words: one code for all of them, and the words as text. A code never means two things. */
export function ownWord(system: LocalSystem, kind: string, text: string): Concept {
  return { coding: [{ system: localSystem(system), code: 'own', display: kind }], text }
}

function loinc(codes: readonly string[], text: string): Concept {
  return { coding: codes.map(code => ({ system: LOINC, code })), text }
}

/** Without a LOINC code of its own (perfusion index) a vital sign goes by its IEEE 11073 code. */
export function vitalCode(vital: VitalId, words: ReportWords): Concept {
  const { loinc: codes, mdc } = vitals[vital]
  const label = words.vitals.names[vital]
  return codes.length > 0
    ? loinc(codes, label)
    : { coding: [{ system: MDC, code: String(mdc) }], text: label }
}

export function metricCode(vital: VitalId, words: ReportWords): Concept {
  return { coding: [{ system: MDC, code: String(vitals[vital].mdc) }], text: words.vitals.names[vital] }
}

export function unitCode(vital: VitalId): Concept {
  return { coding: [{ system: UCUM, code: vitals[vital].ucum }], text: vitals[vital].unit }
}

export function quantity(value: number, unit: string, code: string): Quantity {
  return { value, unit, system: UCUM, code }
}

export function vitalQuantity(vital: VitalId, value: number): Quantity {
  return quantity(value, vitals[vital].unit, vitals[vital].ucum)
}

export function category(code: 'vital-signs' | 'survey' | 'exam'): readonly Concept[] {
  return [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code }] }]
}

export function statistic(code: 'minimum' | 'maximum', words: ReportWords): Concept {
  const system = 'http://terminology.hl7.org/CodeSystem/observation-statistics'
  return { coding: [{ system, code }], text: words.report.formats.fhir.statistics[code] }
}

export function absent(code: 'unknown' | 'error' | 'not-performed'): Concept {
  return { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code }] }
}

export type Interpretation = 'N' | 'H' | 'HH' | 'L' | 'LL'

export function interpreted(code: Interpretation): readonly Concept[] {
  const system = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'
  return [{ coding: [{ system, code }] }]
}

export function participant(code: 'author' | 'assembler' | 'verifier'): Concept {
  return { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code }] }
}

const signatureTypes: Readonly<Record<Meaning, Omit<Coding, 'system'>>> = {
  responsible: { code: '1.2.840.10065.1.12.1.5', display: 'Verification Signature' },
  reviewed: { code: '1.2.840.10065.1.12.1.13', display: 'Review Signature' },
  witnessed: { code: '1.2.840.10065.1.12.1.9', display: 'Event Witness Signature' },
}
export function signatureType(meaning: Meaning): Coding {
  return { system: 'urn:iso-astm:E1762-95:2013', ...signatureTypes[meaning] }
}

export const AMBULATORY: Coding = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  code: 'AMB',
  display: 'ambulatory',
}

/** On everything of a session whose values are not a patient's. */
export const TEST_DATA: Coding = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
  code: 'HTEST',
  display: 'test health data',
}

export function vitalsDocument(words: ReportWords): Concept {
  return loinc(['8716-3'], words.report.formats.fhir.document)
}
export function pressurePanel(words: ReportWords): Concept {
  return loinc(['85354-9'], words.report.formats.fhir.bloodPressure)
}
export function bodyWeight(words: ReportWords): Concept {
  return loinc(['29463-7'], words.report.formats.fhir.bodyWeight)
}
/** The only scale with a LOINC code that could be confirmed. */
export const RASS_CODING: Coding = { system: LOINC, code: '54632-5' }

/** HL7's own profiles of Observation, which R4 demands for these measures. */
export function profileOf(name: 'bp' | 'oxygensat' | 'heartrate' | 'resprate' | 'bodytemp' | 'bodyweight') {
  return `http://hl7.org/fhir/StructureDefinition/${name}`
}

const medicines = {
  esketamine: [
    { system: 'http://www.whocc.no/atc', code: 'N06AX27', display: 'esketamine' },
    { system: 'http://hl7.org/fhir/sid/ndc', code: '50458-028', display: 'Spravato 28 mg/0.2 ml' },
  ],
  /** Not the nasal spray. */
  esketamineInjected: [{ system: 'http://www.whocc.no/atc', code: 'N01AX14', display: 'esketamine' }],
  ketamine: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '6130', display: 'ketamine' }],
} satisfies Record<string, readonly Coding[]>
export function medicine(of: keyof typeof medicines, words: ReportWords): Concept {
  return { coding: medicines[of], text: words.report.formats.fhir.medicines[of] }
}

const routes: Readonly<Record<Route, Coding>> = {
  nasal: { system: SNOMED, code: '46713006', display: 'Nasal route' },
  iv: { system: SNOMED, code: '47625008', display: 'Intravenous route' },
  im: { system: SNOMED, code: '78421000', display: 'Intramuscular route' },
  sublingual: { system: SNOMED, code: '37839007', display: 'Sublingual route' },
  subcutaneous: { system: SNOMED, code: '34206005', display: 'Subcutaneous route' },
}
export function routeCode(route: Route, text: string): Concept {
  return { coding: [routes[route]], text }
}

/** Where a value does not come from a monitor on this patient, it says so by itself. */
export function originTag(origin: Source['origin']): Coding | null {
  return origin === 'device' ? null : { system: localSystem('origin'), code: origin.toUpperCase() }
}
