import { z } from 'zod'
import { codeForm } from '../people/secret-rules.ts'
import { roles } from '../roles.ts'
import type { WindowPerson } from '../views.ts'
import { complaint } from '../words/complaints.ts'
import { by, type RequestEntry } from './parts.ts'

/** A person's own number, as the core gave it. */
const personId = z.string().min(1).max(80)
/** A PIN or a passphrase, as typed: what it must be like is said where one is chosen. */
const secret = z.string().min(1).max(200)
const code = z.string().regex(codeForm, { error: () => complaint.texts.code })

/** Who is at a window, and who is known to the installation. No request says who asks: the core knows. */
export const peopleRequests = {
  /**
   * Begins the clinic's own record of people, once, at this computer: its first administrator, here from then on. In an installation
   * of before this may be somebody known.
   */
  setUpClinic: { payload: z.strictObject({ name: by, secret }) },
  /** The built-in Demo nurse is at this window, for simulated rooms. */
  justSimulate: { payload: z.strictObject({}) },
  /** Somebody is at this window from now on. People of before who have no PIN yet need none here. */
  signIn: { payload: z.strictObject({ personId, secret: secret.optional() }) },
  /** The window is locked: nobody is at it. */
  leaveWindow: { payload: z.strictObject({}) },
  /**
   * A PIN for one request that wants one, of whoever is at this window or of another person beside: gives what is sent with that request
   * as `proof`, or as `secondProof` for whoever signs too. For one minute, once, from this window.
   */
  confirmPin: { payload: z.strictObject({ personId, secret, for: z.string().min(1).max(60) }) },
  /** The person's own new PIN, from a code that an administrator gave, or from the PIN of an earlier version. Signs in. */
  choosePin: { payload: z.strictObject({ personId, code: z.union([code, secret]), secret }) },
  changePin: { payload: z.strictObject({ secret }) },
  /** Enrols somebody: gives a code, from which they choose their PIN. */
  addPerson: { payload: z.strictObject({ name: by, role: z.enum(roles) }) },
  changeRole: { payload: z.strictObject({ personId, role: z.enum(roles) }) },
  /** People are never deleted: who has left acts no more, and stays in the record. */
  setActive: { payload: z.strictObject({ personId, active: z.boolean() }) },
  /** Gives a code for the person; the PIN of before is worth nothing from now on. */
  resetPin: { payload: z.strictObject({ personId }) },
} as const satisfies Record<string, RequestEntry>

/** What an administrator hands over. */
export interface Enrolled {
  readonly personId: string
  readonly name: string
  readonly code: string
  readonly untilWallMs: number
}

/** Who is at this window now, and what they are told as they come. */
export interface SignedIn {
  readonly you: WindowPerson
  /** Sentences: somebody's PIN was reset, a first administrator was chosen. */
  readonly notices: readonly string[]
}
