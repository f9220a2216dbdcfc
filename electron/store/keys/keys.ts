import { randomBytes } from 'node:crypto'
import { phrase } from '../../../shared/words/host.ts'
import { StoreError } from '../types.ts'
import { type DerivedKeys, derive, deriveKeys, KEY_BYTES } from './derive.ts'
import { type Env, keyFilePath, readKeyFile, writeKeyFile } from './file-secret.ts'
import type { OsStore } from './os-store.ts'
import { CODE_BYTES, printCode, readCode } from './recovery-code.ts'
import { makeSigning, openSigning, type SigningKey } from './signing.ts'
import { type KeysFile, keysPath, readKeysFile, type Slot, type SlotKind, writeKeysFile } from './slots.ts'
import { unwrapSecret, wrapSecret } from './wrap.ts'

/** The keys of one record, opened. */
export interface Keys extends DerivedKeys {
  readonly master: Uint8Array
  readonly signing: SigningKey
}

/** What keys are opened with. */
export interface KeySources {
  readonly env: Env
  /** null: the key stores of logins are left alone. */
  readonly os: OsStore | null
  /** A recovery code, as typed. */
  readonly code?: string
  /** The master key itself, where this start was opened by a code that was typed for it. */
  readonly master?: Uint8Array
  /** When a slot was made. */
  readonly nowMs: () => number
  /** Hears where the key of a new record lies; an entry says it to whoever started it. */
  readonly tell?: (sentence: string) => void
}

export const ownSources: KeySources = { env: process.env, os: null, nowMs: Date.now }

/**
 * Makes the keys of a new record, with one slot: the key file. The file says that no record uses them yet, until
 * `setInUse`.
 *
 * @throws the file system's error
 */
export function makeKeys(dataDir: string, sources: KeySources): Keys {
  const master = randomBytes(KEY_BYTES)
  const file: KeysFile = {
    format: 'vigil-keys',
    version: 1,
    id: deriveKeys(master).id,
    inUse: false,
    slots: [makeFileSlot(dataDir, master, sources)],
    signing: makeSigning(master),
  }
  writeKeysFile(keysPath(dataDir), file)
  return keysOf(file, master)
}

/** @throws StoreError 'keys' where no slot opens, saying what was tried and what to do */
export function openKeys(dataDir: string, sources: KeySources): Keys {
  const file = readKeysFile(keysPath(dataDir))
  if (!file) throw new StoreError('keys', phrase.keys.keysMissing(dataDir))
  return openFrom(file, dataDir, sources)
}

/** The same with the slots from elsewhere: of a backup. */
export function openFrom(file: KeysFile, dataDir: string, sources: KeySources): Keys {
  // A mistyped one is said, whatever else would open the record.
  const typed = sources.code === undefined ? null : readCode(sources.code)
  if (typed && !typed.ok) throw new StoreError('keys', typed.error)
  const { master: opened } = sources
  if (opened && deriveKeys(opened).id === file.id) return keysOf(file, opened)
  const tried: string[] = []
  for (const slot of file.slots) {
    const found = secretOf(slot, dataDir, sources)
    if (found.secret === null) {
      tried.push(found.why)
      continue
    }
    const master = unwrapSecret(slotKey(slot, found.secret), slot.wrapped, slot.kind)
    if (master && deriveKeys(master).id === file.id) return keysOf(file, master)
    tried.push(found.wrong)
  }
  if (sources.code === undefined && isByCode(file))
    throw new StoreError('keys', phrase.keys.opensByRecoveryCode(dataDir))
  throw new StoreError('keys', phrase.keys.recordStaysClosed(dataDir, [...new Set(tried)].join('; ')))
}

/** Nothing opens the record but a code that somebody types. */
const isByCode = ({ inUse, slots }: KeysFile): boolean =>
  inUse && slots.length > 0 && slots.every(({ kind }) => kind === 'recovery')

/** Is the code asked for at each start? False too where there are no keys that can be read. */
export function asksCode(dataDir: string): boolean {
  try {
    const file = readKeysFile(keysPath(dataDir))
    return file !== null && isByCode(file)
  } catch {
    // Whoever opens the record says what is wrong with them.
    return false
  }
}

/**
 * Adds a slot for the recovery code and gives the code: it is kept nowhere else. An earlier code opens nothing any more; where nothing
 * else opens the record, only once the new one was proved.
 */
export function makeRecoveryCode(dataDir: string, keys: Keys, sources: KeySources): string {
  const secret = randomBytes(CODE_BYTES)
  const before = requireFile(dataDir)
  const made = { ...makeSlot('recovery', 'paper', secret, keys.master, sources), proved: false }
  const kept = isByCode(before) ? before.slots.filter(({ proved }) => proved) : []
  const others = before.slots.filter(({ kind }) => kind !== 'recovery')
  writeKeysFile(keysPath(dataDir), { ...before, slots: [...others, made, ...kept] })
  return printCode(secret)
}

/** Whether this code opens the record: whoever has typed it back has it. Notes that it is proved, and that it is the one from now on. */
export function proveRecoveryCode(dataDir: string, code: string): boolean {
  const file = requireFile(dataDir)
  const slot = slotOfCode(file, code)
  if (!slot) return false
  if (slot.proved) return true
  const others = file.slots.filter(({ kind }) => kind !== 'recovery')
  writeKeysFile(keysPath(dataDir), { ...file, slots: [...others, { ...slot, proved: true }] })
  return true
}

/**
 * Adds a slot for the key file, over a lost one too. With `anew` whatever the file held opens nothing any more.
 *
 * @param path where it is to lie, unless VIGIL_KEY_FILE says otherwise
 */
export function addFileSlot(
  dataDir: string,
  keys: Keys,
  sources: KeySources,
  anew: 'keep' | 'anew' = 'keep',
  path?: string,
): void {
  if (anew === 'anew') writeKeyFile(keyFilePath(dataDir, sources.env, path), randomBytes(KEY_BYTES))
  replaceSlot(dataDir, 'file', makeFileSlot(dataDir, keys.master, sources, path))
}

/** Adds a slot for the key store of this login. @throws Error where there is no such store */
export function addOsSlot(dataDir: string, keys: Keys, os: OsStore, sources: KeySources): void {
  const secret = randomBytes(KEY_BYTES)
  const name = `record ${keys.id}`
  os.write(name, secret)
  if (!Buffer.from(os.read(name) ?? []).equals(secret))
    throw new StoreError('keys', phrase.keys.keyStoreForgets)
  replaceSlot(dataDir, 'os', makeSlot('os', name, secret, keys.master, sources))
}

/** @throws StoreError 'keys' where it is the last one, or nothing but an unproved code would be left */
export function removeSlot(dataDir: string, kind: SlotKind): void {
  const file = requireFile(dataDir)
  const left = file.slots.filter(slot => slot.kind !== kind)
  if (!left.some(slot => slot.kind !== 'recovery' || slot.proved))
    throw new StoreError('keys', phrase.keys.lastKey)
  writeKeysFile(keysPath(dataDir), { ...file, slots: left })
}

/** What opens the record, without a secret of it. @throws StoreError 'keys' */
export function describeKeys(dataDir: string) {
  const { slots, id } = requireFile(dataDir)
  return slots.map(({ kind, name, madeWallMs, proved, path }) => ({
    key: kind,
    record: id,
    name,
    made: new Date(madeWallMs).toISOString(),
    ...(path === undefined ? {} : { path }),
    ...(proved === undefined ? {} : { proved }),
  }))
}

/** Carries the pepper of earlier keys over, so that nobody's PIN is void. @throws what the file system says */
export function carryPepper(dataDir: string, keys: Keys, pepper: Uint8Array): Keys {
  const wrapped = wrapSecret(derive(keys.master, 'pepper of before'), pepper, 'pepper')
  const file: KeysFile = { ...requireFile(dataDir), version: 2, pepper: wrapped }
  writeKeysFile(keysPath(dataDir), file)
  return keysOf(file, keys.master)
}

/** From now on the keys belong to a record, and a folder that has them without it is no new one. */
export function setInUse(dataDir: string): void {
  const file = requireFile(dataDir)
  if (!file.inUse) writeKeysFile(keysPath(dataDir), { ...file, inUse: true })
}

/** Whether a recovery code, as typed, opens these slots. */
export const opensByCode = (file: KeysFile, code: string): boolean => slotOfCode(file, code) !== undefined

function slotOfCode({ slots }: KeysFile, code: string): Slot | undefined {
  const read = readCode(code)
  if (!read.ok) return undefined
  const { bytes } = read
  return slots.find(
    known => known.kind === 'recovery' && unwrapSecret(slotKey(known, bytes), known.wrapped, known.kind),
  )
}

/** Whether the secret of a key file opens these slots. */
export function opensByFile({ slots, id }: KeysFile, secret: Uint8Array): boolean {
  return slots.some(slot => {
    if (slot.kind !== 'file') return false
    const master = unwrapSecret(slotKey(slot, secret), slot.wrapped, slot.kind)
    return master !== null && deriveKeys(master).id === id
  })
}

function keysOf({ signing, pepper }: KeysFile, master: Uint8Array): Keys {
  const derived = deriveKeys(master)
  const carried =
    pepper === undefined ? derived.pepper : unwrapSecret(derive(master, 'pepper of before'), pepper, 'pepper')
  if (!carried) throw new StoreError('keys', phrase.keys.pepperChanged)
  return { ...derived, pepper: carried, master, signing: openSigning(signing, master) }
}

type Secret =
  | { readonly secret: Uint8Array; readonly wrong: string }
  | { readonly secret: null; readonly why: string }

function secretOf(slot: Slot, dataDir: string, { env, os, code }: KeySources): Secret {
  switch (slot.kind) {
    case 'file': {
      const path = keyFilePath(dataDir, env, slot.path)
      const secret = readKeyFile(path)
      if (!secret) return { secret, why: phrase.keys.keyFileMissing(path) }
      return { secret, wrong: phrase.keys.keyOfAnotherRecord(path) }
    }
    case 'os': {
      if (!os) return { secret: null, why: phrase.keys.keyStoreWasNotAsked }
      try {
        const secret = os.read(slot.name)
        if (!secret) return { secret, why: phrase.keys.keyStoreWithoutKey }
        return { secret, wrong: phrase.keys.keyStoreWithAnotherKey }
      } catch (error) {
        const what = error instanceof Error ? error.message : String(error)
        return { secret: null, why: phrase.keys.keyStoreSilent(what) }
      }
    }
    case 'recovery': {
      if (code === undefined) return { secret: null, why: phrase.keys.noRecoveryCode }
      const read = readCode(code)
      if (!read.ok) throw new StoreError('keys', read.error)
      return { secret: read.bytes, wrong: phrase.keys.recoveryCodeOfAnotherRecord }
    }
  }
}

function makeFileSlot(dataDir: string, master: Uint8Array, sources: KeySources, ofSlot?: string): Slot {
  const path = keyFilePath(dataDir, sources.env, ofSlot)
  // A key file may be there already: of a clinic that gives every computer one, or of another record.
  const secret = readKeyFile(path) ?? randomBytes(KEY_BYTES)
  writeKeyFile(path, secret)
  const slot = makeSlot('file', 'key file', secret, master, sources)
  return path === keyFilePath(dataDir, sources.env) ? slot : { ...slot, path }
}

export function makeSlot(
  kind: SlotKind,
  name: string,
  secret: Uint8Array,
  master: Uint8Array,
  { nowMs }: KeySources,
): Slot {
  const slot = { kind, name, salt: randomBytes(16).toString('base64'), wrapped: '', madeWallMs: nowMs() }
  return { ...slot, wrapped: wrapSecret(slotKey(slot, secret), master, kind) }
}

/** What a slot's secret becomes: it is random itself, so one pass is enough. */
function slotKey({ kind, salt }: Slot, secret: Uint8Array): Uint8Array {
  return derive(secret, `slot ${kind}`, Buffer.from(salt, 'base64'))
}

export function replaceSlot(dataDir: string, kind: SlotKind, slot: Slot): void {
  const file = requireFile(dataDir)
  writeKeysFile(keysPath(dataDir), {
    ...file,
    slots: [...file.slots.filter(known => known.kind !== kind), slot],
  })
}

function requireFile(dataDir: string): KeysFile {
  const file = readKeysFile(keysPath(dataDir))
  if (!file) throw new StoreError('keys', phrase.keys.keysFileMissing(keysPath(dataDir)))
  return file
}
