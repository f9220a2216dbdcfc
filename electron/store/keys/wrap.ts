import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/* One secret under the key of another: AES-256-GCM, 12 random bytes of nonce, 16 of tag; as base64 in a file. */

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** @param purpose is bound to what is wrapped: it opens for no other */
export function wrapSecret(key: Uint8Array, secret: Uint8Array, purpose: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
  const body = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64')
}

/** null: it is not under this key, for this purpose, or was changed. */
export function unwrapSecret(key: Uint8Array, wrapped: string, purpose: string): Uint8Array | null {
  const bytes = Buffer.from(wrapped, 'base64')
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(purpose))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return new Uint8Array(
      Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]),
    )
  } catch {
    // What the tag does not fit.
    return null
  }
}
