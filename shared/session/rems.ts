import type { Authored } from '../alarm/types.ts'
import type { Preset } from '../presets/preset.ts'

/*
 * The items of the REMS patient monitoring form for nasal esketamine, as data (monitoring protocols, 1.3). The clinic sends
 * the form, within 7 days; Vigil prefills what its record holds and keeps what people answer. When the form changes, a new
 * version is added: a session keeps the version that it was answered under.
 */

/** What a person answers: yes or no, minutes from the first device, or words. `record` and `hand` items ask nothing here. */
export type RemsKind = 'yesNo' | 'minutes' | 'text' | 'record' | 'hand'

export interface RemsItem {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly kind: RemsKind
}

export interface RemsForm {
  readonly version: string
  readonly source: string
  readonly items: readonly RemsItem[]
}

function item<const I extends string, const K extends RemsKind>(
  id: I,
  group: string,
  kind: K,
  label: string,
) {
  return { id, group, kind, label } as const
}

const PATIENT = 'Patient'
const MEDICINES = 'Concomitant medicines'
const PROVIDER = 'Monitoring provider'
const SETTING = 'Healthcare setting'
const TREATMENT = 'Treatment'
const DURATION = 'Duration of monitoring'
const VITALS = 'Vital signs'
const EVENTS = 'Events'
const SERIOUS = 'Serious adverse events'

const items = [
  item('patientName', PATIENT, 'hand', 'Patient: name'),
  item('birthDate', PATIENT, 'hand', 'Patient: date of birth'),
  item('sex', PATIENT, 'hand', 'Patient: sex'),
  item('firstTreatment', PATIENT, 'yesNo', 'First treatment?'),
  item('enrolled', PATIENT, 'yesNo', 'Enrolled in the REMS?'),
  item('benzodiazepines', MEDICINES, 'yesNo', 'Concomitant: benzodiazepines'),
  item('hypnotics', MEDICINES, 'yesNo', 'Concomitant: non-benzodiazepine hypnotics'),
  item('opioids', MEDICINES, 'yesNo', 'Concomitant: opioids'),
  item('stimulants', MEDICINES, 'yesNo', 'Concomitant: psychostimulants'),
  item('maoInhibitors', MEDICINES, 'yesNo', 'Concomitant: MAO inhibitors'),
  item(
    'otherMedicines',
    MEDICINES,
    'yesNo',
    'Concomitant: others that may cause sedation, dissociation, respiratory depression or blood pressure changes',
  ),
  item('providerName', PROVIDER, 'text', 'Monitoring provider: name'),
  item('providerPhone', PROVIDER, 'text', 'Monitoring provider: phone'),
  item('providerEmail', PROVIDER, 'text', 'Monitoring provider: email'),
  item('settingName', SETTING, 'text', 'Healthcare setting: name'),
  item('settingAddress', SETTING, 'text', 'Healthcare setting: address'),
  item('treatmentDate', TREATMENT, 'record', 'Date of treatment'),
  item('dose', TREATMENT, 'record', 'Dose (56 mg, 84 mg, other)'),
  item('lot', TREATMENT, 'record', 'Lot number'),
  item('totalMinutes', DURATION, 'record', 'Minutes from the first device to completion'),
  item('twoHours', DURATION, 'record', 'At least 2 h of monitoring are required'),
  item(
    'readyMinutes',
    DURATION,
    'minutes',
    'Minutes after the start at which the patient would have been ready to leave, were there no 2 h rule',
  ),
  item('acceptableBefore', VITALS, 'yesNo', 'Acceptable before administration?'),
  item('acceptableAfter', VITALS, 'yesNo', 'Acceptable before completion?'),
  item('bpBefore', VITALS, 'record', 'Blood pressure before administration'),
  item('bp40', VITALS, 'record', 'Blood pressure 40 min after'),
  item('bpCompletion', VITALS, 'record', 'Blood pressure before completion'),
  item('sedation', EVENTS, 'yesNo', 'Sedation'),
  item('sedationOnset', EVENTS, 'minutes', 'Sedation: onset (min)'),
  item('sedationEnd', EVENTS, 'minutes', 'Sedation: resolved (min)'),
  item('dissociation', EVENTS, 'yesNo', 'Dissociation'),
  item('dissociationOnset', EVENTS, 'minutes', 'Dissociation: onset (min)'),
  item('dissociationEnd', EVENTS, 'minutes', 'Dissociation: resolved (min)'),
  item('respiratory', EVENTS, 'yesNo', 'Respiratory depression'),
  item('respiratoryOnset', EVENTS, 'minutes', 'Respiratory depression: onset (min)'),
  item('respiratoryEnd', EVENTS, 'minutes', 'Respiratory depression: resolved (min)'),
  item('hospitalisation', SERIOUS, 'yesNo', 'Serious adverse event: hospitalisation'),
  item('disability', SERIOUS, 'yesNo', 'Serious adverse event: disability'),
  item('lifeThreatening', SERIOUS, 'yesNo', 'Serious adverse event: life-threatening'),
  item('death', SERIOUS, 'yesNo', 'Serious adverse event: death'),
  item('otherSerious', SERIOUS, 'yesNo', 'Serious adverse event: other important one'),
  item('seriousWords', SERIOUS, 'text', 'Serious adverse event: what happened'),
] as const satisfies readonly RemsItem[]

export type RemsItemId = (typeof items)[number]['id']

/** Oldest first; new sessions answer the last. */
export const remsForms = [
  {
    version: '2024-12',
    source: 'Items of the patient monitoring form, REMS as of 31 December 2024; layout not reproduced',
    items,
  },
] as const satisfies readonly RemsForm[]
export const newestRemsForm: RemsForm = remsForms[remsForms.length - 1] ?? remsForms[0]

type Answerable = Extract<(typeof items)[number], { kind: 'yesNo' | 'minutes' | 'text' }>
/** Items that people answer in Vigil. */
export const remsFieldIds: readonly Answerable['id'][] = items.flatMap(({ id, kind }) =>
  kind === 'record' || kind === 'hand' ? [] : [id],
)

export type RemsValue = boolean | number | string

/** The newest answer to one item; older ones stay in the log. */
export interface RemsAnswer extends Authored {
  readonly item: string
  readonly value: RemsValue
}

/** null: the answer before it was taken back, in doubt of the patient: it is known again should that have been another one (AR-23). */
export interface RemsEntry extends Authored {
  readonly item: string
  readonly value: RemsValue | null
}

/** What people have answered, and under which version of the form. */
export interface RemsRecord {
  readonly form: string
  readonly answers: readonly RemsEntry[]
}

/** Does this treatment come with the REMS form? */
export function needsRems({ preset }: { readonly preset: Pick<Preset, 'drug' | 'route'> }): boolean {
  // The programme is that of the nasal spray.
  return preset.drug === 'esketamine' && preset.route === 'nasal'
}

/** The form that a session is answered under. */
export function remsFormOf({ rems }: { readonly rems?: RemsRecord }): RemsForm {
  return remsForms.find(({ version }) => version === rems?.form) ?? newestRemsForm
}
