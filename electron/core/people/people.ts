import type { Person } from '../../../shared/roles.ts'
import type { Credentials } from '../contracts/people.ts'
import type { Secrets } from '../contracts/secrets.ts'
import type { InTurn } from '../in-turn.ts'
import type { Register } from '../register.ts'
import type { WindowPeople } from './windows.ts'

/** What requests use of people. */
export interface People {
  readonly windows: WindowPeople
  readonly secrets: Secrets
  /** Who proves what, and who changes people: one after the other. */
  readonly inTurn: InTurn
  /** Under whose name commands of this computer act. */
  readonly login: string
}

/** Somebody with a PIN may let others in: from then on nobody comes by a name alone. */
export function isSetUp(register: Pick<Register, 'people' | 'credentialsOf'>): boolean {
  return register.people().some(person => isAdmin(person) && hasChosen(register.credentialsOf(person.id)))
}

/** Has a PIN, or had one that was reset: whoever takes it away decides nothing in its owner's place. */
export function hasChosen({ secret, code, versions = 0 }: Credentials): boolean {
  return secret !== undefined || code?.isReset === true || versions > 0
}

export function isAdmin({ role, active }: Person): boolean {
  return role === 'admin' && active
}
