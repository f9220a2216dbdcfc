import type { Authored } from '../alarm/types.ts'

/*
 * The items of the REMS patient monitoring form for nasal esketamine, as data (monitoring protocols, 1.3). The clinic sends
 * the form, within 7 days; Vigil prefills what its record holds and keeps what people answer. When the form changes, a new
 * version is added: a session keeps the version that it was answered under.
 */

/** What a person answers: yes or no, minutes from the first device, or words. `record` and `hand` items ask nothing here. */
export type RemsKind = 'yesNo' | 'minutes' | 'text' | 'record' | 'hand'

export type RemsGroup =
  | 'patient'
  | 'medicines'
  | 'provider'
  | 'setting'
  | 'treatment'
  | 'duration'
  | 'vitals'
  | 'events'
  | 'serious'

interface ItemOf<Id extends string> {
  readonly id: Id
  readonly group: RemsGroup
  readonly kind: RemsKind
}
export type RemsItem = ItemOf<RemsItemId>

export type RemsVersion = '2024-12'

/** What its items ask, and where it comes from, stands in `words/en/rems-form.ts`. */
export interface RemsForm {
  readonly version: RemsVersion
  readonly items: readonly RemsItem[]
}

function item<const I extends string, const K extends RemsKind>(id: I, group: RemsGroup, kind: K) {
  return { id, group, kind } as const
}

const items = [
  item('patientName', 'patient', 'hand'),
  item('birthDate', 'patient', 'hand'),
  item('sex', 'patient', 'hand'),
  item('firstTreatment', 'patient', 'yesNo'),
  item('enrolled', 'patient', 'yesNo'),
  item('benzodiazepines', 'medicines', 'yesNo'),
  item('hypnotics', 'medicines', 'yesNo'),
  item('opioids', 'medicines', 'yesNo'),
  item('stimulants', 'medicines', 'yesNo'),
  item('maoInhibitors', 'medicines', 'yesNo'),
  item('otherMedicines', 'medicines', 'yesNo'),
  item('providerName', 'provider', 'text'),
  item('providerPhone', 'provider', 'text'),
  item('providerEmail', 'provider', 'text'),
  item('settingName', 'setting', 'text'),
  item('settingAddress', 'setting', 'text'),
  item('treatmentDate', 'treatment', 'record'),
  item('dose', 'treatment', 'record'),
  item('lot', 'treatment', 'record'),
  item('totalMinutes', 'duration', 'record'),
  item('twoHours', 'duration', 'record'),
  item('readyMinutes', 'duration', 'minutes'),
  item('acceptableBefore', 'vitals', 'yesNo'),
  item('acceptableAfter', 'vitals', 'yesNo'),
  item('bpBefore', 'vitals', 'record'),
  item('bp40', 'vitals', 'record'),
  item('bpCompletion', 'vitals', 'record'),
  item('sedation', 'events', 'yesNo'),
  item('sedationOnset', 'events', 'minutes'),
  item('sedationEnd', 'events', 'minutes'),
  item('dissociation', 'events', 'yesNo'),
  item('dissociationOnset', 'events', 'minutes'),
  item('dissociationEnd', 'events', 'minutes'),
  item('respiratory', 'events', 'yesNo'),
  item('respiratoryOnset', 'events', 'minutes'),
  item('respiratoryEnd', 'events', 'minutes'),
  item('hospitalisation', 'serious', 'yesNo'),
  item('disability', 'serious', 'yesNo'),
  item('lifeThreatening', 'serious', 'yesNo'),
  item('death', 'serious', 'yesNo'),
  item('otherSerious', 'serious', 'yesNo'),
  item('seriousWords', 'serious', 'text'),
] as const satisfies readonly ItemOf<string>[]

export type RemsItemId = (typeof items)[number]['id']

/** Oldest first; new sessions answer the last. */
export const remsForms = [
  {
    version: '2024-12',
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
export function needsRems({
  preset,
}: {
  readonly preset: { readonly drug: string; readonly route: string }
}): boolean {
  // The programme is that of the nasal spray.
  return preset.drug === 'esketamine' && preset.route === 'nasal'
}

/** The form that a session is answered under. */
export function remsFormOf({ rems }: { readonly rems?: RemsRecord }): RemsForm {
  return remsForms.find(({ version }) => version === rems?.form) ?? newestRemsForm
}
