import { randomInt } from 'node:crypto'
import { CODE_DIGITS } from '../../../shared/people/secret-rules.ts'
import type { Person } from '../../../shared/roles.ts'
import { DAY_MS } from '../../../shared/time.ts'
import { phrase } from '../../../shared/words/host.ts'
import type { Credentials, PersonRecord } from '../contracts/people.ts'
import type { Secrets } from '../contracts/secrets.ts'
import { hasChosen, isAdmin } from './people.ts'

/* What is written when people change, for the app and for commands alike. */

/** How often a person is told something as they come. */
const TOLD_TIMES = 2
const CODE_LASTS_MS = DAY_MS

/** What is kept of each person now, by number. */
export type Kept = readonly (readonly [personId: string, credentials: Credentials])[]

/** A code that is handed over. */
export interface Code {
  readonly code: string
  readonly untilWallMs: number
  readonly credentials: Credentials
}

/** A code, and what is kept of it. What the person had before is worth nothing from then on. */
export async function giveCode(
  secrets: Secrets,
  before: Credentials,
  by: string,
  wallMs: number,
): Promise<Code> {
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
  const untilWallMs = wallMs + CODE_LASTS_MS
  // A second code, before the first was used, is in the place of the same PIN.
  const isReset = before.secret !== undefined || before.code?.isReset === true
  const kept = { hash: await secrets.hash(code), untilWallMs, by, givenWallMs: wallMs, isReset }
  const { versions, notices } = before
  const credentials = {
    code: kept,
    ...(versions === undefined ? {} : { versions }),
    ...(notices === undefined ? {} : { notices }),
  }
  return { code, untilWallMs, credentials }
}

/** A code in the place of a PIN: the person is told, and every administrator. */
export async function resetPin(
  secrets: Secrets,
  records: readonly PersonRecord[],
  person: Person,
  by: string,
  wallMs: number,
): Promise<Code & { readonly kept: Kept }> {
  const before = records.find(known => known.person.id === person.id)?.credentials ?? {}
  const given = await giveCode(secrets, before, by, wallMs)
  const sentence = `The PIN of ${person.name} was reset by ${by} on ${dayOf(wallMs)}.`
  const admins = records.filter(known => isAdmin(known.person) && known.person.id !== person.id)
  return { ...given, kept: [[person.id, tell(given.credentials, sentence)], ...tellAll(admins, sentence)] }
}

export function tellAll(records: readonly PersonRecord[], sentence: string): Kept {
  return records.map(({ person, credentials }) => [person.id, tell(credentials, sentence)])
}

function tell(credentials: Credentials, sentence: string): Credentials {
  return { ...credentials, notices: [...(credentials.notices ?? []), { sentence, times: TOLD_TIMES }] }
}

/**
 * Why this person must keep the role; null: another one has a PIN. Without an administrator nobody could be let in any more; without a
 * medical director an administrator would decide alone what both decide together.
 */
export function whyMustStay(records: readonly PersonRecord[], person: Person): string | null {
  const { role, active } = person
  if (!active || (role !== 'admin' && role !== 'director')) return null
  const own = records.find(known => known.person.id === person.id)
  // One who never chose a PIN decides nothing yet.
  if (role === 'director' && !hasChosen(own?.credentials ?? {})) return null
  const others = records.filter(
    known =>
      known.person.active &&
      known.person.role === role &&
      known.person.id !== person.id &&
      known.credentials.secret !== undefined,
  )
  if (others.length > 0) return null
  return role === 'admin' ? phrase.core.lastAdministrator(person.name) : phrase.core.lastDirector(person.name)
}

export function dayOf(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(0, 10)
}
