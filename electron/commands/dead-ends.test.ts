import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openEngine } from '../store/engine.ts'
import { openStore, openStoreReadOnly, ownSources } from '../store/index.ts'
import { openKeys } from '../store/keys/keys.ts'
import { pastTriggers } from '../store/testing/raw.ts'
import { at, closeSession, commitOne, openSession, SESSION } from '../store/testing/record.ts'
import { backup } from './backup.ts'
import { deleteCommand } from './delete.ts'
import { keys } from './keys.ts'
import { restore } from './restore.ts'
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

it.each(['vigil.db', 'vigil.db-wal'])('a folder in the place of %s is named, with what to do', name => {
  rmSync(join(data, name), { force: true })
  mkdirSync(join(data, name))
  expect(() => openStore(data, { version: 'test' })).toThrow(
    new RegExp(`A folder lies where the record .*${name}\\): move that folder`),
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

it('a backup on another computer names the command that opens it there, which does', async () => {
  const store = openStore(data, { version: 'test' })
  const { code } = store.makeRecoveryCode()
  store.proveRecoveryCode(code)
  const from = await store.backup(at(0))
  store.close()
  const elsewhere = join(dir, 'elsewhere')
  vi.stubEnv('VIGIL_DATA', elsewhere)
  await expect(restore.run({}, [from])).rejects.toThrow(
    `The backup ${from} stays closed: its key file ${join(elsewhere, 'vigil.key')} is missing; no recovery code was given. Open it with the recovery code of its sheet: "vigil restore ${from} --code CODE".`,
  )
  await restore.run({ code }, [from])
  openStoreReadOnly(elsewhere).close()
})

it('a tried backup whose chain is broken is a failure', async () => {
  const store = openStore(data, { version: 'test' })
  openSession(store)
  for (const seq of [1, 2, 3]) commitOne(store, seq)
  const from = await store.backup(at(0))
  store.close()
  await restore.run({ try: true }, [from])
  const raw = openEngine(join(from, 'vigil.db'), { key: openKeys(data, ownSources).database })
  pastTriggers(raw, () => raw.exec('UPDATE readings SET wall_ms = wall_ms + 1 WHERE seq = 1'))
  raw.close()
  await expect(restore.run({ try: true }, [from])).rejects.toThrow(/^The chain of the backup .* is broken/)
})

it('what is wrong with the words of a command is said in words of Vigil', async () => {
  await expect(deleteCommand.run({ reason: 'x' }, ['S-1'])).rejects.toThrow(
    '--reason: must have at least 3 letters.',
  )
})

it('nothing is begun anew by two made-up names beside a backup that knows two people', async () => {
  const store = openStore(data, { version: 'test' })
  for (const [id, name, role] of [
    ['person-1', 'Ada', 'admin'],
    ['person-2', 'Dora', 'director'],
  ] as const) {
    store.setPerson({ id, name, role, active: true })
    store.setCredentials(id, { secret: { hash: 'x', version: 1, chosenWallMs: 0 }, versions: 1 })
  }
  await store.backup(at(0))
  store.close()
  writeFileSync(join(data, 'vigil.db'), '')
  const names = ['Mal', 'Lory']
  await expect(restore.run({ anew: true, by: names }, [])).rejects.toThrow(/nobody called "Mal"/)
  expect(statSync(join(data, 'vigil.db')).size).toBe(0)
})
