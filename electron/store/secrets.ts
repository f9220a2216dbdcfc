import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { Secrets } from '../core/contracts/secrets.ts'

/*
 * scrypt (RFC 7914), in Node and Electron the same. It alone saves no PIN of six digits: all of them are some hundred hours of one
 * core. So a pepper is mixed in that follows from the record's master key: the file without its key says nothing of PINs.
 */

/** CPU and memory cost as a power of two: 128 MiB at r = 8. */
const COST_LOG2 = 17
const BLOCK = 8
const MOST_MEMORY = 256 * 2 ** 20
const SALT_BYTES = 16
const KEY_BYTES = 32

export interface SecretsOptions {
  /** Tests, which sign in a hundred times, take a small one. */
  readonly costLog2?: number
}

/** @param pepper 32 bytes from the record's master key */
export function createSecrets(pepper: Uint8Array, { costLog2 = COST_LOG2 }: SecretsOptions = {}): Secrets {
  /** One after the other: each wants 128 MB. */
  let last: Promise<unknown> = Promise.resolve()

  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const mine = last.then(run)
    last = mine.catch(() => {})
    return mine
  }

  function derivePeppered(secret: string, salt: Buffer, log2: number): Promise<Buffer> {
    return derive(createHmac('sha256', pepper).update(secret).digest(), salt, log2)
  }

  return {
    hash: secret =>
      inTurn(async () => {
        const salt = randomBytes(SALT_BYTES)
        const key = await derivePeppered(secret, salt, costLog2)
        return ['scrypt2', costLog2, salt.toString('base64'), key.toString('base64')].join(' ')
      }),
    matches: (stored, secret) =>
      inTurn(async () => {
        const [method, ...parts] = stored.split(' ')
        if (method === 'scrypt2' && parts.length === 3) {
          const [log2 = '', salt = '', key = ''] = parts
          return same(await derivePeppered(secret, Buffer.from(salt, 'base64'), Number(log2)), key)
        }
        // PINs of the first versions: N = 2^14, no pepper.
        if (method === 'scrypt' && parts.length === 2) {
          const [salt = '', key = ''] = parts
          return same(await derive(secret, Buffer.from(salt, 'base64'), 14), key)
        }
        return false
      }),
  }
}

function derive(secret: string | Buffer, salt: Buffer, log2: number): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(secret, salt, KEY_BYTES, { N: 2 ** log2, r: BLOCK, p: 1, maxmem: MOST_MEMORY }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}

function same(given: Buffer, stored: string): boolean {
  const expected = Buffer.from(stored, 'base64')
  return expected.length === given.length && timingSafeEqual(expected, given)
}
