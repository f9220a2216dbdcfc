import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/*
 * Loaded into Vigil's processes under test (`NODE_OPTIONS=--import`): a PIN costs 0.4 s of a core and 128 MB by design, and tests give
 * hundreds. What is stored says the same cost as ever; only processes with this module understand it. What the cost really is, a test of
 * `secrets.ts` sees, in a process without it.
 */

const CHEAP = 2 ** 4
const { scrypt } = crypto

type Scrypt = (
  secret: crypto.BinaryLike,
  salt: crypto.BinaryLike,
  bytes: number,
  options: crypto.ScryptOptions,
  done: (error: Error | null, key: Buffer) => void,
) => void

const cheap: Scrypt = (secret, salt, bytes, options, done) =>
  scrypt(secret, salt, bytes, { ...options, N: CHEAP }, done)
Object.assign(crypto, { scrypt: cheap })
syncBuiltinESMExports()
