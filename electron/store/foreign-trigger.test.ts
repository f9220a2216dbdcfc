import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkBackup, openStore, openStoreReadOnly, ownSources, rekeyRecord } from './index.ts'
import { openRaw } from './testing/raw.ts'
import { at, commitOne, openSession } from './testing/record.ts'

/* A trigger that somebody has put into the record would make Vigil itself do, vouch for and sign an edit. */

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-trigger-'))
  const store = openStore(dir, { version: 'test' })
  store.setPerson({ id: 'person-1', name: 'Ana', role: 'nurse', active: true })
  openSession(store)
  commitOne(store, 1)
  store.close()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const EVIL = "BEGIN UPDATE people SET role = 'admin'; END"
const ways: readonly (readonly [string, string])[] = [
  ['by any name', `CREATE TRIGGER own AFTER INSERT ON log ${EVIL}`],
  ['by a name that looks like one of SQLite', `CREATE TRIGGER sqlitez_evil AFTER INSERT ON log ${EVIL}`],
  [
    'by the name of one of Vigil',
    `DROP TRIGGER readings_stay; CREATE TRIGGER readings_stay AFTER INSERT ON log ${EVIL}`,
  ],
]

it.each(ways)('One %s keeps the record from being written to; reading it finds and names it', (_way, sql) => {
  const raw = openRaw(dir)
  raw.exec(sql)
  raw.close()
  const open = () => openStore(dir, { version: 'test' })
  expect(open).toThrow(/has the trigger (own|sqlitez_evil|readings_stay), which .*: /)
  expect(() => rekeyRecord(dir, { sources: ownSources, version: 'test', by: 'x' })).toThrow(/has the trigger/)
  const reader = openStoreReadOnly(dir)
  expect(reader.people()).toMatchObject([{ name: 'Ana', role: 'nurse' }])
  expect(reader.verify()).toMatchObject({ ok: false, firstBroken: { table: 'schema' } })
  reader.close()
})

it('One in a backup keeps that from being restored', async () => {
  const raw = openRaw(dir)
  const store = openStore(dir, { version: 'test' })
  raw.exec(ways[0]?.[1] ?? '')
  raw.close()
  const backup = await store.backup(at(60_000))
  store.close()
  expect(() => checkBackup(backup, dir, ownSources)).toThrow(/has the trigger own, which .*: use another one/)
})
