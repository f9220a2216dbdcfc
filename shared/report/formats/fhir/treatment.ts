import { elapsedMs } from '../../../session/elapsed.ts'
import { givenMg } from '../../../session/given.ts'
import type { Dose, WithdrawnDose } from '../../../session/types.ts'
import type { ReportWords } from '../../../words/report.ts'
import { sayShipped } from '../../../words/shipped.ts'
import { duration } from '../../times.ts'
import { AMBULATORY, local, localSystem, medicine, quantity, routeCode } from './codes.ts'
import { type Context, ENCOUNTER, notes, PATIENT } from './context.ts'
import type { Concept, Encounter, MedicationAdministration, Period, Procedure } from './types.ts'

/** The stay, from the opening of the session to its close. */
export function makeEncounter(context: Context): Encounter {
  const { session, setting } = context.report
  return {
    resourceType: 'Encounter',
    id: context.id(ENCOUNTER),
    ...context.meta([]),
    identifier: [{ system: localSystem('session'), value: session.id }],
    status: session.closed ? 'finished' : 'in-progress',
    class: AMBULATORY,
    subject: context.refer(PATIENT),
    participant: [{ individual: context.person(session.opened.by) }],
    period: {
      start: context.time(session.opened.at),
      ...(session.closed ? { end: context.time(session.closed.at) } : {}),
    },
    location: [{ location: { display: setting.room } }],
    ...(setting.clinic === '' ? {} : { serviceProvider: { display: setting.clinic } }),
  }
}

/** The treatment by its preset, from T0 to the end of dosing. */
export function makeProcedure(context: Context, words: ReportWords): Procedure {
  const { session } = context.report
  const { preset } = session
  const performers = [...new Set([...session.doses.map(({ by }) => by), session.opened.by])]
  return {
    resourceType: 'Procedure',
    id: context.id('treatment'),
    ...context.meta([]),
    status: statusOf(context),
    code: local('preset', preset.id, sayShipped(preset.label, words)),
    subject: context.refer(PATIENT),
    encounter: context.refer(ENCOUNTER),
    ...(session.t0 ? { performedPeriod: dosingPeriod(context, session.t0) } : {}),
    performer: performers.map(name => ({ actor: context.person(name) })),
    ...notes([
      words.report.head.treatment.preset(preset.id, String(preset.version)),
      ...(preset.clinic?.approved
        ? [words.report.formats.fhir.doses.ofClinic(preset.clinic.approved.by)]
        : []),
    ]),
  }
}

function statusOf({ report }: Context): Procedure['status'] {
  const { t0, dosingEnd, closed } = report.session
  if (!t0) return closed ? 'not-done' : 'preparation'
  return dosingEnd || closed ? 'completed' : 'in-progress'
}

function dosingPeriod(context: Context, from: { readonly wallMs: number }): Period {
  const { dosingEnd } = context.report.session
  return { start: context.time(from), ...(dosingEnd ? { end: context.time(dosingEnd) } : {}) }
}

/** One for each nasal device, injection, infusion or lozenge: a treatment that was broken off shows by itself. */
export function makeDoses(context: Context, words: ReportWords): readonly MedicationAdministration[] {
  const { doses, withdrawnDoses = [] } = context.report.session
  return [
    ...doses.map(dose => makeDose(context, dose, words)),
    // A receiver that has heard of it must hear that it was none.
    ...withdrawnDoses.map(dose => makeDose(context, dose, words, dose.withdrawn)),
  ]
}

function makeDose(
  context: Context,
  dose: Dose,
  words: ReportWords,
  withdrawn?: WithdrawnDose['withdrawn'],
): MedicationAdministration {
  const { doses: said } = words.report.formats.fhir
  const lasts = dose.route === 'iv' || dose.route === 'sublingual'
  const lot = dose.lot?.trim()
  const code = medicineOf(dose, words)
  return {
    resourceType: 'MedicationAdministration',
    id: context.id(`dose/${dose.id}`),
    ...context.meta([]),
    ...(lot
      ? {
          contained: [
            { resourceType: 'Medication' as const, id: 'medicine', code, batch: { lotNumber: lot } },
          ],
        }
      : {}),
    status: withdrawn
      ? 'entered-in-error'
      : dose.givenMg !== undefined
        ? 'stopped'
        : lasts
          ? doseStatus(context)
          : 'completed',
    ...(lot ? { medicationReference: { reference: '#medicine' } } : { medicationCodeableConcept: code }),
    subject: context.refer(PATIENT),
    context: context.refer(ENCOUNTER),
    ...(lasts && !withdrawn
      ? { effectivePeriod: dosingPeriod(context, dose.at) }
      : { effectiveDateTime: context.time(dose.at) }),
    performer: performersOf(context, dose, words),
    ...notes([
      ...notesOf(context, dose, words),
      withdrawn ? said.withdrawn(withdrawn.by, withdrawn.reason) : null,
    ]),
    dosage: {
      text: describeDose(dose, words),
      route: routeCode(dose.route, words.routes[dose.route]),
      dose: quantity(givenMg(dose), 'mg', 'mg'),
      ...(dose.infusionMin === undefined || dose.infusionMin === 0
        ? {}
        : { rateQuantity: quantity(round2(dose.mg / dose.infusionMin), 'mg/min', 'mg/min') }),
    },
  }
}

function medicineOf({ drug, route }: Dose, words: ReportWords): Concept {
  if (drug === 'ketamine') return medicine('ketamine', words)
  return medicine(route === 'nasal' ? 'esketamine' : 'esketamineInjected', words)
}

function doseStatus({ report }: Context): MedicationAdministration['status'] {
  const { dosingEnd, closed, infusionPauses } = report.session
  if (dosingEnd || closed) return 'completed'
  return infusionPauses.at(-1)?.to === undefined && infusionPauses.length > 0 ? 'on-hold' : 'in-progress'
}

/** The nasal spray is taken by the patient, with staff looking on. */
function performersOf(
  context: Context,
  { route, by }: Dose,
  words: ReportWords,
): MedicationAdministration['performer'] {
  if (route !== 'nasal') return [{ actor: context.person(by) }]
  return [
    { actor: context.refer(PATIENT) },
    { function: { text: words.report.formats.fhir.doses.observed }, actor: context.person(by) },
  ]
}

function notesOf(
  context: Context,
  { mgPerKg, route, infusionMin, plannedMg, recordedAt, corrections = [] }: Dose,
  words: ReportWords,
): readonly (string | null)[] {
  const { doses: said } = words.report.formats.fhir
  const pauses = route === 'iv' ? context.report.session.infusionPauses : []
  return [
    mgPerKg === undefined ? null : said.mgPerKg(mgPerKg.toFixed(2)),
    infusionMin === undefined ? null : said.plannedOver(infusionMin),
    plannedMg === undefined ? null : words.report.formats.dose.planned(plannedMg),
    recordedAt === undefined ? null : said.recorded(context.time(recordedAt)),
    ...corrections.map(({ before, by, reason }) =>
      said.corrected(before.mg, context.time(before.at), by, reason),
    ),
    ...pauses.map(({ from, to }) =>
      to
        ? said.pausedFor(context.time(from), duration(elapsedMs(context.report.session, from, to)))
        : said.paused(context.time(from)),
    ),
  ]
}

function describeDose({ mg, givenMg: part, drug, route, device }: Dose, words: ReportWords): string {
  const { doses: said } = words.report.formats.fhir
  const amount = part === undefined ? String(mg) : words.report.tables.doses.part(part, mg)
  return device === undefined
    ? said.dose(amount, words.drugs[drug], words.routes[route])
    : said.doseOfDevice(amount, words.drugs[drug], words.routes[route], device)
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}
