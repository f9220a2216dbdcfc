import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { phrase } from '../../../shared/words/host.ts'
import { StoreError } from '../types.ts'
import { derive } from './derive.ts'
import type { KeysFile } from './slots.ts'
import { unwrapSecret, wrapSecret } from './wrap.ts'

/* The key that signs the record: its private half lies under the master key. */

export interface SigningKey {
  /** SPKI, base64. */
  readonly publicKey: string
  /** Of the public key, 16 hex digits in groups of four: stands on the recovery sheet. */
  readonly fingerprint: string
  /** Ed25519, base64. */
  sign(text: string): string
}

const PURPOSE = 'signing'

/** A new one, as `vigil.keys` holds it. */
export function makeSigning(master: Uint8Array): KeysFile['signing'] {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const der = privateKey.export({ type: 'pkcs8', format: 'der' })
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    wrapped: wrapSecret(derive(master, PURPOSE), der, PURPOSE),
  }
}

/** Of a public key, 16 hex digits in groups of four. */
export function fingerprintOf(publicKey: string): string {
  const digest = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex')
  return (digest.slice(0, 16).match(/.{4}/g) ?? []).join(' ')
}

/** `sign` throws a StoreError where the private half was changed. */
export function openSigning({ publicKey, wrapped }: KeysFile['signing'], master: Uint8Array): SigningKey {
  let key: KeyObject | null = null
  function privateKey(): KeyObject {
    const der = unwrapSecret(derive(master, PURPOSE), wrapped, PURPOSE)
    if (!der) throw new StoreError('keys', phrase.keys.signingKeyChanged)
    return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })
  }
  return {
    publicKey,
    fingerprint: fingerprintOf(publicKey),
    sign(text) {
      key ??= privateKey()
      return sign(null, Buffer.from(text), key).toString('base64')
    },
  }
}

/** Whether a signature is of this public key. Never throws. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
  } catch {
    // Not even a key.
    return false
  }
}
