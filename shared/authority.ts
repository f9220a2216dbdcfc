import type { Role } from './roles.ts'

/**
 * On whose word something is done. There is no value for "nobody": what has no authority is not done.
 *
 * person: known to this installation, with a role; `fresh`: the PIN was given with this very request. breakGlass: an
 * emergency, by a name that need not be known. replay: what is replayed was permitted when it was recorded or written; its
 * people have no roles, so checks only record.
 */
export type Authority =
  | { readonly kind: 'person'; readonly name: string; readonly role: Role; readonly fresh: boolean }
  | { readonly kind: 'breakGlass'; readonly name: string; readonly reason: string }
  | { readonly kind: 'replay'; readonly name: string }

/** Is this a person with one of these roles? */
export function hasRole(authority: Authority, roles: readonly Role[]): boolean {
  return authority.kind === 'person' && roles.includes(authority.role)
}

/** Are checks that bind people only recorded? */
export function isReplay(authority: Authority): boolean {
  return authority.kind === 'replay'
}
