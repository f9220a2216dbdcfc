import type { Person } from '../../shared/roles.ts'
import type { Values } from './command.ts'
import { Failure, WrongUsage } from './outcome.ts'

/** The two whose word a command acts on: --by NAME --by NAME. */
export const byTwoPeople = { by: { type: 'string', multiple: true } } as const

/** @throws WrongUsage unless two different names are given */
export function readNames(values: Values): readonly string[] {
  const by = values['by']
  const names = (Array.isArray(by) ? by : []).map(name => String(name).trim()).filter(name => name !== '')
  if (names.length !== 2 || new Set(names.map(name => name.toLowerCase())).size !== 2)
    throw new WrongUsage('Name the two people who decide it: --by NAME --by NAME.')
  return names
}

/**
 * An administrator and a medical director decide together, where the clinic has both.
 *
 * @throws Failure
 */
export function requireKeepers(names: readonly string[], people: readonly Person[]): void {
  const active = people.filter(person => person.active)
  const roles = ['admin', 'director'] as const
  if (!roles.every(role => active.some(person => person.role === role))) return
  const named = names.map(name => active.find(person => person.name.toLowerCase() === name.toLowerCase()))
  if (roles.every(role => named.some(person => person?.role === role))) return
  throw new Failure('An administrator and a medical director decide it together: name both with --by.')
}
