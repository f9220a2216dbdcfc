import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { RecordKeeper } from '../core/contracts/record.ts'
import type { Secrets } from '../core/contracts/secrets.ts'

/*
 * scrypt (RFC 7914), in Node and Electron the same. It alone saves no PIN of six digits: all of them are some hundred hours of one
 * core. So a pepper is mixed in. Until the record is encrypted the pepper lies in the record itself, in a setting, and whoever has
 * the whole file has it too; then it is to come from the record's master key.
 */

/** CPU and memory cost as a power of two: 128 MiB at r = 8. */
const COST_LOG2 = 17
const BLOCK = 8
const MOST_MEMORY = 256 * 2 ** 20
const SALT_BYTES = 16
const KEY_BYTES = 32
const PEPPER = 'pepper'

export interface SecretsOptions {
  /** Tests, which sign in a hundred times, take a small one. */
  readonly costLog2?: number
}

export function createSecrets(
  { found, write }: Pick<RecordKeeper, 'found' | 'write'>,
  { costLog2 = COST_LOG2 }: SecretsOptions = {},
): Secrets {
  let pepper: Promise<Buffer> | null = null
  /** One after the other: each wants 128 MB. */
  let last: Promise<unknown> = Promise.resolve()

  function readPepper(): Promise<Buffer> {
    const known = found.settings.get(PEPPER)
    pepper ??= known === undefined ? makePepper() : Promise.resolve(Buffer.from(known, 'base64'))
    return pepper
  }

  function makePepper(): Promise<Buffer> {
    const made = randomBytes(KEY_BYTES)
    return new Promise((resolve, reject) =>
      write([{ change: 'setSetting', name: PEPPER, value: made.toString('base64') }], outcome => {
        if (outcome.ok) resolve(made)
        else {
          pepper = null
          reject(outcome.error)
        }
      }),
    )
  }

  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const mine = last.then(run)
    last = mine.catch(() => {})
    return mine
  }

  async function derivePeppered(secret: string, salt: Buffer, log2: number): Promise<Buffer> {
    const mixed = createHmac('sha256', await readPepper())
      .update(secret)
      .digest()
    return derive(mixed, salt, log2)
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
