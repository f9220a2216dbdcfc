import type { ReportWords } from '../../../words/report.ts'
import type { Report } from '../../model.ts'
import { asPrinted } from '../../printed.ts'
import { makeAlarms } from './alarms.ts'
import { makeAuditEvents, makeEscalations } from './audit.ts'
import { localSystem } from './codes.ts'
import { makeComposition, type Sections } from './composition.ts'
import { createContext, type FhirOptions } from './context.ts'
import { makeCuff } from './cuff.ts'
import { makeDevices, makeMetrics } from './devices.ts'
import { makeBaseline, makeDischarge, makeMarks, makeScales } from './findings.ts'
import { makePatient, makeWeight } from './patient.ts'
import { makeAmendments, makeProvenance, makeSignatures } from './provenance.ts'
import { makeGaps, makeMinutes, makeSingles } from './streams.ts'
import { makeDoses, makeEncounter, makeProcedure } from './treatment.ts'
import type { Bundle, Resource } from './types.ts'

export { type FhirOptions, HEADLESS } from './context.ts'
export type { Bundle } from './types.ts'

/** What the data type `string` does not take: every blank but space, tab and line ends (R4, 2.24.0.1). */
const OTHER_BLANK = /[^\S \t\r\n]/g

/** The report as an HL7 FHIR R4 (4.0.1) document: JSON, UTF-8. The same report gives the same bytes. */
export function writeFhir(report: Report, options: FhirOptions, words: ReportWords): string {
  const inFhir = (_key: string, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(OTHER_BLANK, ' ') : value
  return `${JSON.stringify(makeBundle(report, options, words), inFhir, 1)}\n`
}

export function makeBundle(recorded: Report, options: FhirOptions, words: ReportWords): Bundle {
  const report = asPrinted(recorded)
  const context = createContext(report, options)
  const minutes = makeMinutes(context, words)
  const sections: Sections = [
    {
      key: 'alarms',
      entries: [...makeAlarms(context, words), ...makeEscalations(context, words)],
    },
    { key: 'cuff', entries: makeCuff(context, words) },
    { key: 'doses', entries: [makeProcedure(context, words), ...makeDoses(context, words)] },
    { key: 'marks', entries: makeMarks(context, words) },
    { key: 'gaps', entries: makeGaps(context, words) },
    { key: 'minutes', entries: minutes },
    { key: 'singles', entries: makeSingles(context, words) },
    {
      key: 'baselineAndWeight',
      entries: [...makeBaseline(context, words), ...makeWeight(context, words)],
    },
    { key: 'scales', entries: makeScales(context, words) },
    { key: 'discharge', entries: makeDischarge(context, words) },
    { key: 'acts', entries: makeAuditEvents(context, words) },
    { key: 'devices', entries: [...makeDevices(context, words), ...makeMetrics(context, words)] },
  ]
  const filled = sections.filter(({ entries }) => entries.length > 0)
  const composition = makeComposition(context, filled, words)
  const provenance = makeProvenance(context)
  const resources: readonly Resource[] = [
    composition,
    makePatient(context),
    makeEncounter(context),
    ...filled.flatMap(({ entries }) => entries),
    provenance,
    ...makeAmendments(context, words),
    ...makeSignatures(context, words),
  ]
  // Last, for who is named is known only when everything else is made.
  const entries = [...resources, ...context.people()]
  return {
    resourceType: 'Bundle',
    ...context.meta([]),
    identifier: {
      system: localSystem('document'),
      value: context.id(`document/${report.generatedAt.wallMs}`),
    },
    type: 'document',
    timestamp: context.time(report.generatedAt),
    entry: entries.map(resource => ({ fullUrl: `urn:uuid:${resource.id}`, resource })),
  }
}
