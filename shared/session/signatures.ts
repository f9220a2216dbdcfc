import type { Authored } from '../alarm/types.ts'
import type { PinReset } from '../authority.ts'
import type { Role } from '../roles.ts'

export const meanings = ['responsible', 'reviewed', 'witnessed'] as const
export type Meaning = (typeof meanings)[number]

export interface Signature extends Authored {
  readonly id: string
  readonly role: Role
  readonly meaning: Meaning
  /** The newest hash of the session's record at that moment: what was signed. */
  readonly recordHash: string
  /** Which of the person's PINs vouched, counted from 1; absent in what earlier versions signed. */
  readonly pinVersion?: number
  /** That PIN was chosen after an administrator had reset the one before. */
  readonly pinReset?: PinReset
  /** The amendment that made it void. */
  readonly voidedBy?: string
}

/** What may be put right after the close. Readings, alarms and times never. */
export const amendables = ['initials', 'birthYear', 'recordId', 'weightKg', 'lot', 'note'] as const
export type Amendable = (typeof amendables)[number]

export interface Amendment extends Authored {
  readonly id: string
  readonly field: Amendable
  /** Of the dose, for its lot number. */
  readonly doseId?: string
  /** null: there was none. */
  readonly before: string | null
  readonly after: string
  readonly reason: string
}
