import type { AlarmId, Priority } from '../alarm/ids.ts'
import type { Role } from '../roles.ts'
import type { Check } from '../session/checklist.ts'
import type { GateFinding } from '../session/findings.ts'
import type { RemsItemId } from '../session/rems.ts'
import type { ScaleId } from '../session/scales.ts'
import type { VitalId } from '../vitals.ts'
import type { Catalogue } from './catalogue.ts'
import type { refusals } from './en/refusals.ts'
import type { remsFormWords } from './en/rems-form.ts'
import { type EvidenceWords, sayEvidence } from './evidence.ts'
import { sayShipped } from './shipped.ts'

type Refusals = Catalogue<typeof refusals>
export type RefusalCode = keyof Refusals
type ValuesOf<Code extends RefusalCode> = Refusals[Code] extends (...values: infer Values) => string
  ? Values
  : []

/** What has a name in every language: it is named when the sentence is said. */
type Term =
  | { readonly alarm: AlarmId }
  | { readonly priority: Priority }
  | { readonly vital: VitalId }
  | { readonly role: Role }
  /** Any of these. */
  | { readonly roles: readonly Role[] }
  | { readonly findings: readonly GateFinding[] }
  /** What is open of the discharge checklist. */
  | { readonly checks: readonly Pick<Check, 'id' | 'evidence'>[] }
  /** `item`: its place on the scale. */
  | { readonly scale: ScaleId; readonly item?: number }
  | { readonly remsItem: RemsItemId }
  /** A text that a preset keeps. */
  | { readonly kept: string }
  | WhyNot

/** Why something may not be: a code and its values, until somebody reads it. */
export interface WhyNot {
  readonly code: RefusalCode
  readonly values: readonly (string | number | null | Term)[]
}

type Given<Values extends readonly unknown[]> = {
  [I in keyof Values]: Values[I] extends string ? string | Term : Values[I]
}

/** A refusal of the catalogue with the values that its sentence wants; a value may be a refusal itself. */
export function refusal<Code extends RefusalCode>(code: Code, ...values: Given<ValuesOf<Code>>): WhyNot {
  return { code, values: values as WhyNot['values'] }
}

/** What a refusal is worded with, of the whole catalogue. */
interface RefusalWords extends EvidenceWords {
  readonly refusals: Refusals
  readonly alarms: Readonly<Record<AlarmId, string>>
  readonly priorities: Readonly<Record<Priority, string>>
  readonly roles: Readonly<Record<Role, string>>
  readonly vitals: { readonly names: Readonly<Record<VitalId, string>> }
  readonly findings: Readonly<Record<GateFinding, string>>
  readonly remsForm: Catalogue<typeof remsFormWords>
}

/** The sentence for the person who asked. */
export function wordRefusal({ code, values }: WhyNot, words: RefusalWords): string {
  const sentence = words.refusals[code] as
    | string
    | ((...values: readonly (string | number | null)[]) => string)
  if (typeof sentence === 'string') return sentence
  return sentence(
    ...values.map(value => (typeof value === 'object' && value !== null ? nameTerm(value, words) : value)),
  )
}

function nameTerm(term: Term, words: RefusalWords): string {
  if ('alarm' in term) return words.alarms[term.alarm]
  if ('priority' in term) return words.priorities[term.priority]
  if ('role' in term) return words.roles[term.role]
  if ('roles' in term)
    return sayAnyOf(
      term.roles.map(role => words.roles[role]),
      words,
    )
  if ('vital' in term) return words.vitals.names[term.vital]
  if ('scale' in term) {
    const { label, items } = words.scales[term.scale]
    return term.item === undefined ? label : (items[term.item]?.label ?? label)
  }
  if ('remsItem' in term) return words.remsForm.items[term.remsItem]
  if ('kept' in term) return sayShipped(term.kept, words)
  if ('findings' in term) return term.findings.map(finding => words.findings[finding]).join('; ')
  if ('checks' in term)
    return term.checks.map(({ id, evidence }) => `${id} (${sayEvidence(evidence, words)})`).join(', ')
  return wordRefusal(term, words)
}

/** 'nurse, clinician or prescriber' */
function sayAnyOf(names: readonly string[], words: RefusalWords): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : words.refusals.or(names.slice(0, -1).join(', '), last)
}
