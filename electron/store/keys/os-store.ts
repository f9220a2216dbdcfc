import { createRequire } from 'node:module'
import type { Entry } from '@napi-rs/keyring'

/*
 * The key store of the computer's login: Credential Manager, Keychain, or on Linux the Secret Service and nothing else,
 * since the kernel's key ring, which the library would fall back to, is empty after the next start of the computer.
 */

/** Where a login of this computer keeps secrets. */
export interface OsStore {
  /** null: it holds nothing of this name. @throws Error where it cannot be asked */
  read(name: string): Uint8Array | null
  write(name: string, secret: Uint8Array): void
  remove(name: string): void
}

const SERVICE = 'Vigil'
const load = createRequire(import.meta.url)

export const osStore: OsStore = {
  read(name) {
    const secret = entry(name).getSecret()
    return secret ? new Uint8Array(secret) : null
  },
  write: (name, secret) => entry(name).setSecret(secret),
  remove: name => void entry(name).deleteCredential(),
}

/** Loaded only when it is asked for: its native part must not keep a record with a key file from opening where it is missing. */
function entry(name: string): Entry {
  const keyring = load('@napi-rs/keyring') as { readonly Entry: typeof Entry }
  return new keyring.Entry(SERVICE, name, { linux: { store: 'secret-service' } })
}
