import { z } from 'zod'
import type { Act } from '../alarm/types.ts'
import { typedName } from '../plain-text.ts'
import type { Role } from '../roles.ts'
import type { Instant } from '../time.ts'
import type { Session, SessionEvent } from './types.ts'

/*
 * A closed session is signed. What is changed afterwards is an amendment: the old value stays to be seen, and every
 * signature given before it is void until its person signs again.
 */

export const meanings = ['responsible', 'reviewed', 'witnessed'] as const
export type Meaning = (typeof meanings)[number]

export interface Signature extends Act {
  readonly id: string
  readonly role: Role
  readonly meaning: Meaning
  /** The newest hash of the session's record at that moment: what was signed. */
  readonly recordHash: string
  /** The amendment that made it void. */
  readonly voidedBy?: string
}

/** What may be put right after the close. Readings, alarms and times never. */
export const amendables = ['initials', 'birthYear', 'recordId', 'weightKg', 'lot', 'note'] as const
export type Amendable = (typeof amendables)[number]

export interface Amendment extends Act {
  readonly id: string
  readonly field: Amendable
  /** Of the dose, for its lot number. */
  readonly doseId?: string
  /** null: there was none. */
  readonly before: string | null
  readonly after: string
  readonly reason: string
}

export type Written =
  | { readonly session: Session; readonly event: SessionEvent }
  | { readonly refused: string }

export interface Signing {
  readonly by: string
  readonly role: Role
  readonly meaning: Meaning
  readonly recordHash: string
}

export function signSession(session: Session, signing: Signing, now: Instant): Written {
  if (!session.closed) return { refused: 'The session is open: close it before signing.' }
  const { by, role, meaning, recordHash } = signing
  const known = session.signatures ?? []
  if (known.some(one => one.by === by && one.meaning === meaning && one.voidedBy === undefined))
    return { refused: `${by} has signed this session already, with the same meaning.` }
  const signature: Signature = { id: `signature-${known.length + 1}`, role, meaning, recordHash, by, at: now }
  return {
    session: { ...session, signatures: [...known, signature] },
    event: { event: 'session', kind: 'signed', id: signature.id, meaning, role, recordHash, by },
  }
}

export interface Change {
  readonly by: string
  readonly field: Amendable
  readonly doseId?: string | undefined
  readonly value: string
  readonly reason: string
}

/** Each field's new value, as text, must be of this form. */
const forms = {
  initials: typedName(10),
  birthYear: z.coerce.number().int().min(1900).max(2100),
  recordId: typedName(40),
  weightKg: z.coerce.number().min(20).max(350),
  lot: z.string().min(1).max(40),
  note: z.string().min(1).max(500),
} as const satisfies Record<Amendable, z.ZodType>

export function amendSession(session: Session, change: Change, now: Instant): Written {
  if (!session.closed)
    return { refused: 'The session is open: correct it there; amendments follow the close.' }
  const { by, field, doseId, reason } = change
  const value = change.value.trim()
  const parsed = forms[field].safeParse(value)
  if (!parsed.success)
    return { refused: `"${value}" cannot be the new value here: ${firstIssue(parsed.error)}.` }
  if (field === 'lot' && !session.doses.some(({ id }) => id === doseId))
    return { refused: `There is no dose "${doseId ?? ''}" in this session.` }
  const before = readField(session, field, doseId)
  if (before === value) return { refused: 'The value is the same as before.' }
  const id = `amendment-${(session.amendments?.length ?? 0) + 1}`
  const said = { field, ...(doseId === undefined ? {} : { doseId }), before, after: value, reason }
  const changed = write(session, field, doseId, value)
  const voided = (session.signatures ?? []).map(one =>
    one.voidedBy === undefined ? { ...one, voidedBy: id } : one,
  )
  return {
    session: {
      ...changed,
      ...(session.signatures ? { signatures: voided } : {}),
      amendments: [...(session.amendments ?? []), { id, ...said, by, at: now }],
    },
    event: { event: 'session', kind: 'amended', id, ...said, by },
  }
}

function readField({ patient, doses }: Session, field: Amendable, doseId: string | undefined): string | null {
  if (field === 'note') return null
  const value = field === 'lot' ? doses.find(({ id }) => id === doseId)?.lot : patient[field]
  return value === undefined ? null : String(value)
}

function write(session: Session, field: Amendable, doseId: string | undefined, value: string): Session {
  const { patient } = session
  switch (field) {
    case 'note':
      return session
    case 'lot':
      return {
        ...session,
        doses: session.doses.map(dose => (dose.id === doseId ? { ...dose, lot: value } : dose)),
      }
    case 'birthYear':
    case 'weightKg':
      return { ...session, patient: { ...patient, [field]: Number(value) } }
    case 'initials':
    case 'recordId':
      return { ...session, patient: { ...patient, [field]: value } }
  }
}

function firstIssue(error: z.ZodError): string {
  return (error.issues[0]?.message ?? 'not of the known form').replace(/\.$/, '')
}
