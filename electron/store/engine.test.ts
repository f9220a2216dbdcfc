import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BACKUP_PLACE } from '../core/contracts/record.ts'
import { openEngine, requireNode } from './engine.ts'
import { openStore } from './index.ts'
import { at, commitOne, makeState, mark, SESSION } from './testing/record.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-engine-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const key = new Uint8Array(32).fill(7)

describe('the engine', () => {
  it('says in one sentence that Node is too old, before the library ends the process', () => {
    expect(() => requireNode('20.20.2')).toThrow(
      /^Vigil needs Node 22 or newer and runs on 20\.20\.2: start it by/,
    )
    expect(() => requireNode('22.0.0')).not.toThrow()
  })

  it('opens a file with its key only', () => {
    const path = join(dir, 'a.db')
    const made = openEngine(path, { key })
    made.exec("CREATE TABLE t (a TEXT) STRICT; INSERT INTO t VALUES ('x')")
    made.close()
    const read = (with_: Uint8Array | null) => {
      const db = openEngine(path, { key: with_ })
      try {
        return db.prepare('SELECT a FROM t').all()
      } finally {
        db.close()
      }
    }
    expect(read(key)).toEqual([{ a: 'x' }])
    expect(() => read(new Uint8Array(32))).toThrow(/not a database/)
    expect(() => read(null)).toThrow(/not a database/)
  })

  it('refuses what is undefined', () => {
    const db = openEngine(':memory:', { key: null })
    db.exec('CREATE TABLE t (a TEXT) STRICT')
    expect(() => db.prepare('INSERT INTO t VALUES (?)').run(undefined as never)).toThrow(/undefined/)
    db.close()
  })

  it('finds a flipped bit wherever it is', () => {
    const path = join(dir, 'a.db')
    const made = openEngine(path, { key })
    made.exec('CREATE TABLE t (a TEXT) STRICT')
    for (let n = 0; n < 200; n++) made.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(300))
    made.close()
    const bytes = readFileSync(path)
    for (let place = 5; place < bytes.length; place += Math.floor(bytes.length / 20)) {
      const flipped = Buffer.from(bytes)
      flipped[place] = (flipped[place] ?? 0) ^ 4
      writeFileSync(path, flipped)
      const db = openEngine(path, { key })
      let found: unknown = null
      try {
        found = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
      } catch {
        found = 'refused'
      }
      db.close()
      expect(found).not.toBe('ok')
    }
  })
})

it('Nothing of a patient stands readable in any file, backups included', async () => {
  const place = join(dir, 'second')
  const data = join(dir, 'data')
  const store = openStore(data, { version: 'test' })
  mkdirSync(place, { mode: 0o700 })
  store.setSetting(BACKUP_PLACE, place)
  const state = makeState()
  const patient = { ...state.session.patient, initials: 'ZQXJ-PLANTED', recordId: 'PLANTED-ID' }
  store.addRoom({ id: 'room-1', name: 'PLANTED-ROOM' })
  store.openSession('room-1', { ...state, session: { ...state.session, patient } })
  const entry = { ...mark, note: 'PLANTED-NOTE' }
  store.commit({ sessionId: SESSION, readings: [], log: [{ at: at(1), entry }] })
  commitOne(store, 1)
  await store.backup(at(0))
  const walk = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap(found => {
      const path = join(folder, found.name)
      return found.isDirectory() ? [path, ...walk(path)] : [path]
    })
  const paths = walk(dir)
  store.close()
  for (const path of [...paths, ...walk(dir)].filter(path =>
    statSync(path, { throwIfNoEntry: false })?.isFile(),
  )) {
    const content = readFileSync(path)
    for (const form of ['utf8', 'utf16le'] as const)
      expect(content.includes(Buffer.from('PLANTED', form)), path).toBe(false)
  }
  expect(paths.some(path => path.endsWith('-wal'))).toBe(true)
})
