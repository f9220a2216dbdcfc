import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  addFileSlot,
  addOsSlot,
  type KeySources,
  makeKeys,
  makeRecoveryCode,
  openKeys,
  proveRecoveryCode,
  removeSlot,
} from './keys.ts'
import type { OsStore } from './os-store.ts'
import { printCode, readCode } from './recovery-code.ts'
import { isSignedBy } from './signing.ts'
import { readKeysFile } from './slots.ts'

let dir: string
const sources: KeySources = { env: {}, os: null, nowMs: () => 5 }
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-keys-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function memoryStore(): OsStore {
  const held = new Map<string, Uint8Array>()
  return {
    read: name => held.get(name) ?? null,
    write: (name, secret) => void held.set(name, secret),
    remove: name => void held.delete(name),
  }
}

describe('keys', () => {
  it('open again as the same, from files for this login alone', () => {
    const made = makeKeys(dir, sources)
    const opened = openKeys(dir, sources)
    expect(opened.id).toBe(made.id)
    expect(opened.database).toEqual(made.database)
    expect(new Set([made.database, made.pepper, made.backup, made.session].map(String)).size).toBe(4)
    for (const name of ['vigil.keys', 'vigil.key']) expect(statSync(join(dir, name)).mode & 0o077).toBe(0)
    expect(readFileSync(join(dir, 'vigil.keys'), 'utf8')).not.toContain(
      Buffer.from(made.master).toString('base64'),
    )
  })

  it('sign so that everybody can check it with the public key', () => {
    const { signing } = makeKeys(dir, sources)
    const signature = openKeys(dir, sources).signing.sign('log 7 abc')
    expect(isSignedBy(signing.publicKey, 'log 7 abc', signature)).toBe(true)
    expect(isSignedBy(signing.publicKey, 'log 8 abc', signature)).toBe(false)
    expect(isSignedBy('nonsense', 'log 7 abc', signature)).toBe(false)
    expect(signing.fingerprint).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4}){3}$/)
  })

  it('lie in the file that VIGIL_KEY_FILE names', () => {
    const path = join(dir, 'elsewhere.key')
    makeKeys(dir, { ...sources, env: { VIGIL_KEY_FILE: path } })
    expect(() => openKeys(dir, { ...sources, env: { VIGIL_KEY_FILE: path } })).not.toThrow()
    expect(() => openKeys(dir, sources)).toThrow(/its key file .*vigil\.key is missing/)
  })

  it.each<[string, () => void, RegExp]>([
    [
      'a lost key file',
      () => rmSync(join(dir, 'vigil.key')),
      /its key file .* is missing; no recovery code|is missing/,
    ],
    [
      'another key',
      () => writeFileSync(join(dir, 'vigil.key'), `vigil-key-1 ${'0'.repeat(64)}`),
      /another record's/,
    ],
    [
      'a key file of something else',
      () => writeFileSync(join(dir, 'vigil.key'), 'x'),
      /is no key file of Vigil/,
    ],
    ['an open key file', () => chmodSync(join(dir, 'vigil.key'), 0o644), /read by other logins/],
    ['lost slots', () => rmSync(join(dir, 'vigil.keys')), /are missing: put vigil\.keys back/],
    [
      'broken slots',
      () => writeFileSync(join(dir, 'vigil.keys'), '{"format":'),
      /cannot be read: put the copy/,
    ],
  ])('stay closed with one sentence: %s', (_what, damage, sentence) => {
    makeKeys(dir, sources)
    damage()
    expect(() => openKeys(dir, sources)).toThrow(sentence)
  })

  it('open by the recovery code when the key file is lost, once and for all', () => {
    const keys = makeKeys(dir, sources)
    const old = makeRecoveryCode(dir, keys, sources)
    const code = makeRecoveryCode(dir, keys, sources)
    rmSync(join(dir, 'vigil.key'))
    expect(() => openKeys(dir, sources)).toThrow(/no recovery code was given/)
    expect(() => openKeys(dir, { ...sources, code: old })).toThrow(/of another record, or an older one/)
    const opened = openKeys(dir, { ...sources, code: code.toLowerCase().replaceAll('-', '') })
    expect(opened.id).toBe(keys.id)
    addFileSlot(dir, opened, sources)
    expect(openKeys(dir, sources).id).toBe(keys.id)
  })

  it('open by the key store of the login', () => {
    const os = memoryStore()
    const keys = makeKeys(dir, sources)
    addOsSlot(dir, keys, os, sources)
    removeSlot(dir, 'file')
    expect(openKeys(dir, { ...sources, os }).id).toBe(keys.id)
    expect(() => openKeys(dir, { ...sources, os: memoryStore() })).toThrow(/does not hold its key/)
    expect(() => openKeys(dir, sources)).toThrow(/was not asked/)
  })

  it('are never left with nothing that is known to open them', () => {
    const keys = makeKeys(dir, sources)
    const code = makeRecoveryCode(dir, keys, sources)
    expect(() => removeSlot(dir, 'file')).toThrow(/nothing would open the record/)
    expect(proveRecoveryCode(dir, printCode(new Uint8Array(20)))).toBe(false)
    expect(proveRecoveryCode(dir, code)).toBe(true)
    removeSlot(dir, 'file')
    expect(readKeysFile(join(dir, 'vigil.keys'))?.slots.map(({ kind }) => kind)).toEqual(['recovery'])
  })
})

describe('a recovery code', () => {
  const bytes = Uint8Array.from({ length: 20 }, (_, index) => index * 13)
  const code = printCode(bytes)

  it('is read back as it was printed', () => {
    expect(code).toMatch(/^([0-9A-Z]{4}-[0-9A-Z])( [0-9A-Z]{4}-[0-9A-Z]){7}$/)
    const read = readCode(code)
    expect(read.ok && [...read.bytes]).toEqual([...bytes])
    expect(readCode(printCode(new Uint8Array(20)).replaceAll('0', 'o'))).toMatchObject({ ok: true })
  })

  it('names the group that is mistyped', () => {
    const groups = code.split(' ')
    const third = groups[2] ?? ''
    groups[2] = (third[0] === 'A' ? 'B' : 'A') + third.slice(1)
    expect(readCode(groups.join(' '))).toEqual({
      ok: false,
      error: 'Group 3 of the recovery code is mistyped: look at it again.',
    })
    expect(readCode(code.slice(0, -2))).toMatchObject({ ok: false, error: expect.stringContaining('39') })
    expect(readCode(`${code.slice(0, -1)}!`)).toMatchObject({
      ok: false,
      error: expect.stringContaining('"!"'),
    })
  })
})
