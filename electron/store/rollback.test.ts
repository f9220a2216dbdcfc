import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openIfPossible, openRecord } from '../commands/opened.ts'
import { whoDecides } from '../commands/two-people.ts'
import { openStore, openStoreReadOnly, ownSources, readPeopleAsTheyLie, restoreNoted } from './index.ts'
import { forge } from './testing/forge.ts'
import { openRaw } from './testing/raw.ts'
import { at, commitOne, openSession } from './testing/record.ts'

/* A record that was taken back by hand, and a mark that is gone or untrue. */

let dir: string
let oldest: string
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-rollback-'))
  const store = open()
  store.setPerson({ id: 'person-1', name: 'Nora', role: 'nurse', active: true })
  openSession(store)
  commitOne(store, 1)
  oldest = await store.backup(at(10_000))
  for (const seq of [2, 3]) commitOne(store, seq)
  await store.backup(at(20_000))
  store.close()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const open = () => openStore(dir, { version: 'test' })
const markPath = () => join(dir, 'vigil.mark')
const remove = (...names: readonly string[]) => {
  for (const name of names) rmSync(join(dir, name), { force: true })
}
const notes = () => {
  const raw = openRaw(dir, { readOnly: true })
  const rows = raw.prepare("SELECT event ->> '$.detail' AS detail FROM log ORDER BY seq").all()
  raw.close()
  return rows.map(({ detail }) => String(detail))
}

it('An oldest backup copied over the record, with its mark removed, is found by the newer backups beside it', () => {
  copyFileSync(join(oldest, 'vigil.db'), join(dir, 'vigil.db'))
  remove('vigil.mark', 'vigil.db-wal', 'vigil.db-shm')
  expect(open).toThrow(
    /is older than its backup .*, or another one: that ends at entry \d+: nothing was begun/,
  )
})

it.each([
  ['gone', () => remove('vigil.mark')],
  ['emptied', () => writeFileSync(markPath(), '')],
])('A mark that is %s is said once, in the record too', (_what, lose) => {
  lose()
  open().close()
  open().close()
  expect(notes().filter(detail => detail.includes('vigil.mark was missing'))).toHaveLength(1)
  expect(readFileSync(markPath(), 'utf8')).toContain('vigil-mark')
})

it('A record has its mark from its first moment, though the first start is cut off', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'vigil-rollback-new-'))
  const first = openStore(fresh, { version: 'test' })
  expect(readFileSync(join(fresh, 'vigil.mark'), 'utf8')).toContain('"seq":0')
  first.close()
  rmSync(fresh, { recursive: true })
})

describe('a mark whose numbers somebody changed', () => {
  beforeEach(() =>
    writeFileSync(markPath(), readFileSync(markPath(), 'utf8').replace(/"seq":\d+/, '"seq":9000000000000')),
  )

  it('keeps the record closed, but tells its people, who must give their word', () => {
    expect(open).toThrow(/vigil.mark, which was changed/)
    expect(readPeopleAsTheyLie(dir, ownSources)?.people).toMatchObject([{ person: { name: 'Nora' } }])
  })

  it('leaves a restore to the two people whose word it wants', async () => {
    forge(dir, raw => {
      for (const [name, role] of [
        ['Ada', 'admin'],
        ['Dora', 'director'],
      ] as const) {
        raw.prepare('INSERT INTO people (id, name, role, active) VALUES (?, ?, ?, 1)').run(name, name, role)
        const secret = { hash: 'hash', version: 1, chosenWallMs: 1 }
        raw
          .prepare('INSERT INTO credentials (person_id, credentials) VALUES (?, ?)')
          .run(name, JSON.stringify({ secret }))
      }
    })
    const opened = openIfPossible(dir, ownSources)
    await expect(whoDecides(opened, {})).rejects.toThrow(/Name the two people who decide it/)
    await opened?.close()
  })

  it('says nothing of how far the record had come', () => {
    restoreNoted({ from: oldest, dataDir: dir, sources: ownSources, version: 'test', by: null })
    expect(notes().at(-1)).toMatch(/entries \d to \d of the record that was here ARE NOT IN IT/)
  })
})

it('A damaged page keeps a command from writing, as it is found for the app after its start', async () => {
  const made = open()
  for (let seq = 4; seq <= 300; seq++) commitOne(made, seq)
  made.close()
  const path = join(dir, 'vigil.db')
  const bytes = readFileSync(path)
  bytes.fill(0, Math.floor(bytes.length * 0.6), Math.floor(bytes.length * 0.6) + 8)
  writeFileSync(path, bytes)
  expect(() => openRecord(dir, ownSources)).toThrow(/is damaged and was left as it is: restore a backup/)
  const reader = openStoreReadOnly(dir)
  expect(reader.people()).toHaveLength(1)
  reader.close()
})
