import type { Person } from '../../shared/roles.ts'
import { isSetUp } from '../core/people/people.ts'
import { type Checking, checkSecret } from '../core/people/secrets-of.ts'
import type { Values } from './command.ts'
import type { OpenedForWord } from './opened.ts'
import { Failure, WrongUsage } from './outcome.ts'
import { readText } from './values.ts'

/** The two whose word a command acts on. */
export const byTwoPeople = { by: { type: 'string', multiple: true } } as const

/** `--by NAME --by NAME`: two names that differ. @throws WrongUsage */
export function readNames(values: Values): readonly [string, string] {
  const by = values['by']
  const names = (Array.isArray(by) ? by : []).map(name => String(name).trim()).filter(name => name !== '')
  const [first, second] = names
  if (
    names.length !== 2 ||
    first === undefined ||
    second === undefined ||
    first.toLowerCase() === second.toLowerCase()
  )
    throw new WrongUsage('Name the two people who decide it: --by NAME --by NAME.')
  return [first, second]
}

/**
 * Holds two people to what they decide together, as a window does: an administrator and a medical director, each with their own PIN, read
 * from standard input, one a line, in the order of their names. Gives both names. Wrong tries are counted as those of a window are.
 *
 * @throws Failure, WrongUsage, Refusal with one sentence
 */
export async function requireTwoPeople(core: Checking, values: Values): Promise<string> {
  const people = readNames(values).map(name => requireKeeper(core, name))
  const [first, second] = people
  if (!first || !second || first.role === second.role)
    throw new Failure('An administrator and a medical director decide this together: name one of each.')
  const secrets = (await readText('-')).split(/\r?\n/)
  for (const [index, person] of people.entries()) {
    const secret = secrets[index]?.trim() ?? ''
    if (secret === '')
      throw new Failure('Give both PINs on standard input, one a line, in the order of the names.')
    await checkSecret(core, person, secret)
  }
  return `${first.name} and ${second.name}`
}

function requireKeeper({ register }: Checking, name: string): Person {
  const person = register.personNamed(name)
  if (!person) throw new Failure(`Vigil knows nobody called "${name}" who acts here.`)
  if (person.role !== 'admin' && person.role !== 'director')
    throw new Failure(`${person.name} is ${person.role}: this needs an administrator and a medical director.`)
  return person
}

/**
 * The two people whose word an act of both wants; null: nobody but whoever has this computer could decide it, since the record does not
 * open, or has no two people yet. @throws Failure, WrongUsage, Refusal
 */
export async function whoDecides(opened: OpenedForWord | null, values: Values): Promise<string | null> {
  return opened && hasTwoPeople(opened.checking) ? requireTwoPeople(opened.checking, values) : null
}

/** Whether there are two who could: before, whoever has this computer decides alone. */
function hasTwoPeople({ register }: Pick<Checking, 'register'>): boolean {
  const hasDirector = register
    .people()
    .some(({ id, role, active }) => active && role === 'director' && register.credentialsOf(id).secret)
  return hasDirector && isSetUp(register)
}
