import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Refusal } from './refusal.ts'
import type { Register } from './register.ts'

/*
 * The second factor of a signature. Only a salted scrypt hash is kept, among the settings: never in the audit trail, in a
 * report or in what windows are told.
 */

type Settings = Pick<Register, 'setting' | 'setSetting'>

const derive = promisify<string, Buffer, number, Buffer>(scrypt)
const SALT_BYTES = 16
const KEY_BYTES = 32
/** Wrong PINs in a row, after which the person must wait. */
const MOST_TRIES = 5
const WAIT_MS = 5 * 60_000

const keyOf = (name: string) => `pin:${name.toLowerCase()}`

export function hasPin(settings: Settings, name: string): boolean {
  return settings.setting(keyOf(name)) !== null
}

export async function setPin(settings: Settings, name: string, pin: string): Promise<void> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(pin, salt, KEY_BYTES)
  triesOf.get(settings)?.delete(keyOf(name))
  await settings.setSetting(keyOf(name), `scrypt ${salt.toString('base64')} ${hash.toString('base64')}`)
}

interface Tries {
  readonly wrong: number
  readonly lastMonoMs: number
}

/** Wrong tries of each person, while the core runs. */
const triesOf = new WeakMap<Settings, Map<string, Tries>>()

/** Checks a PIN, and makes whoever guesses wait. @throws Refusal */
export async function checkPin(
  settings: Settings,
  name: string,
  pin: string,
  nowMonoMs: number,
): Promise<void> {
  const key = keyOf(name)
  const stored = settings.setting(key)
  if (stored === null) throw new Refusal(`${name} has no PIN yet: set one before signing.`)
  const tries = triesOf.get(settings) ?? new Map<string, Tries>()
  triesOf.set(settings, tries)
  const before = tries.get(key)
  const locked = before !== undefined && before.wrong >= MOST_TRIES
  if (locked && nowMonoMs - before.lastMonoMs < WAIT_MS)
    throw new Refusal(`Too many wrong PINs of ${name}: wait 5 min, or let an administrator set a new one.`)
  // Counted before the hash is made, so that many guesses at once count too.
  tries.set(key, { wrong: (locked ? 0 : (before?.wrong ?? 0)) + 1, lastMonoMs: nowMonoMs })
  if (!(await matches(stored, pin))) throw new Refusal(`That is not the PIN of ${name}.`)
  tries.delete(key)
}

async function matches(stored: string, pin: string): Promise<boolean> {
  const [method, salt, hash] = stored.split(' ')
  if (method !== 'scrypt' || salt === undefined || hash === undefined) return false
  const expected = Buffer.from(hash, 'base64')
  const given = await derive(pin, Buffer.from(salt, 'base64'), KEY_BYTES)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
