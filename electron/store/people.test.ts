import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSecrets, openStore } from './index.ts'
import { migrations } from './migrations/index.ts'
import { openDatabase } from './open.ts'
import { openRaw } from './testing/raw.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-store-people-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

it('people of an earlier layout keep their names; their PINs move beside them, and open nothing by themselves', async () => {
  const { db, close } = openDatabase(
    dir,
    migrations.filter(({ id }) => id < 5),
  )
  db.exec(`
    INSERT INTO people VALUES ('Zoë', 'nurse'), ('Ada', 'admin'), ('Demo nurse', 'nurse');
    INSERT INTO settings VALUES ('pin:zoë', 'scrypt c2FsdA== aGFzaA=='), ('currentPerson', 'Ada'), ('clinic', '{}');
  `)
  close()
  const store = openStore(dir, { version: 'test' })
  expect(store.personRecords()).toEqual([
    { person: { id: 'person-2', name: 'Ada', role: 'admin', active: true }, credentials: {} },
    { person: { id: 'person-3', name: 'Demo nurse', role: 'nurse', active: false }, credentials: {} },
    {
      person: { id: 'person-1', name: 'Zoë', role: 'nurse', active: true },
      credentials: { old: 'scrypt c2FsdA== aGFzaA==' },
    },
  ])
  expect([...store.settings()].map(([name]) => name)).toEqual(['clinic'])
  store.close()
})

it('nobody is deleted, and nobody takes another name or number', () => {
  const store = openStore(dir, { version: 'test' })
  store.setPerson({ id: 'person-1', name: 'Ada', role: 'admin', active: true })
  store.close()
  const db = openRaw(dir)
  expect(() => db.exec('DELETE FROM people')).toThrow(/never deleted/)
  expect(() => db.exec("UPDATE people SET name = 'Mallory'")).toThrow(/keeps number and name/)
  db.close()
})

it('a secret is known again after a restart, by the pepper of its keys, and by no other', async () => {
  const cheap = { costLog2: 4 }
  const store = openStore(dir, { version: 'test' })
  const secrets = createSecrets(store.pepper, cheap)
  const stored = await secrets.hash('471182')
  expect(stored).not.toBe(await secrets.hash('471182'))
  expect(stored).not.toContain('471182')
  expect(await secrets.matches(stored, '471182')).toBe(true)
  expect(await secrets.matches(stored, '471183')).toBe(false)
  expect(await secrets.matches('argon2 x', '471182')).toBe(false)
  store.close()
  const again = openStore(dir, { version: 'test' })
  expect(await createSecrets(again.pepper, cheap).matches(stored, '471182')).toBe(true)
  expect(await createSecrets(Buffer.alloc(32), cheap).matches(stored, '471182')).toBe(false)
  again.close()
})
