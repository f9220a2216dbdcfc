import type { Person } from '../../../shared/roles.ts'
import { refusal } from '../../../shared/words/refusal.ts'
import { Refusal } from '../refusal.ts'
import type { Register } from '../register.ts'
import { hasChosen, isSetUp } from './people.ts'
import { type Checking, checkSecret } from './secrets-of.ts'

/* What an administrator and a medical director decide together, each with their own PIN, where no window asks for it. */

type Known = Pick<Register, 'people' | 'credentialsOf'>

/** Is there a medical director who gives a PIN, or has to choose one anew first? */
export function hasDirector(register: Known): boolean {
  return register
    .people()
    .some(({ id, role, active }) => active && role === 'director' && hasChosen(register.credentialsOf(id)))
}

/** Whether there are two who could: before, whoever has this computer decides alone. */
export const hasTwoPeople = (register: Known): boolean => hasDirector(register) && isSetUp(register)

/** Whoever acts here by this name. @throws Refusal */
export function requireNamed(register: Pick<Register, 'personNamed'>, name: string): Person {
  const person = register.personNamed(name)
  if (!person) throw new Refusal(refusal('decidesNobody', name))
  return person
}

/** One of each, by their names. @throws Refusal */
export function requireKeepers(
  { register }: Pick<Checking, 'register'>,
  names: readonly [string, string],
): readonly [Person, Person] {
  const [first, second] = names.map(name => {
    const person = requireNamed(register, name)
    if (person.role !== 'admin' && person.role !== 'director')
      throw new Refusal(refusal('decidesNot', person.name, { role: person.role }))
    return person
  }) as [Person, Person]
  if (first.role === second.role) throw new Refusal(refusal('decideOneOfEach'))
  return [first, second]
}

/** Holds both to their PINs, in the order of the people. Gives their names. @throws Refusal */
export async function checkKeepers(
  core: Checking,
  [first, second]: readonly [Person, Person],
  secrets: readonly [string, string],
): Promise<string> {
  await checkSecret(core, first, secrets[0])
  await checkSecret(core, second, secrets[1])
  return `${first.name} and ${second.name}`
}
