import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  addFileSlot,
  beginAnew,
  checkBackup,
  makeRecoveryCode,
  openKeys,
  openStore,
  ownAnchors,
  ownSources,
  restoreBackup,
  StoreError,
} from './index.ts'
import { openRaw } from './testing/raw.ts'
import { at, commitOne, openSession, SESSION } from './testing/record.ts'

/*
 * A record that was there is never begun anew without a word: missing, empty, cut, under a wrong key, with lost keys, or
 * rolled back; with backups and without.
 */

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-never-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const sources = { ...ownSources, nowMs: () => at(0).wallMs }
const inDir = (name: string) => join(dir, name)

async function makeRecord(withBackup: boolean): Promise<string | null> {
  let store = openStore(dir, { version: 'test' })
  openSession(store)
  for (let seq = 1; seq <= 20; seq++) commitOne(store, seq)
  const backup = withBackup ? await store.backup(at(0)) : null
  store.close()
  cpSync(inDir('vigil.db'), inDir('earlier.db'))
  store = openStore(dir, { version: 'test' })
  for (let seq = 21; seq <= 30; seq++) commitOne(store, seq)
  store.close()
  return backup
}

function tryOpen(): StoreError | 'opened' {
  try {
    openStore(dir, { version: 'test' }).close()
    return 'opened'
  } catch (error) {
    if (error instanceof StoreError) return error
    throw error
  }
}

/** Without what SQLite makes beside a file to read it. */
const listFiles = () => readdirSync(dir).filter(name => !/\.lock$|-shm$|-wal$/.test(name))

const removeAll = (...names: readonly string[]) => {
  for (const name of names) rmSync(inDir(name), { recursive: true, force: true })
}

const damages: readonly (readonly [string, () => void, StoreError['code']])[] = [
  ['missing', () => removeAll('vigil.db'), 'gone'],
  ['missing with its WAL', () => removeAll('vigil.db', 'vigil.db-wal', 'vigil.db-shm'), 'gone'],
  ['missing with its mark', () => removeAll('vigil.db', 'vigil.mark'), 'gone'],
  ['empty', () => truncateSync(inDir('vigil.db'), 0), 'gone'],
  ['cut', () => truncateSync(inDir('vigil.db'), Math.floor(statSync(inDir('vigil.db')).size / 2)), 'damaged'],
  ['cut to a page', () => truncateSync(inDir('vigil.db'), 4096), 'damaged'],
  ['under a wrong key', () => writeFileSync(inDir('vigil.key'), `vigil-key-1 ${'ab'.repeat(32)}`), 'keys'],
  ['with a lost key file', () => removeAll('vigil.key'), 'keys'],
  ['with lost slots', () => removeAll('vigil.keys'), 'keys'],
  ['with lost slots and key file', () => removeAll('vigil.keys', 'vigil.key'), 'keys'],
  ['with all lost but the record', () => removeAll('vigil.keys', 'vigil.key', 'vigil.mark'), 'keys'],
  ['rolled back', () => cpSync(inDir('earlier.db'), inDir('vigil.db')), 'gone'],
]

describe.each([
  ['without a backup', false],
  ['with a backup', true],
])('a record %s', (_with, withBackup) => {
  it.each(damages)('is never begun anew without a word: %s', async (_what, damage, code) => {
    const backup = await makeRecord(withBackup)
    removeAll('vigil.db-shm')
    damage()
    const before = listFiles()
    const error = tryOpen()
    expect(error).toBeInstanceOf(StoreError)
    if (!(error instanceof StoreError)) return
    expect(error.code).toBe(code)
    // One sentence with what to do.
    expect(error.message).toMatch(/: [^\n]+\.$/)
    if (code !== 'keys' && backup) expect(error.message).toContain(`vigil restore ${backup}`)
    expect(tryOpen()).toMatchObject({ code })
    expect(listFiles()).toEqual(before)
  })

  it.each(damages.filter(([, , code]) => code !== 'keys'))('comes back: %s', async (_what, damage) => {
    const backup = await makeRecord(withBackup)
    damage()
    if (backup) {
      expect(checkBackup(backup, dir, sources)).toMatchObject({ verified: { ok: true, readings: 20 } })
      expect(restoreBackup(backup, dir, sources, 'test').aside).toMatch(/aside/)
      const store = openStore(dir, { version: 'test' })
      expect(store.readings(SESSION)).toHaveLength(20)
      store.close()
    } else {
      expect(existsSync(beginAnew(dir, sources) ?? '')).toBe(true)
      expect(tryOpen()).toBe('opened')
    }
  })
})

/** All that may be left of a record whose database is gone; each alone says that there was one. */
const traces: readonly (readonly [string, string])[] = [
  ['its mark', 'vigil.mark'],
  ['its keys', 'vigil.keys'],
  ['its backups', 'backups'],
  ['its sealed sessions', 'sessions'],
  ['what was put aside', 'aside'],
]

describe('a folder with nothing of a record but one trace', () => {
  it.each(traces)('is never a new one: %s', async (_what, trace) => {
    await makeRecord(true)
    for (const folder of ['sessions/2031', 'aside/vigil-2031-05-04T090000Z']) {
      mkdirSync(inDir(folder), { recursive: true })
      writeFileSync(inDir(`${folder}/something`), 'x')
    }
    removeAll(...readdirSync(dir).filter(name => name !== trace))
    expect(tryOpen()).toMatchObject({ code: 'gone' })
    expect(listFiles()).toEqual([trace])
  })

  it('is a new one where there is none', () => {
    writeFileSync(inDir('notes.txt'), 'x')
    expect(tryOpen()).toBe('opened')
  })
})

describe('a second place for backups', () => {
  it('shows that the whole folder was rolled back, and takes a restored record for what it is', async () => {
    const place = mkdtempSync(join(tmpdir(), 'vigil-place-'))
    const kept = mkdtempSync(join(tmpdir(), 'vigil-kept-'))
    try {
      const store = openStore(dir, { version: 'test' })
      openSession(store)
      store.setSetting('backupPlace', place)
      commitOne(store, 1)
      const first = await store.backup(at(0))
      store.close()
      cpSync(dir, kept, { recursive: true })
      const later = openStore(dir, { version: 'test' })
      commitOne(later, 2)
      await later.backup(at(60_000))
      later.close()
      expect(tryOpen()).toBe('opened')
      // All of it, keys and mark included.
      rmSync(dir, { recursive: true })
      cpSync(kept, dir, { recursive: true })
      expect(tryOpen()).toMatchObject({
        code: 'gone',
        message: expect.stringMatching(
          new RegExp(`is older than its backup.*restore a backup \\(vigil restore ${place}/vigil-`),
        ),
      })
      restoreBackup(first, dir, { ...sources, nowMs: () => at(120_000).wallMs }, 'test')
      expect(tryOpen()).toBe('opened')
    } finally {
      for (const folder of [place, kept]) rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('an older backup', () => {
  it('takes the record back, with newer backups put aside, so that its own anchors hold', async () => {
    const older = (await makeRecord(true)) ?? ''
    const store = openStore(dir, { version: 'test' })
    const newer = await store.backup(at(60_000))
    store.close()
    expect(ownAnchors(dir).length).toBeGreaterThan(2)
    restoreBackup(older, dir, sources, 'test')
    expect([existsSync(older), existsSync(newer)]).toEqual([true, false])
    const restored = openStore(dir, { version: 'test' })
    expect(restored.verify(undefined, ownAnchors(dir))).toMatchObject({ ok: true, readings: 20 })
    restored.close()
  })
})

describe('a record that was cut off in the middle of a change', () => {
  it('is put aside with what would take that back: the restored one is none of it', async () => {
    const backup = (await makeRecord(true)) ?? ''
    const raw = openRaw(dir)
    raw.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; BEGIN IMMEDIATE')
    raw.exec("UPDATE rooms SET name = 'Half done'; UPDATE settings SET value = value")
    cpSync(inDir('vigil.db-journal'), inDir('kept'))
    raw.exec('COMMIT')
    raw.close()
    cpSync(inDir('kept'), inDir('vigil.db-journal'))
    const { aside } = restoreBackup(backup, dir, sources, 'test')
    expect(existsSync(join(aside ?? '', 'vigil.db-journal'))).toBe(true)
    expect(existsSync(inDir('vigil.db-journal'))).toBe(false)
    const restored = openStore(dir, { version: 'test' })
    expect(restored.verify()).toMatchObject({ ok: true, readings: 20 })
    restored.close()
  })
})

describe('the recovery code', () => {
  it('restores a backup on an empty computer', async () => {
    const store = openStore(dir, { version: 'test' })
    openSession(store)
    for (let seq = 1; seq <= 5; seq++) commitOne(store, seq)
    const code = makeRecoveryCode(dir, openKeys(dir, sources), sources)
    const backup = await store.backup(at(0))
    store.close()
    const empty = mkdtempSync(join(tmpdir(), 'vigil-empty-'))
    try {
      const other = join(empty, 'data')
      expect(() => restoreBackup(backup, other, sources, 'test')).toThrow(/no recovery code was given/)
      restoreBackup(backup, other, { ...sources, code }, 'test')
      const restored = openStore(other, { version: 'test' })
      expect(restored.verify()).toMatchObject({ ok: true, readings: 5 })
      restored.close()
    } finally {
      rmSync(empty, { recursive: true })
    }
  })

  it('that was printed later opens earlier backups, and outlives a restore of one', async () => {
    const backup = (await makeRecord(true)) ?? ''
    const store = openStore(dir, { version: 'test' })
    const { code } = store.makeRecoveryCode()
    store.close()
    restoreBackup(backup, dir, sources, 'test')
    removeAll('vigil.key')
    expect(openKeys(dir, { ...sources, code }).id).toMatch(/^[0-9a-f]{16}$/)
    const empty = mkdtempSync(join(tmpdir(), 'vigil-empty-'))
    try {
      restoreBackup(backup, empty, { ...sources, code }, 'test')
      const restored = openStore(empty, { version: 'test' })
      expect(restored.verify()).toMatchObject({ ok: true, readings: 20 })
      restored.close()
    } finally {
      rmSync(empty, { recursive: true })
    }
  })

  it('opens a record whose key file is lost', async () => {
    await makeRecord(false)
    const code = makeRecoveryCode(dir, openKeys(dir, sources), sources)
    removeAll('vigil.key')
    const withCode = { ...sources, code }
    addFileSlot(dir, openKeys(dir, withCode), withCode)
    expect(tryOpen()).toBe('opened')
  })
})

describe('a backup', () => {
  it.each<[string, (backup: string) => void, RegExp]>([
    ['cut', backup => truncateSync(join(backup, 'vigil.db'), 8192), /is damaged: use another one/],
    ['without its manifest', backup => rmSync(join(backup, 'manifest.json')), /manifest .* is missing/],
    [
      'with the manifest of another',
      backup => writeFileSync(join(backup, 'manifest.json'), '{"format":"vigil-backup"}'),
      /manifest .* is missing or was changed/,
    ],
    ['without its database', backup => rmSync(join(backup, 'vigil.db')), /is no backup of Vigil/],
    ['that is nowhere', backup => rmSync(backup, { recursive: true }), /There is no backup/],
  ])('is refused: %s', async (_what, damage, sentence) => {
    const backup = (await makeRecord(true)) ?? ''
    damage(backup)
    expect(() => restoreBackup(backup, dir, sources, 'test')).toThrow(sentence)
    expect(tryOpen()).toBe('opened')
  })
})
