import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SystemEvent } from '../../shared/record/system.ts'
import { hashRecord } from './chain.ts'
import { type Database, openEngine } from './engine.ts'
import {
  checkBackup,
  openKeys,
  openStore,
  openStoreReadOnly,
  ownSources,
  rekeyRecord,
  type Store,
} from './index.ts'
import { forgetEnds } from './testing/forget-ends.ts'
import { openRaw, pastTriggers } from './testing/raw.ts'
import { at, closeSession, commitOne, mark, openSession, SESSION } from './testing/record.ts'

/*
 * Somebody with the key of the database, and without that which signs, has edited where the record goes on: Vigil's next entry would vouch
 * for it.
 */

let dir: string
let store: Store
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-ends-'))
  store = openStore(dir, { version: 'test' })
  openSession(store)
  for (const seq of [1, 2]) commitOne(store, seq)
  note('first')
  store.setSetting('a', '1')
  store.touch(at(2000))
})
afterEach(() => {
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

function note(detail: string): void {
  const entry: SystemEvent = { event: 'system', kind: 'record', by: 'Ana', detail }
  store.commit({ sessionId: null, readings: [], log: [{ at: at(2000), entry }] })
}

/** More of everything, then what somebody does to the file. */
function tamper(change: (raw: Database, before: readonly Head[]) => void): void {
  const raw = openRaw(dir)
  const before = raw
    .prepare('SELECT chain, seq, hash, signature FROM heads')
    .all() as unknown as readonly Head[]
  commitOne(store, 3)
  note('second')
  store.setSetting('a', '2')
  store.touch(at(3000))
  store.close()
  forgetEnds(dir)
  pastTriggers(raw, () => change(raw, before))
  raw.close()
}

interface Head {
  readonly chain: string
  readonly seq: number
  readonly hash: string
  readonly signature: string
}

const LAST = 'seq = (SELECT max(seq) FROM log)'
const exec = (sql: string) => (raw: Database) => raw.exec(sql)

/** An end of before, which Vigil has signed itself, takes the place of that of now; what came after it is removed. */
const putBack = (chain: string, table: string) => (raw: Database, before: readonly Head[]) => {
  const head = before.find(known => known.chain === chain)
  if (!head) throw new Error(`there was no ${chain}`)
  raw.prepare(`DELETE FROM ${table} WHERE seq > ?`).run(head.seq)
  raw
    .prepare('UPDATE heads SET seq = ?, hash = ?, signature = ? WHERE chain = ?')
    .run(head.seq, head.hash, head.signature, chain)
}

function moveHead(raw: Database): void {
  raw.exec(`UPDATE log SET event = replace(event, 'second', 'third') WHERE ${LAST}`)
  const row = raw.prepare(`SELECT * FROM log WHERE ${LAST}`).get() ?? {}
  const hash = hashRecord(row, String(row['prev_hash']))
  raw.exec(`UPDATE log SET hash = '${hash}' WHERE ${LAST}`)
  raw.exec(`UPDATE heads SET hash = '${hash}' WHERE chain = 'log'`)
}

const edits: readonly (readonly [string, (raw: Database, before: readonly Head[]) => void, string])[] = [
  ['the newest entry changed', exec(`UPDATE log SET event = '{"a":1}' WHERE ${LAST}`), 'log'],
  ['the newest entry changed with its hash, and the end moved', moveHead, 'heads'],
  ['the newest entry removed', exec(`DELETE FROM log WHERE ${LAST}`), 'log'],
  ['the newest entry removed with its end put back', putBack('log', 'log'), 'log'],
  [
    'the newest link of rows changed',
    exec("UPDATE row_log SET digest = 'x' WHERE seq = (SELECT max(seq) FROM row_log)"),
    'row_log',
  ],
  [
    'the newest entry of an open session changed',
    exec("UPDATE session_log SET event = replace(event, 'nausea', 'note') WHERE seq = 4"),
    'session_log',
  ],
  [
    'the newest entry of an open session removed',
    exec('DELETE FROM session_log WHERE seq = 4'),
    'session_log',
  ],
  ['its newest reading changed', exec('UPDATE readings SET value = 99 WHERE seq = 3'), 'readings'],
  ['its newest reading removed', exec('DELETE FROM readings WHERE seq = 3'), 'readings'],
  ['its newest reading removed with its end put back', putBack(SESSION, 'readings'), 'readings'],
  ['the end of its log without a signature', exec('UPDATE heads SET signature = NULL'), 'heads'],
]

it.each(edits)('keeps a record from being written to, and verify names it: %s', (_what, edit, table) => {
  tamper(edit)
  const content = () => {
    const raw = openRaw(dir, { readOnly: true })
    const all = ['heads', 'log', 'session_log', 'row_log', 'newest'].map(name =>
      raw.prepare(`SELECT * FROM ${name}`).all(),
    )
    raw.close()
    return all
  }
  const edited = content()
  expect(() => openStore(dir, { version: 'test' })).toThrow(
    new RegExp(`was edited past Vigil \\(${table} \\d+: .*\\) and was left as it is: `),
  )
  expect(() => rekeyRecord(dir, { sources: ownSources, version: 'test', by: 'x' })).toThrow(/not what Vigil/)
  expect(content()).toEqual(edited)
  const reader = openStoreReadOnly(dir)
  expect(reader.sessions(5)).toHaveLength(1)
  expect(reader.verify()).toMatchObject({ ok: false, firstBroken: { table } })
  reader.close()
})

it('The log of a closed session that was edited takes nothing more, and others go on', () => {
  closeSession(store)
  tamper(raw => {
    raw.exec("UPDATE session_log SET event = replace(event, 'Ana', 'Eve') WHERE session_id = 'S-1'")
  })
  const again = openStore(dir, { version: 'test' })
  const late = { sessionId: SESSION, readings: [], log: [{ at: at(9500), entry: mark }] }
  expect(() => again.commit(late)).toThrow(
    /session S-1 was edited past Vigil \(session_log \d+: it was changed\): nothing is added to it/,
  )
  const entry: SystemEvent = { event: 'system', kind: 'record', by: 'Ana', detail: 'goes on' }
  expect(again.commit({ sessionId: null, readings: [], log: [{ at: at(9600), entry }] })).toHaveLength(1)
  again.close()
})

it('A closed session whose state was edited is signed and amended no more', () => {
  closeSession(store)
  const signed = store.session(SESSION)
  if (!signed) throw new Error('there is no session')
  tamper(raw => raw.exec(`UPDATE states SET state = replace(state, '"initials":"', '"initials":"X')`))
  const again = openStore(dir, { version: 'test' })
  const late = { sessionId: SESSION, readings: [], log: [{ at: at(9500), entry: mark }], state: signed }
  expect(() => again.commit(late)).toThrow(
    /session S-1 was edited past Vigil \(states \d+: the closed session was changed\)/,
  )
  again.close()
  const reader = openStoreReadOnly(dir)
  expect(reader.verify()).toMatchObject({ ok: false, firstBroken: { table: 'states' } })
  reader.close()
})

it('A backup whose end was edited is not restored', async () => {
  const backup = await store.backup(at(60_000))
  store.close()
  const raw = openEngine(join(backup, 'vigil.db'), { key: openKeys(dir, ownSources).database })
  raw.exec("UPDATE heads SET signature = NULL WHERE chain = 'log'")
  raw.close()
  expect(() => checkBackup(backup, dir, ownSources)).toThrow(/was edited past Vigil .*: use another/)
})
