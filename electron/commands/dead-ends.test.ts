import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openStore, openStoreReadOnly } from '../store/index.ts'
import { at, closeSession, commitOne, openSession, SESSION } from '../store/testing/record.ts'
import { backup } from './backup.ts'
import { keys } from './keys.ts'
import { verify } from './verify.ts'

let dir: string
let data: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-dead-ends-'))
  data = join(dir, 'data')
  vi.stubEnv('VIGIL_DATA', data)
  openStore(data, { version: 'test' }).close()
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(dir, { recursive: true, force: true })
})

it('a new key file is made where VIGIL_KEY_FILE names it', async () => {
  vi.stubEnv('VIGIL_KEY_FILE', join(dir, 'new.key'))
  await keys.run({}, ['file'])
  expect(existsSync(join(dir, 'new.key'))).toBe(true)
  openStoreReadOnly(data).close()
})

it('a folder in the place of the record is named, with what to do', () => {
  rmSync(join(data, 'vigil.db'))
  mkdirSync(join(data, 'vigil.db'))
  expect(() => openStore(data, { version: 'test' })).toThrow(
    /A folder lies where the record .*move that folder/,
  )
})

it('a folder in the place of a key file, of a manifest or of the mark is one sentence', async () => {
  vi.stubEnv('VIGIL_KEY_FILE', dir)
  expect(() => openStoreReadOnly(data)).toThrow(
    /^The key file .* is a folder: name a file with VIGIL_KEY_FILE\.$/,
  )
  vi.stubEnv('VIGIL_KEY_FILE', undefined)
  const manifest = join(data, 'backups', 'vigil-2031-05-04T090000Z', 'manifest.json')
  for (const path of [manifest, join(data, 'vigil.mark')]) {
    rmSync(path, { force: true })
    mkdirSync(path, { recursive: true })
    await expect(verify.run({}, [])).rejects.toThrow(/^A folder lies where the record .*: move that folder/)
    rmSync(path, { recursive: true })
  }
})

it('a backup without the keys of sealed sessions says so', async () => {
  const store = openStore(data, { version: 'test' })
  openSession(store)
  commitOne(store, 1)
  closeSession(store)
  expect(await store.sealNext(at(9 * 86_400_000))).toBe(SESSION)
  store.close()
  rmSync(join(data, 'session.keys'))
  await expect(backup.run({}, [])).rejects.toThrow(/keys of sealed sessions .*session\.keys are missing/)
})
