import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openEngine } from './engine.ts'
import {
  checkBackup,
  openKeys,
  openStore,
  openStoreReadOnly,
  ownSources,
  readPeopleAsTheyLie,
  readPeopleOfBackup,
  type Store,
} from './index.ts'
import { forgetEnds } from './testing/forget-ends.ts'
import { openRaw, pastTriggers } from './testing/raw.ts'
import { at, commitOne, openSession } from './testing/record.ts'

/*
 * Somebody with the key of the database has edited rows by which a record goes on: Vigil would believe them, and vouch for them when it
 * changes them itself.
 */

let dir: string
let store: Store
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-rows-'))
  store = openStore(dir, { version: 'test' })
  store.setPerson({ id: 'person-1', name: 'Ana', role: 'nurse', active: true })
  store.setCredentials('person-1', { old: 'hash-1' })
  store.setSetting('clinic', '{"name":"Own"}')
  openSession(store)
  store.addDevice({
    id: 'd-1',
    driver: 'nonin-df2',
    label: 'Oximeter',
    port: '/dev/ttyUSB0',
    serialNumber: null,
    roomId: 'room-1',
    origin: 'device',
    remoteStart: false,
  })
  commitOne(store, 1)
  store.touch(at(2000))
})
afterEach(() => {
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

function edit(sql: string): void {
  store.close()
  forgetEnds(dir)
  const raw = openRaw(dir)
  pastTriggers(raw, () => raw.exec(sql))
  raw.close()
}

const edits: readonly (readonly [what: string, sql: string, table: string, reason: string])[] = [
  ['a role', "UPDATE people SET role = 'admin' WHERE id = 'person-1'", 'people', 'person-1: .* changed'],
  [
    'a person too many',
    "INSERT INTO people (id, name, role, active) VALUES ('person-9', 'Eve', 'admin', 1)",
    'people',
    'person-9: .* added',
  ],
  ['a person too few', 'DELETE FROM people', 'people', 'person-1: .* missing'],
  ['a PIN', `UPDATE credentials SET credentials = '{"old":"hash-2"}'`, 'credentials', 'person-1: .* changed'],
  ['a PIN removed', 'DELETE FROM credentials', 'credentials', 'person-1: .* missing'],
  [
    'a setting',
    `UPDATE settings SET value = '{"name":"Other"}' WHERE name = 'clinic'`,
    'settings',
    'changed',
  ],
]

it.each(edits)(
  'keeps a record from being written to, and verify names it: %s',
  (_what, sql, table, reason) => {
    edit(sql)
    const named = new RegExp(
      `was edited past Vigil \\(${table} \\d+: .*${reason}.*\\) and was left as it is: `,
    )
    expect(() => openStore(dir, { version: 'test' })).toThrow(named)
    const reader = openStoreReadOnly(dir)
    expect(reader.verify()).toMatchObject({ ok: false, firstBroken: { table } })
    reader.close()
  },
)

it('Edited people are nobody to ask, in a record that does not open and in a backup', async () => {
  const backup = await store.backup(at(60_000))
  expect(readPeopleOfBackup(backup, dir, ownSources)?.people).toHaveLength(1)
  const raw = openEngine(join(backup, 'vigil.db'), { key: openKeys(dir, ownSources).database })
  raw.exec("UPDATE people SET role = 'admin'")
  raw.close()
  expect(readPeopleOfBackup(backup, dir, ownSources)).toBeNull()
  expect(readPeopleAsTheyLie(dir, ownSources)?.people).toHaveLength(1)
  edit(`UPDATE credentials SET credentials = '{"old":"hash-2"}'`)
  expect(readPeopleAsTheyLie(dir, ownSources)).toBeNull()
})

it('What Vigil changed itself is no edit, however often, and a record of before goes on', () => {
  for (const role of ['clinician', 'admin', 'nurse'] as const)
    store.setPerson({ id: 'person-1', name: 'Ana', role, active: true })
  store.setSetting('clinic', '{"name":"Other"}')
  store.setSetting('clinic', '{"name":"Own"}')
  store.close()
  store = openStore(dir, { version: 'test' })
  expect(store.verify()).toMatchObject({ ok: true })
})

it('A backup whose people were edited is not restored', async () => {
  const backup = await store.backup(at(60_000))
  store.close()
  const raw = openEngine(join(backup, 'vigil.db'), { key: openKeys(dir, ownSources).database })
  raw.exec("UPDATE people SET role = 'admin'")
  raw.close()
  expect(() => checkBackup(backup, dir, ownSources)).toThrow(/was edited past Vigil \(people .*: use another/)
})
