import type { Role } from './roles.ts'

/**
 * On whose word something is done. There is no value for "nobody": what has no authority is not done.
 *
 * person: known to this installation, with a role; the core knows them from the window, or by their own PIN. breakGlass: an
 * emergency, by a name that need not be known. unidentified: at a locked screen, by a name that was picked, or none. computer: whoever
 * may run commands on this computer. replay: what is replayed was permitted when it was recorded or written; its people have no
 * roles, so checks only record.
 */
export type Authority =
  | {
      readonly kind: 'person'
      readonly name: string
      readonly role: Role
      /** Which of this person's PINs vouched, counted from 1; null: none did. */
      readonly pinVersion: number | null
      /** That PIN was chosen after an administrator had reset the one before. */
      readonly pinReset?: PinReset
    }
  | { readonly kind: 'breakGlass'; readonly name: string; readonly reason: string }
  | { readonly kind: 'unidentified'; readonly name: string }
  | { readonly kind: 'computer'; readonly name: string }
  | { readonly kind: 'replay'; readonly name: string }

/** Who let a person choose a new PIN, and when. */
export interface PinReset {
  readonly by: string
  readonly wallMs: number
}

/** Is this a person with one of these roles? */
export function hasRole(authority: Authority, roles: readonly Role[]): boolean {
  return authority.kind === 'person' && roles.includes(authority.role)
}

/** Are checks that bind people only recorded? */
export function isReplay(authority: Authority): boolean {
  return authority.kind === 'replay'
}
