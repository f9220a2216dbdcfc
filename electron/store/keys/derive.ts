import { createHash, hkdfSync } from 'node:crypto'

/** Every key of the record follows from one random master key (HKDF with SHA-256, RFC 5869), each for one purpose. */
export interface DerivedKeys {
  /** Which master key this is, without telling it: 16 hex digits. */
  readonly id: string
  /** Of the database's pages. */
  readonly database: Uint8Array
  /** Goes into the hash of every PIN, so that the database alone does not let anybody try them. */
  readonly pepper: Uint8Array
  /** Vouches for the manifests of backups. */
  readonly backup: Uint8Array
  /** Wraps the key of each sealed session. */
  readonly session: Uint8Array
}

export const KEY_BYTES = 32

/** @param master 32 random bytes */
export function deriveKeys(master: Uint8Array): DerivedKeys {
  return {
    id: createHash('sha256').update(derive(master, 'id')).digest('hex').slice(0, 16),
    database: derive(master, 'database'),
    pepper: derive(master, 'pepper'),
    backup: derive(master, 'backup'),
    session: derive(master, 'session'),
  }
}

/** @param secret with all the randomness that is wanted: nothing here makes a weak one strong */
export function derive(secret: Uint8Array, purpose: string, salt: Uint8Array = new Uint8Array()): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, `vigil ${purpose}`, KEY_BYTES))
}
