import type { Clinic } from '../clinic.ts'
import type { Instant } from '../time.ts'
import { needsRems, type RemsAnswer, type RemsItem, remsFormOf } from './rems.ts'
import type { Session } from './types.ts'
import { doubtOfPatient } from './unconfirmed.ts'

/** What is answered on the REMS field sheet, and what is not yet. */

/** Of the checklist before dosing, and of the sheet: the same question. */
const ENROLLED = { checklist: 'rems', sheet: 'enrolled' } as const

/**
 * The sheet's answers. "Enrolled in the REMS" answered before dosing is the sheet's answer too, with who gave it and when; where
 * both were answered, the later counts. What was typed of another patient is none (AR-23).
 */
export function remsAnswers(
  session: Pick<Session, 'rems' | 'preDose' | 'patientQuestions'>,
): readonly RemsAnswer[] {
  const isHere = ({ at }: { readonly at: Instant }) => doubtOfPatient(session, at) !== 'otherPatient'
  const known = (session.rems?.answers ?? []).filter(isHere)
  // One that was given in doubt stands beside the one before it, until it is known whose it is.
  const newest = known.filter(({ item }, index) => !known.slice(index + 1).some(later => later.item === item))
  const answers = newest.flatMap(({ value, ...entry }) => (value === null ? [] : [{ ...entry, value }]))
  const asked = session.preDose?.find(entry => entry.item === ENROLLED.checklist && isHere(entry))
  const own = answers.find(({ item }) => item === ENROLLED.sheet)
  if (!asked || (own && own.at.monoMs >= asked.at.monoMs)) return answers
  const { clear, by, at } = asked
  return [...answers.filter(answer => answer !== own), { item: ENROLLED.sheet, value: clear, by, at }]
}

/** What the clinic's settings say, by the item's id; '' where they say nothing. */
export function remsOfClinic({ name, address, provider }: Clinic): Readonly<Record<string, string>> {
  return {
    providerName: provider.name,
    providerPhone: provider.phone,
    providerEmail: provider.email,
    settingName: name,
    settingAddress: address,
  }
}

/** Items that are asked only where others are answered with yes. */
const askedOnlyWith: Readonly<Record<string, readonly string[]>> = {
  sedationOnset: ['sedation'],
  sedationEnd: ['sedation'],
  dissociationOnset: ['dissociation'],
  dissociationEnd: ['dissociation'],
  respiratoryOnset: ['respiratory'],
  respiratoryEnd: ['respiratory'],
  seriousWords: ['hospitalisation', 'disability', 'lifeThreatening', 'death', 'otherSerious'],
}

/** Items of the sheet that staff have still to answer; what is always filled in by hand, or stands in the record, is none. */
export function openRemsItems(
  session: Pick<Session, 'preset' | 'rems' | 'preDose' | 'patientQuestions'>,
  clinic: Clinic,
): readonly RemsItem[] {
  if (!needsRems(session)) return []
  const answers = new Map(remsAnswers(session).map(({ item, value }) => [item, value]))
  const settings = remsOfClinic(clinic)
  return remsFormOf(session).items.filter(({ id, kind }) => {
    if (kind === 'record' || kind === 'hand') return false
    if (answers.has(id) || (settings[id] ?? '') !== '') return false
    const only = askedOnlyWith[id]
    return only === undefined || only.some(other => answers.get(other) === true)
  })
}
