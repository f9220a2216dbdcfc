import { weightOf } from '../../../session/weight.ts'
import type { ReportWords } from '../../../words/report.ts'
import { bodyWeight, category, localSystem, profileOf, quantity } from './codes.ts'
import { aboutPatient, type Context, PATIENT } from './context.ts'
import type { Observation, Patient } from './types.ts'

/** Vigil knows two identifiers and no name: initials and the clinic's record number. */
export function makePatient(context: Context): Patient {
  const { initials, birthYear, recordId } = context.report.session.patient
  return {
    resourceType: 'Patient',
    id: context.id(PATIENT),
    ...context.meta([]),
    ...(context.report.pseudonymised
      ? {}
      : {
          identifier: [{ system: localSystem('patient-record'), value: recordId }],
          name: [{ text: initials }],
          birthDate: String(birthYear),
        }),
  }
}

export function makeWeight(context: Context, words: ReportWords): readonly Observation[] {
  const { session } = context.report
  const { patient, amendments = [] } = session
  const said = weightOf(session)
  if (patient.weightKg === undefined || !said) return []
  const { at, by, source, enteredLb } = said
  const entered = enteredLb === undefined ? [] : [{ text: words.record.kg(said.kg, enteredLb) }]
  const note = source === 'opening' ? words.report.formats.fhir.weightAtOpening : words.weightSources[source]
  return [
    {
      resourceType: 'Observation',
      id: context.id('weight'),
      ...context.meta([profileOf('bodyweight')], 'manual'),
      status: amendments.some(({ field }) => field === 'weightKg') ? 'amended' : 'final',
      category: category('vital-signs'),
      code: bodyWeight(words),
      ...aboutPatient(context),
      effectiveDateTime: context.time(at),
      performer: [context.person(by)],
      valueQuantity: quantity(patient.weightKg, 'kg', 'kg'),
      note: [{ text: note }, ...entered],
    },
  ]
}
