import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { restoreBackup } from './backup/restore.ts'
import { addOsSlot, openKeys, openStore, ownSources } from './index.ts'
import type { OsStore } from './keys/os-store.ts'
import { at, commitOne, openSession } from './testing/record.ts'

let dir: string
let kept: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-os-mark-'))
  kept = mkdtempSync(join(tmpdir(), 'vigil-os-mark-kept-'))
})
afterEach(() => {
  for (const folder of [dir, kept]) rmSync(folder, { recursive: true, force: true })
})

function makeOs(): OsStore {
  const held = new Map<string, Uint8Array>()
  return {
    read: name => held.get(name) ?? null,
    write: (name, secret) => void held.set(name, new Uint8Array(secret)),
    remove: name => void held.delete(name),
  }
}

const sourcesOf = (os: OsStore) => ({ ...ownSources, os, nowMs: () => at(90_000).wallMs })
const open = (os: OsStore) => openStore(dir, { version: 'test', keys: sourcesOf(os) })

/** Two states of the folder: an older one in `kept`, and the one that is there. Gives the backup between them. */
async function grow(os: OsStore): Promise<string> {
  const store = open(os)
  addOsSlot(dir, openKeys(dir, ownSources), os, sourcesOf(os))
  openSession(store)
  commitOne(store, 1)
  const backup = await store.backup(at(2000))
  store.close()
  cpSync(dir, kept, { recursive: true })
  const again = open(os)
  commitOne(again, 2)
  await again.backup(at(60_000))
  again.close()
  return backup
}

const rollBack = () => {
  rmSync(dir, { recursive: true })
  cpSync(kept, dir, { recursive: true })
}

it('A data folder that was rolled back whole is found by the mark in the key store of the login', async () => {
  const os = makeOs()
  await grow(os)
  open(os).close()
  rollBack()
  expect(() => open(os)).toThrow(/is an older copy/)
  // In a login without that key store nothing shows it.
  openStore(dir, { version: 'test' }).close()
})

it('A backup that is put in place opens, though the key store has seen the record further', async () => {
  const os = makeOs()
  const backup = await grow(os)
  restoreBackup(backup, dir, sourcesOf(os), 'test')
  open(os).close()
})

it('A key store that does not answer, or holds nonsense, keeps no record closed', async () => {
  const os = makeOs()
  await grow(os)
  open({
    ...os,
    read(name) {
      if (name.startsWith('mark')) throw new Error('locked')
      return os.read(name)
    },
    write() {
      throw new Error('locked')
    },
  }).close()
  os.write(`mark ${openKeys(dir, ownSources).id}`, Buffer.from('{'))
  open(os).close()
})
