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

/** The report as an HL7 FHIR R4 (4.0.1) document: JSON, UTF-8. The same report gives the same bytes. */
export function writeFhir(report: Report, options: FhirOptions): string {
  return `${JSON.stringify(makeBundle(report, options), null, 1)}\n`
}

export function makeBundle(recorded: Report, options: FhirOptions): Bundle {
  const report = asPrinted(recorded)
  const context = createContext(report, options)
  const minutes = makeMinutes(context)
  const sections: Sections = [
    { title: 'Alarms', entries: [...makeAlarms(context), ...makeEscalations(context)] },
    { title: 'Blood pressure', entries: makeCuff(context) },
    { title: 'Doses', entries: [makeProcedure(context), ...makeDoses(context)] },
    { title: 'Marks and interventions', entries: makeMarks(context) },
    { title: 'Gaps in monitoring (longer than 10 s)', entries: makeGaps(context) },
    { title: 'Vital signs by minute: median (lowest–highest)', entries: minutes },
    { title: 'Single values: at alarms, and typed', entries: makeSingles(context) },
    { title: 'Baseline and weight', entries: [...makeBaseline(context), ...makeWeight(context)] },
    { title: 'Scales', entries: makeScales(context) },
    { title: 'Discharge checklist', entries: makeDischarge(context) },
    { title: 'Acts on alarms and limits', entries: makeAuditEvents(context) },
    { title: 'Devices', entries: [...makeDevices(context), ...makeMetrics(context)] },
  ]
  const filled = sections.filter(({ entries }) => entries.length > 0)
  const composition = makeComposition(context, filled)
  const provenance = makeProvenance(context)
  const resources: readonly Resource[] = [
    composition,
    makePatient(context),
    makeEncounter(context),
    ...filled.flatMap(({ entries }) => entries),
    provenance,
    ...makeAmendments(context),
    ...makeSignatures(context),
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
