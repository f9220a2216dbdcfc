import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clinicSet } from '../../fixtures/clinic-set.ts'
import type { ClinicSetRecord } from '../../shared/clinic-set/versions.ts'
import { openStore, openStoreReadOnly, type Store } from './index.ts'
import { openRaw } from './testing/raw.ts'
import { at } from './testing/record.ts'

let dir: string
let store: Store

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-clinic-sets-'))
  store = openStore(dir, { version: 'test' })
})
afterEach(() => {
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

/** One act, as the core writes it. Gives what the store should give back. */
function write(state: ClinicSetRecord['state'], version = '1', monoMs = 1000): ClinicSetRecord {
  const act = { state, by: 'Dr D', wallMs: at(monoMs).wallMs, reason: 'why', set: { ...clinicSet, version } }
  const [entry] = store.commit({
    sessionId: null,
    readings: [],
    log: [{ at: at(monoMs), entry: { event: 'system', kind: 'clinicSet', by: 'Dr D', detail: state } }],
    clinicSet: act,
  })
  return { seq: entry?.seq ?? 0, ...act }
}

/** With SQLite's own hands, past the store. */
function byHand(sql: string, dropTriggers = false): void {
  const raw = openRaw(dir)
  try {
    if (dropTriggers)
      for (const row of raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
        raw.exec(`DROP TRIGGER ${String(row['name'])}`)
    raw.exec(`PRAGMA foreign_keys = OFF; ${sql}`)
  } finally {
    raw.close()
  }
}

describe('the words of the clinic in the store', () => {
  it('come back in order, also after a restart and beside the running app', () => {
    expect(store.clinicSets()).toEqual({ records: [], problems: [] })
    const written = [write('draft'), write('approved', '1', 2000), write('draft', '2', 3000)]
    expect(store.clinicSets()).toEqual({ records: written, problems: [] })
    const reader = openStoreReadOnly(dir)
    expect(reader.clinicSets().records).toEqual(written)
    reader.close()
    store.close()
    store = openStore(dir, { version: 'test' })
    expect(store.clinicSets().records).toEqual(written)
    expect(store.verify()).toMatchObject({ ok: true, records: 3, firstBroken: null })
  })

  it.each([
    ["UPDATE clinic_sets SET state = 'approved'", 'clinic sets are never changed'],
    ['DELETE FROM clinic_sets', 'clinic sets are never removed'],
    [
      "INSERT OR REPLACE INTO clinic_sets SELECT seq, version, 'approved', by_name, wall_ms, reason, words FROM clinic_sets",
      'clinic sets are never replaced',
    ],
  ])('only grow: %s', (sql, message) => {
    write('draft')
    expect(() => byHand(sql)).toThrow(message)
    expect(store.clinicSets().records).toMatchObject([{ state: 'draft' }])
  })

  it.each([
    [
      "UPDATE clinic_sets SET words = json_set(words, '$.advice', 'none') WHERE seq = 2",
      'the set of the clinic was changed',
    ],
    ["UPDATE clinic_sets SET by_name = 'Ana' WHERE seq = 2", 'the set of the clinic was changed'],
    ['DELETE FROM clinic_sets WHERE seq = 2', 'the set of the clinic is missing'],
  ])('are vouched for by the audit trail: %s', (sql, reason) => {
    write('draft')
    write('approved', '1', 2000)
    byHand(sql, true)
    expect(store.verify()).toMatchObject({
      ok: false,
      firstBroken: { table: 'clinic_sets', seq: 2, sessionId: null, reason },
    })
  })

  it('of a form that this version does not know are kept, named, and let no older one come back', () => {
    write('approved')
    write('approved', '2', 2000)
    byHand("UPDATE clinic_sets SET words = json_set(words, '$.later', 1) WHERE seq = 2", true)
    store.close()
    store = openStore(dir, { version: 'test' })
    expect(store.clinicSets()).toMatchObject({ records: [], problems: [{ version: '2' }] })
    const third = write('approved', '3', 3000)
    expect(store.clinicSets().records).toEqual([third])
  })
})
