import { z } from 'zod'
import { omitUndefined } from '../omit-undefined.ts'
import { typedLine, typedName } from '../plain-text.ts'
import { roles } from '../roles.ts'
import { type Amendable, amendables, meanings, type Signature } from '../session/signatures.ts'
import type { Session } from '../session/types.ts'
import { withWeight } from '../session/weight.ts'
import type { Instant } from '../time.ts'
import { refusal } from '../words/refusal.ts'
import { firstIssue } from '../words/schema-complaints.ts'
import { actAfterClose, withEvent } from './act.ts'
import { eventKind, eventKindOfTwoForms, sentence, wordFor } from './event.ts'
import { by, carers, freeText, hash, identifier, ownLabel, pinReset, whom } from './parts.ts'

/*
 * A closed session is signed. What is changed afterwards is an amendment: the old value stays to be seen, and every
 * signature given before it is void until its person signs again.
 */

const signed = eventKind(
  'signed',
  {
    id: identifier,
    meaning: z.enum(meanings),
    role: z.enum(roles),
    recordHash: z.union([hash, z.literal('')]),
    pinVersion: z.int().min(1).exactOptional(),
    pinReset: pinReset.exactOptional(),
    by: whom,
  },
  {
    hasTable: true,
    isAfterwards: true,
    say: (event, words) =>
      sentence(words.record.signed(wordFor(words.meanings, event.meaning)), event, words),
  },
)

/** A lot number is the medicine's; every other value is the patient's, or words of a person. */
const amendedParts = { id: identifier, doseId: identifier.exactOptional(), reason: freeText, by: whom }
const amended = eventKindOfTwoForms(
  'amended',
  'field',
  { ...amendedParts, field: z.literal('lot'), before: ownLabel.nullable(), after: ownLabel },
  {
    ...amendedParts,
    field: z.enum(amendables).exclude(['lot']),
    before: freeText.nullable(),
    after: freeText,
  },
  {
    hasTable: true,
    isAfterwards: true,
    say(event, words) {
      const { record } = words
      const field = wordFor(words.amendables, event.field)
      const before = event.before ?? record.nothing
      return sentence(record.amended(field, event.doseId, before, event.after), event, words)
    },
  },
)

/** Signs a closed session. */
export const signSession = actAfterClose('signSession', {
  payload: z.strictObject({ by, meaning: z.enum(meanings) }),
  roles: carers,
  events: [signed],
  apply(session, { by, meaning }, { authority, recordHash, now }) {
    if (!session.closed) return { refused: refusal('signOpenSession') }
    const known = session.signatures ?? []
    if (known.some(one => one.by === by && one.meaning === meaning && one.voidedBy === undefined))
      return { refused: refusal('signedAlready', by) }
    const id = `signature-${known.length + 1}`
    const { role, pinVersion, pinReset } = authority
    const pin = omitUndefined({ pinVersion: pinVersion ?? undefined, pinReset })
    const signature: Signature = { id, role, meaning, recordHash, ...pin, by, at: now }
    return withEvent(
      { ...session, signatures: [...known, signature] },
      signed.of({ id, meaning, role, recordHash, ...pin, by }),
    )
  },
})

/** Each field's new value, as text, must be of this form. */
const forms = {
  initials: typedName(10),
  birthYear: z.coerce.number().int().min(1900).max(2100),
  recordId: typedName(40),
  weightKg: z.coerce.number().min(20).max(350),
  lot: typedLine(1, 40),
  note: z.string().min(1).max(500),
} as const satisfies Record<Amendable, z.ZodType>

/** Puts something right in a closed session; signatures given before are void from then on. */
export const amendSession = actAfterClose('amendSession', {
  payload: z.strictObject({
    by,
    field: z.enum(amendables),
    doseId: z.string().min(1).max(60).optional(),
    value: z.string().trim().min(1).max(500),
    reason: z.string().trim().min(1).max(500),
  }),
  roles: carers,
  events: [amended],
  apply(session, { by, field, doseId, value: typed, reason }, { now }) {
    if (!session.closed) return { refused: refusal('amendOpenSession') }
    const after = typed.trim()
    const parsed = forms[field].safeParse(after)
    if (!parsed.success)
      return { refused: refusal('amendedValueWrong', after, firstIssue(parsed.error).what) }
    if (field === 'lot' && !session.doses.some(({ id }) => id === doseId))
      return { refused: refusal('noDoseToAmend', doseId ?? '') }
    const before = readField(session, field, doseId)
    if (before === after) return { refused: refusal('amendedValueSame') }
    const id = `amendment-${(session.amendments?.length ?? 0) + 1}`
    const amendment = omitUndefined({ id, field, doseId, before, after, reason, by, at: now })
    const signatures = session.signatures?.map(one =>
      one.voidedBy === undefined ? { ...one, voidedBy: id } : one,
    )
    return withEvent(
      {
        ...write(session, field, doseId, after, { by, reason }, now),
        ...(signatures ? { signatures } : {}),
        amendments: [...(session.amendments ?? []), amendment],
      },
      amended.of({ id, field, doseId, before, after, reason, by }),
    )
  },
})

function readField({ patient, doses }: Session, field: Amendable, doseId: string | undefined): string | null {
  if (field === 'note') return null
  const value = field === 'lot' ? doses.find(({ id }) => id === doseId)?.lot : patient[field]
  return value === undefined ? null : String(value)
}

function write(
  session: Session,
  field: Amendable,
  doseId: string | undefined,
  value: string,
  said: { readonly by: string; readonly reason: string },
  now: Instant,
): Session {
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
      return { ...session, patient: { ...patient, [field]: Number(value) } }
    case 'weightKg':
      return withWeight(session, { weightKg: Number(value) }, { ...said, source: 'changed' }, now)
    case 'initials':
    case 'recordId':
      return { ...session, patient: { ...patient, [field]: value } }
  }
}
