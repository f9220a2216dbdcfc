import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { restoreRoom } from '../../shared/session/room-state.ts'
import { openEngine, PLAIN_HEADER } from './engine.ts'
import { openStore, openStoreReadOnly, StoreError } from './index.ts'
import { readStart } from './inspect.ts'
import { openKeys, ownSources } from './keys/keys.ts'
import { type Migration, migrations, newestOf } from './migrations/index.ts'
import { openDatabase } from './open.ts'
import { openRaw } from './testing/raw.ts'
import { at, commitOne, makeState, openSession, SESSION } from './testing/record.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-open-'))
})
afterEach(() => {
  rmSync(dir, { recursive: true, force: true })
})

/** 'opened', or the error's code and sentence. */
function tryOpen(folder = dir, open: (folder: string) => { close(): void } = write): string {
  try {
    open(folder).close()
    return 'opened'
  } catch (error) {
    return error instanceof StoreError ? `${error.code}: ${error.message}` : String(error)
  }
}
const write = (folder: string) => openStore(folder, { version: 'test' })

/** A record of some pages, closed. */
function makeRecord(): string {
  const store = write(dir)
  openSession(store)
  for (let seq = 1; seq < 200; seq++) commitOne(store, seq)
  store.close()
  return join(dir, 'vigil.db')
}

describe('a change that a power cut has left half done', () => {
  it('is taken back by the next start, and said by whoever only reads', () => {
    const path = makeRecord()
    const whole = readFileSync(path)
    // As SQLite changes from one kind of journal to the other: the old page waits in a file beside, and is on the disk.
    const raw = openRaw(dir)
    raw.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; BEGIN IMMEDIATE')
    raw.exec("UPDATE rooms SET name = 'Half done'")
    copyFileSync(`${path}-journal`, join(dir, 'kept-journal'))
    raw.exec('COMMIT')
    raw.close()
    renameSync(join(dir, 'kept-journal'), `${path}-journal`)
    expect(readFileSync(path).equals(whole)).toBe(false)
    expect(tryOpen(dir, folder => openStoreReadOnly(folder))).toMatch(
      /^missing: .* was cut off in the middle of a change: start Vigil on it once/,
    )
    const store = write(dir)
    expect(store.rooms().map(({ name }) => name)).toEqual(['Room 1'])
    expect(store.verify()).toMatchObject({ ok: true })
    store.close()
    expect(existsSync(`${path}-journal`)).toBe(false)
    expect(tryOpen(dir, folder => openStoreReadOnly(folder))).toBe('opened')
  })
})

describe('one core a folder', () => {
  it('refuses a second one, until the first has closed', () => {
    const store = write(dir)
    expect(tryOpen()).toBe(
      `locked: Vigil is already running on ${dir}: use its window, or name another folder with VIGIL_DATA.`,
    )
    store.close()
    expect(tryOpen()).toBe('opened')
  })
})

describe('a damaged record', () => {
  const half = (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2))

  it.each<[string, (path: string) => void]>([
    ['cut in half', half],
    ['cut between pages', path => truncateSync(path, 8192)],
    ['cut to its header', path => truncateSync(path, 100)],
    ['a few bytes', path => writeFileSync(path, 'SQLite')],
    ['text', path => writeFileSync(path, 'not a database, but some text '.repeat(100))],
    ['with a broken header', path => writeFileSync(path, readFileSync(path).fill(0, 0, 16))],
  ])('is left as it is: %s', (_what, damage) => {
    const path = makeRecord()
    damage(path)
    const bytes = readFileSync(path)
    expect(tryOpen()).toBe(
      `damaged: The record ${path} is damaged and was left as it is: name another folder with VIGIL_DATA, or begin anew (vigil restore --anew --by NAME --by NAME).`,
    )
    expect(tryOpen(dir, openStoreReadOnly)).toMatch(/^damaged: /)
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  it('is left as it is with its newest entries in the WAL', () => {
    const store = write(dir)
    openSession(store)
    for (let seq = 1; seq < 200; seq++) commitOne(store, seq)
    const raw = openRaw(dir)
    raw.exec('PRAGMA wal_checkpoint(PASSIVE)')
    raw.close()
    for (let seq = 200; seq < 210; seq++) commitOne(store, seq)
    // As a crash leaves it.
    const crashed = join(dir, 'crashed')
    mkdirSync(crashed)
    for (const name of ['vigil.db', 'vigil.db-wal', 'vigil.keys', 'vigil.key'])
      copyFileSync(join(dir, name), join(crashed, name))
    store.close()
    expect(tryOpen(crashed, openStoreReadOnly)).toBe('opened')

    half(join(crashed, 'vigil.db'))
    const read = () => ['vigil.db', 'vigil.db-wal'].map(name => readFileSync(join(crashed, name)))
    const before = read()
    expect(before[1]?.length).toBeGreaterThan(0)
    expect(tryOpen(crashed)).toMatch(/^damaged: /)
    expect(read()).toEqual(before)
  })

  it('is not begun anew when it is empty but had backups', async () => {
    const store = write(dir)
    const backup = await store.backup(at(0))
    store.close()
    truncateSync(join(dir, 'vigil.db'), 0)
    expect(tryOpen()).toMatch(
      /^gone: The record .* is empty, though its mark is there: nothing was begun anew/,
    )
    expect(tryOpen()).toContain(`restore a backup (vigil restore ${backup})`)
  })

  it('is not begun anew while its newest entries lie there alone', () => {
    writeFileSync(join(dir, 'vigil.db-wal'), 'x'.repeat(5000))
    expect(tryOpen()).toMatch(/^damaged: The record .* is gone, though .*vigil\.db-wal is there/)
    expect(statSync(join(dir, 'vigil.db-wal')).size).toBe(5000)
  })

  it('is not made out of some other database', () => {
    const other = openEngine(join(dir, 'vigil.db'), { key: null })
    other.exec('CREATE TABLE mail (subject TEXT)')
    other.close()
    expect(tryOpen()).toMatch(/^damaged: The record .* is some other database and was left as it is/)
  })
})

describe('a folder', () => {
  it('is made, for this user alone', () => {
    const folder = join(dir, 'new', 'data')
    expect(tryOpen(folder)).toBe('opened')
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o077).toBe(0)
  })

  it('that cannot be made is named, with what to do', () => {
    writeFileSync(join(dir, 'file'), '')
    expect(tryOpen(join(dir, 'file', 'data'))).toMatch(
      /^denied: Vigil cannot write to .*: give its user the right to, or name another folder/,
    )
  })

  it('without a record has nothing to read', () => {
    expect(tryOpen(dir, openStoreReadOnly)).toMatch(/^missing: There is no record in /)
    expect(existsSync(join(dir, 'vigil.db'))).toBe(false)
  })
})

describe('migrations', () => {
  const next: Migration = {
    id: newestOf(migrations) + 1,
    up: db => db.exec('ALTER TABLE rooms ADD COLUMN floor INTEGER; CREATE TABLE later (a INTEGER) STRICT'),
  }

  it('are numbered without a hole', () => {
    expect(migrations.map(({ id }) => id)).toEqual(migrations.map((_, index) => index + 1))
  })

  it('take an old record along, and keep a copy of it as it was', () => {
    makeRecord()
    openDatabase(dir, [...migrations, next]).close()
    const names = readdirSync(join(dir, 'backups'))
    expect(names).toEqual([`vigil-layout-${newestOf(migrations)}.db`])
    const [old, now] = [join(dir, 'backups', names[0] ?? ''), join(dir, 'vigil.db')].map(path => {
      const { database } = openKeys(dir, ownSources)
      const raw = openEngine(path, { key: database, readOnly: true })
      const version = raw.prepare('PRAGMA user_version').get()?.['user_version']
      const readings = raw.prepare('SELECT count(*) AS n FROM readings').get()?.['n']
      raw.close()
      return { version, readings }
    })
    expect(old).toEqual({ version: newestOf(migrations), readings: 199 })
    expect(now).toEqual({ version: next.id, readings: 199 })
    expect(tryOpen()).toMatch(/^newer: The record in .* was written by a newer Vigil: update this one/)
  })

  it('leave the record as it was when one fails', () => {
    makeRecord()
    const failing: Migration = {
      id: next.id,
      up(db) {
        db.exec('CREATE TABLE later (a INTEGER) STRICT')
        db.exec('SELECT no_such_function()')
      },
    }
    expect(() => openDatabase(dir, [...migrations, failing])).toThrow(StoreError)
    const store = write(dir)
    expect(store.verify()).toMatchObject({ ok: true, readings: 199 })
    store.close()
    expect(() => openDatabase(dir, [...migrations, next]).close()).not.toThrow()
  })

  it('encrypt a plain record and its backups, and leave no plain file behind', () => {
    const old = fileURLToPath(new URL('../../fixtures/store/layout-1.db', import.meta.url))
    mkdirSync(join(dir, 'backups'))
    for (const name of ['vigil.db', 'backups/vigil-2026-01-01.db']) copyFileSync(old, join(dir, name))
    const store = write(dir)
    expect(store.verify()).toMatchObject({ ok: true, records: 4, readings: 5 })
    store.close()
    const left = readdirSync(dir, { recursive: true, withFileTypes: true }).filter(found => found.isFile())
    expect(left.map(({ name }) => name)).toContain('vigil-2026-01-01.db')
    for (const { parentPath, name } of left)
      if (name !== 'vigil.lock') expect(readStart(join(parentPath, name)), name).not.toBe(PLAIN_HEADER)
  })

  it('read a record of the first layout', () => {
    // Made by this program when the first layout shipped; never make it anew.
    const old = fileURLToPath(new URL('../../fixtures/store/layout-1.db', import.meta.url))
    copyFileSync(old, join(dir, 'vigil.db'))
    const store = write(dir)
    expect(store.verify()).toMatchObject({ ok: true, records: 4, readings: 5 })
    const [open] = store.openSessions()
    if (!open) throw new Error('the session is not open')
    // Layout 1 was written before the alarm system knew cuff interlock and inactivation states.
    const expected = makeState()
    // Only its id and version were kept then: it stays what it was called.
    const preset = { ...expected.session.preset, version: '1' }
    expect(restoreRoom(open.state)).toEqual({
      ...expected,
      session: { ...expected.session, preset },
      lastSeq: 5,
    })
    expect(store.readings(SESSION).map(({ kind }) => kind)).toEqual([
      'vital',
      'vital',
      'vital',
      'vital',
      'nibp',
    ])
    expect(store.people()).toEqual([{ id: 'person-1', name: 'Ana', role: 'clinician', active: true }])
    commitOne(store, 6)
    expect(store.verify()).toMatchObject({ ok: true, records: 5, readings: 6 })
    store.close()
  })
})
