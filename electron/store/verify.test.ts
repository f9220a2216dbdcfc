import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashReading } from './chain.ts'
import type { Database } from './engine.ts'
import { openStore, openStoreReadOnly, type ReadStore, type Store } from './index.ts'
import { hex } from './rows.ts'
import { forgetEnds } from './testing/forget-ends.ts'
import { openRaw } from './testing/raw.ts'
import { closeSession, commitOne, makeVital, openSession, SESSION } from './testing/record.ts'

let dir: string
let store: Store
/** Of what was tampered with, which is read and not written to. */
let reader: ReadStore | null = null

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-verify-'))
  store = openStore(dir, { version: 'test' })
})
afterEach(() => {
  reader?.close()
  reader = null
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Three readings with three events; a fourth reading that no event has vouched for; the session closed if asked. */
function fill(closed = false): void {
  openSession(store)
  for (const seq of [1, 2, 3]) commitOne(store, seq)
  store.commit({ sessionId: SESSION, readings: [makeVital(4)], log: [] })
  if (closed) closeSession(store)
}

const verify: Store['verify'] = (...args) => (reader ?? store).verify(...args)

/** What somebody could do to the file who knows SQLite and gets past the triggers. */
function tamper(change: (raw: Database) => void): void {
  store.close()
  forgetEnds(dir)
  const raw = openRaw(dir)
  for (const row of raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
    raw.exec(`DROP TRIGGER ${String(row['name'])}`)
  change(raw)
  raw.close()
  reader = openStoreReadOnly(dir)
}

describe('verify', () => {
  it('finds a record whole', () => {
    fill(true)
    // The close is noted in the installation's log, too.
    const whole = { ok: true, records: 5, readings: 4, firstBroken: null, integrity: 'ok', deleted: [] }
    expect(verify()).toEqual(whole)
    expect(verify(SESSION)).toEqual(whole)
    expect(verify('another')).toEqual({ ...whole, records: 1, readings: 0 })
  })

  it.each([
    [
      'a changed record',
      "UPDATE session_log SET event = '{}' WHERE seq = 2",
      'session_log',
      2,
      'was changed',
    ],
    [
      'a changed time',
      'UPDATE session_log SET wall_ms = wall_ms + 1 WHERE seq = 1',
      'session_log',
      1,
      'was changed',
    ],
    [
      'a changed context',
      `UPDATE session_log SET context = '{"a":1}' WHERE seq = 3`,
      'session_log',
      3,
      'was changed',
    ],
    ['a removed record', 'DELETE FROM session_log WHERE seq = 2', 'session_log', 2, 'missing'],
    [
      'the newest records removed',
      'DELETE FROM session_log WHERE seq >= 2',
      'session_log',
      2,
      'to 3 is missing',
    ],
    ['a whole log removed', 'DELETE FROM session_log', 'session_log', 1, 'to 3 is missing'],
    ['a changed reading', 'UPDATE readings SET value = 99 WHERE seq = 2', 'readings', 2, 'was changed'],
    ['a removed reading', 'DELETE FROM readings WHERE seq = 2', 'readings', 2, 'missing'],
    [
      'the newest reading changed',
      'UPDATE readings SET value = 1 WHERE seq = 4',
      'readings',
      4,
      'was changed',
    ],
    ['the newest reading removed', 'DELETE FROM readings WHERE seq = 4', 'readings', 4, 'to 4 is missing'],
    [
      'readings and the head cut',
      "DELETE FROM readings; DELETE FROM heads WHERE chain <> 'rows'",
      'session_log',
      3,
      'written last',
    ],
  ])('names %s', (_what, sql, table, seq, reason) => {
    fill()
    tamper(raw => raw.exec(sql))
    const { ok, firstBroken } = verify()
    expect(ok).toBe(false)
    expect(firstBroken).toMatchObject({ table, seq, reason: expect.stringContaining(reason) })
  })

  it('names a reading that was changed with every hash after it', () => {
    fill()
    tamper(raw => {
      raw.exec('UPDATE readings SET value = 99 WHERE seq = 2')
      let previous = hex(raw.prepare('SELECT hash FROM readings WHERE seq = 1').get() ?? {}, 'hash')
      for (const row of raw.prepare('SELECT * FROM readings WHERE seq >= 2 ORDER BY seq').all()) {
        previous = hashReading(row, previous)
        raw
          .prepare('UPDATE readings SET hash = ? WHERE seq = ?')
          .run(Buffer.from(previous, 'hex'), Number(row['seq']))
      }
      raw.prepare('UPDATE heads SET hash = ? WHERE chain = ?').run(previous, SESSION)
    })
    expect(verify().firstBroken).toMatchObject({ table: 'readings', seq: 2, sessionId: SESSION })
  })

  it('names a closed session whose doses, patient or marks were changed', () => {
    fill(true)
    tamper(raw => raw.exec("UPDATE states SET state = json_set(state, '$.session.patient.initials', 'X.Y.')"))
    expect(verify().firstBroken).toMatchObject({ table: 'states', seq: 4, sessionId: SESSION })
  })

  it('takes readings that were given up while the disk was full for what they are', () => {
    fill()
    store.commit({ sessionId: SESSION, readings: [makeVital(9)], log: [] })
    expect(verify()).toMatchObject({ ok: true, readings: 5 })
  })

  it('reads beside the running app, which goes on', () => {
    fill()
    const beside = openStoreReadOnly(dir)
    expect(beside.verify()).toMatchObject({ ok: true, records: 3, readings: 4 })
    commitOne(store, 5)
    expect(beside.verify()).toMatchObject({ ok: true, records: 4, readings: 5 })
    beside.close()
  })

  it('reads without the app', () => {
    fill()
    store.close()
    const beside = openStoreReadOnly(dir)
    expect(beside.verify()).toMatchObject({ ok: true, records: 3 })
    expect(beside.sessions(1)).toHaveLength(1)
    beside.close()
    store = openStore(dir, { version: 'test' })
  })
})
