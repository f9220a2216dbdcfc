import type { Act } from '../alarm/types.ts'
import type { Instant } from '../time.ts'
import type { Action } from './actions.ts'
import type { Effect } from './apply.ts'
import type { Session } from './types.ts'

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
  item('patientName', PATIENT, 'hand', 'Name'),
  item('birthDate', PATIENT, 'hand', 'Date of birth'),
  item('sex', PATIENT, 'hand', 'Sex'),
  item('firstTreatment', PATIENT, 'yesNo', 'First treatment?'),
  item('enrolled', PATIENT, 'yesNo', 'Enrolled in the REMS?'),
  item('benzodiazepines', MEDICINES, 'yesNo', 'Benzodiazepines'),
  item('hypnotics', MEDICINES, 'yesNo', 'Non-benzodiazepine hypnotics'),
  item('opioids', MEDICINES, 'yesNo', 'Opioids'),
  item('stimulants', MEDICINES, 'yesNo', 'Psychostimulants'),
  item('maoInhibitors', MEDICINES, 'yesNo', 'MAO inhibitors'),
  item(
    'otherMedicines',
    MEDICINES,
    'yesNo',
    'Others that may cause sedation, dissociation, respiratory depression or blood pressure changes',
  ),
  item('providerName', PROVIDER, 'text', 'Name of the provider'),
  item('providerPhone', PROVIDER, 'text', 'Phone'),
  item('providerEmail', PROVIDER, 'text', 'E-mail'),
  item('settingName', SETTING, 'text', 'Name of the setting'),
  item('settingAddress', SETTING, 'text', 'Address'),
  item('treatmentDate', TREATMENT, 'record', 'Date'),
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
  item('sedationOnset', EVENTS, 'minutes', 'Sedation: onset, min from the first device'),
  item('sedationEnd', EVENTS, 'minutes', 'Sedation: resolved, min from the first device'),
  item('dissociation', EVENTS, 'yesNo', 'Dissociation'),
  item('dissociationOnset', EVENTS, 'minutes', 'Dissociation: onset, min from the first device'),
  item('dissociationEnd', EVENTS, 'minutes', 'Dissociation: resolved, min from the first device'),
  item('respiratory', EVENTS, 'yesNo', 'Respiratory depression'),
  item('respiratoryOnset', EVENTS, 'minutes', 'Respiratory depression: onset, min from the first device'),
  item('respiratoryEnd', EVENTS, 'minutes', 'Respiratory depression: resolved, min from the first device'),
  item('hospitalisation', SERIOUS, 'yesNo', 'Hospitalisation'),
  item('disability', SERIOUS, 'yesNo', 'Disability or permanent damage'),
  item('lifeThreatening', SERIOUS, 'yesNo', 'Life-threatening'),
  item('death', SERIOUS, 'yesNo', 'Death'),
  item('otherSerious', SERIOUS, 'yesNo', 'Other important medical event'),
  item('seriousWords', SERIOUS, 'text', 'What happened'),
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
export interface RemsAnswer extends Act {
  readonly item: string
  readonly value: RemsValue
}

/** What people have answered, and under which version of the form. */
export interface RemsRecord {
  readonly form: string
  readonly answers: readonly RemsAnswer[]
}

/** Does this treatment come with the REMS form? */
export function needsRems({ preset }: Pick<Session, 'preset'>): boolean {
  return preset.drug === 'esketamine'
}

/** The form that a session is answered under. */
export function remsFormOf({ rems }: Pick<Session, 'rems'>): RemsForm {
  return remsForms.find(({ version }) => version === rems?.form) ?? newestRemsForm
}

/** Longest monitoring that minutes are taken for. */
const MOST_MINUTES = 24 * 60

/** Takes answers to one or more items; null takes an answer back. Whoever answers stands beside the answer. */
export function recordRems(
  session: Session,
  { by, answers }: Extract<Action, { do: 'recordRems' }>,
  now: Instant,
): Effect {
  if (!needsRems(session)) return { refused: 'The REMS field sheet belongs to esketamine alone.' }
  const form = remsFormOf(session)
  const given = Object.entries(answers) as readonly (readonly [string, RemsValue | null])[]
  if (given.length === 0) return { refused: 'Answer at least one item of the REMS field sheet.' }
  for (const [id, value] of given) {
    const asked = form.items.find(known => known.id === id)
    if (!asked) return { refused: `This version of the REMS field sheet has no item "${id}".` }
    const wrong = value === null ? null : whyNot(asked, value)
    if (wrong !== null) return { refused: wrong }
  }
  const kept = (session.rems?.answers ?? []).filter(({ item: id }) => !given.some(([other]) => other === id))
  const fresh = given.flatMap(([id, value]): RemsAnswer[] =>
    value === null ? [] : [{ item: id, value, by, at: now }],
  )
  return {
    session: { ...session, rems: { form: form.version, answers: [...kept, ...fresh] } },
    events: [{ event: 'session', kind: 'rems', form: form.version, answers: Object.fromEntries(given), by }],
    alarms: [],
  }
}

function whyNot({ kind, label }: RemsItem, value: RemsValue): string | null {
  switch (kind) {
    case 'yesNo':
      return typeof value === 'boolean' ? null : `“${label}”: answer yes or no.`
    case 'minutes':
      return typeof value === 'number' && value >= 0 && value <= MOST_MINUTES
        ? null
        : `“${label}”: enter whole minutes, 0 to ${MOST_MINUTES}.`
    case 'text':
      return typeof value === 'string' ? null : `“${label}”: enter words.`
    case 'record':
    case 'hand':
      return `“${label}” is not answered here.`
  }
}
