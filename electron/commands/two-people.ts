import type { Person } from '../../shared/roles.ts'
import { type Checking, checkSecret } from '../core/people/secrets-of.ts'
import { checkKeepers, hasTwoPeople, requireKeepers } from '../core/people/two-people.ts'
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
  const people = requireKeepers(core, readNames(values))
  const [first = '', second = ''] = (await readText('-')).split(/\r?\n/).map(line => line.trim())
  if (first === '' || second === '')
    throw new Failure('Give both PINs on standard input, one a line, in the order of the names.')
  return checkKeepers(core, people, [first, second])
}

/** Holds one person to the PIN, read from standard input. @throws Failure, Refusal with one sentence */
export async function askPin(core: Checking, person: Person): Promise<void> {
  const [secret = ''] = (await readText('-')).split(/\r?\n/)
  if (secret.trim() === '') throw new Failure(`Give the PIN of ${person.name} on standard input.`)
  await checkSecret(core, person, secret.trim())
}

/**
 * The two people whose word an act of both wants; null: nobody but whoever has this computer could decide it, since the record does not
 * open, or has no two people yet. @throws Failure, WrongUsage, Refusal
 */
export async function whoDecides(
  opened: Pick<OpenedForWord, 'checking'> | null,
  values: Values,
): Promise<string | null> {
  return opened && hasTwoPeople(opened.checking.register) ? requireTwoPeople(opened.checking, values) : null
}
