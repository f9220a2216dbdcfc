import { createHash } from 'node:crypto'

/** The namespace of every name that Vigil gives a UUID to. Never change it: exports made before would no longer match. */
const NAMESPACE = Buffer.from('6f1f0c5e1c5b4a0e9d52b7f1a3c9e2d4', 'hex')

/** The name-based UUID of version 5 (RFC 9562, 5.5): always the same for the same name. */
export function nameUuid(name: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(name, 'utf8').digest().subarray(0, 16)
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
