import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asksLogin, fileSlotPath, keepKey } from './keep-key.ts'
import {
  asksCode,
  describeKeys,
  type KeySources,
  type Keys,
  makeKeys,
  makeRecoveryCode,
  openKeys,
  proveRecoveryCode,
  setInUse,
} from './keys.ts'
import type { OsStore } from './os-store.ts'

let dir: string
let stick: string
let keys: Keys
let secrets: Map<string, Uint8Array>
let sources: KeySources

const login: OsStore = {
  read: name => secrets.get(name) ?? null,
  write: (name, secret) => void secrets.set(name, secret),
  remove: name => void secrets.delete(name),
}
const noLogin: OsStore = {
  ...login,
  read: () => {
    throw new Error('no bus')
  },
  write: () => {
    throw new Error('no bus')
  },
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-keep-'))
  stick = mkdtempSync(join(tmpdir(), 'vigil-stick-'))
  secrets = new Map()
  sources = { env: {}, os: login, nowMs: () => 5 }
  keys = makeKeys(dir, sources)
  setInUse(dir)
})
afterEach(() => {
  for (const folder of [dir, stick]) rmSync(folder, { recursive: true, force: true })
})

const prove = () => proveRecoveryCode(dir, makeRecoveryCode(dir, keys, sources))
const kinds = () => describeKeys(dir).map(({ key }) => key)

describe('the key is kept', () => {
  it('in the key store of the login, and not beside the record any more', () => {
    prove()
    keepKey(dir, { where: 'login' }, sources)
    expect(kinds()).toEqual(['recovery', 'os'])
    expect(existsSync(join(dir, 'vigil.key'))).toBe(false)
    expect(fileSlotPath(dir, sources)).toBeNull()
    expect(openKeys(dir, sources).id).toBe(keys.id)
    expect(() => openKeys(dir, { ...sources, os: null })).toThrow(/stays closed/)
  })

  it('in a file of another folder, which the slot remembers, and back beside the record', () => {
    prove()
    keepKey(dir, { where: 'file', folder: stick }, sources)
    const path = join(stick, 'vigil.key')
    expect(fileSlotPath(dir, sources)).toBe(path)
    expect(existsSync(join(dir, 'vigil.key'))).toBe(false)
    expect(openKeys(dir, { ...sources, os: null }).id).toBe(keys.id)
    const kept = readFileSync(path)
    rmSync(path)
    expect(() => openKeys(dir, sources)).toThrow(`its key file ${path} is missing`)
    // The disk is connected again.
    writeFileSync(path, kept, { mode: 0o600 })
    keepKey(dir, { where: 'file', folder: null }, sources)
    expect(existsSync(path)).toBe(false)
    expect(openKeys(dir, { ...sources, os: null }).id).toBe(keys.id)
  })

  it('nowhere: the code alone opens it, and one that was printed later once it was typed back', () => {
    const code = makeRecoveryCode(dir, keys, sources)
    expect(proveRecoveryCode(dir, code)).toBe(true)
    expect(asksCode(dir)).toBe(false)
    keepKey(dir, { where: 'asked' }, sources)
    expect(kinds()).toEqual(['recovery'])
    expect(asksCode(dir)).toBe(true)
    expect(existsSync(join(dir, 'vigil.key'))).toBe(false)
    expect(() => openKeys(dir, sources)).toThrow(/is opened by its recovery code at each start: type it/)
    expect(openKeys(dir, { ...sources, code }).id).toBe(keys.id)
    // Opened by it, a start goes on by the key itself.
    const { master } = openKeys(dir, { ...sources, code })
    expect(openKeys(dir, { ...sources, master }).id).toBe(keys.id)
    expect(() => openKeys(dir, { ...sources, master: new Uint8Array(32) })).toThrow(/type it/)

    const next = makeRecoveryCode(dir, keys, sources)
    expect(openKeys(dir, { ...sources, code }).id).toBe(keys.id)
    expect(proveRecoveryCode(dir, code)).toBe(true)
    expect(openKeys(dir, { ...sources, code: next }).id).toBe(keys.id)
    expect(proveRecoveryCode(dir, next)).toBe(true)
    expect(() => openKeys(dir, { ...sources, code })).toThrow(/or an older one/)
    expect(openKeys(dir, { ...sources, code: next }).id).toBe(keys.id)
    keepKey(dir, { where: 'file', folder: null }, { ...sources, code: next })
    expect(asksCode(dir)).toBe(false)
    expect(openKeys(dir, sources).id).toBe(keys.id)
  })

  it('from the login back in a file, the login’s key being worth nothing then', () => {
    prove()
    keepKey(dir, { where: 'login' }, sources)
    keepKey(dir, { where: 'file', folder: null }, sources)
    expect(kinds()).toEqual(['recovery', 'file'])
    expect(openKeys(dir, { ...sources, os: null }).id).toBe(keys.id)
  })
})

describe('it stays where it is', () => {
  it.each([
    ['a code that nobody has typed back', () => {}, { where: 'login' } as const, /type its code back first/],
    [
      'the same, for a stick',
      () => {},
      { where: 'file', folder: '/tmp' } as const,
      /type its code back first/,
    ],
    [
      'a folder that is not there',
      prove,
      { where: 'file', folder: '/nowhere' } as const,
      /is no folder here/,
    ],
    [
      'the same, for a code that is typed at each start',
      () => {},
      { where: 'asked' } as const,
      /type its code back first/,
    ],
    ['a path that is not whole', prove, { where: 'file', folder: 'keys' } as const, /is no folder here/],
  ])('%s', (_what, before, place, why) => {
    before()
    expect(() => keepKey(dir, place, sources)).toThrow(why)
    expect(openKeys(dir, { ...sources, os: null }).id).toBe(keys.id)
  })

  it('the data folder itself, and a login without a key store', () => {
    prove()
    expect(() => keepKey(dir, { where: 'file', folder: dir }, sources)).toThrow(/in the data folder/)
    expect(() => keepKey(dir, { where: 'login' }, { ...sources, os: noLogin })).toThrow(
      /took no key \(no bus\)/,
    )
    expect(openKeys(dir, { ...sources, os: null }).id).toBe(keys.id)
    expect(asksLogin({ ...sources, os: noLogin })).toBe(false)
    expect(asksLogin({ ...sources, os: null })).toBe(false)
    expect(asksLogin(sources)).toBe(true)
  })
})
