import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyPreset, type PresetRecord } from '../../shared/presets/clinic.ts'
import { spravato84 } from '../../shared/presets/spravato.ts'
import { openStore, openStoreReadOnly, type Store } from './index.ts'
import { openRaw } from './testing/raw.ts'
import { at, openSession, SESSION } from './testing/record.ts'

let dir: string
let store: Store

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-presets-'))
  store = openStore(dir, { version: 'test' })
})
afterEach(() => {
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

const preset = copyPreset([], spravato84, 'Ours')

/** One act, as the core writes it. Gives what the store should give back. */
function write(state: PresetRecord['state'], version = '1', monoMs = 1000): PresetRecord {
  const act = { state, by: 'Dr D', wallMs: at(monoMs).wallMs, reason: 'why', preset: { ...preset, version } }
  const [entry] = store.commit({
    sessionId: null,
    readings: [],
    log: [{ at: at(monoMs), entry: { event: 'system', kind: 'preset', by: 'Dr D', detail: state } }],
    preset: act,
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

describe('presets of the clinic in the store', () => {
  it('come back in order, also after a restart and beside the running app', () => {
    expect(store.presets()).toEqual({ records: [], problems: [] })
    const written = [write('draft'), write('approved', '1', 2000), write('draft', '2', 3000)]
    expect(store.presets()).toEqual({ records: written, problems: [] })
    const reader = openStoreReadOnly(dir)
    expect(reader.presets().records).toEqual(written)
    reader.close()
    store.close()
    store = openStore(dir, { version: 'test' })
    expect(store.presets().records).toEqual(written)
    expect(store.verify()).toMatchObject({ ok: true, records: 3, firstBroken: null })
  })

  it.each([
    ["UPDATE presets SET state = 'approved'", 'presets are never changed'],
    ['DELETE FROM presets', 'presets are never removed'],
    [
      "INSERT OR REPLACE INTO presets SELECT seq, id, version, 'approved', by_name, wall_ms, reason, preset FROM presets",
      'presets are never replaced',
    ],
  ])('only grow: %s', (sql, message) => {
    write('draft')
    expect(() => byHand(sql)).toThrow(message)
    expect(store.presets().records).toMatchObject([{ state: 'draft' }])
  })

  it.each([
    [
      "UPDATE presets SET preset = json_set(preset, '$.dischargeAfterMin', 180) WHERE seq = 2",
      2,
      'was changed',
    ],
    ["UPDATE presets SET by_name = 'Nobody' WHERE seq = 1", 1, 'was changed'],
    ['DELETE FROM presets WHERE seq = 1', 1, 'is missing'],
    [
      "INSERT INTO presets SELECT 9, id, version, 'approved', by_name, wall_ms, reason, preset FROM presets WHERE seq = 1",
      9,
      'was changed',
    ],
  ])('are vouched for by the log: %s', (sql, seq, reason) => {
    write('draft')
    write('approved', '1', 2000)
    byHand(sql, true)
    expect(store.verify()).toMatchObject({
      ok: false,
      firstBroken: { table: 'presets', seq, reason: expect.stringContaining(reason) },
    })
  })

  it('that this version does not accept are named and cannot be used, and the others can', () => {
    write('approved')
    write('approved', '2', 2000)
    byHand("UPDATE presets SET preset = json_set(preset, '$.dischargeAfterMin', 60) WHERE seq = 1", true)
    store.close()
    store = openStore(dir, { version: 'test' })
    expect(store.presets()).toMatchObject({
      records: [{ seq: 2 }],
      problems: [
        {
          id: 'SPRAVATO-84-C1',
          version: '1',
          sentence: expect.stringMatching(/^dischargeAfterMin: must be/),
        },
      ],
    })
  })

  it('that this version does not accept hide older versions, which were not in use any more', () => {
    write('approved')
    write('approved', '2', 2000)
    byHand("UPDATE presets SET preset = json_set(preset, '$.dischargeAfterMin', 60) WHERE seq = 2", true)
    store.close()
    store = openStore(dir, { version: 'test' })
    expect(store.presets()).toMatchObject({ records: [], problems: [{ version: '2' }] })
  })

  it('leave nothing behind when the act cannot be stored', () => {
    write('draft')
    // Longer ago than the newest act: the trigger refuses it, and the log record with it.
    byHand(
      'INSERT INTO presets SELECT 50, id, version, state, by_name, wall_ms, reason, preset FROM presets',
      true,
    )
    store.close()
    store = openStore(dir, { version: 'test' })
    byHand(`CREATE TRIGGER presets_grow BEFORE INSERT ON presets WHEN EXISTS (SELECT 1 FROM presets WHERE seq >= NEW.seq)
      BEGIN SELECT RAISE(ABORT, 'presets are never replaced'); END`)
    expect(() => write('approved', '1', 2000)).toThrow(/never replaced/)
    expect(store.verify()).toMatchObject({ records: 1 })
  })

  it('of sessions stored before figures had sources are read with none', () => {
    openSession(store)
    byHand("UPDATE states SET state = json_remove(state, '$.session.preset.sources')")
    expect(store.session(SESSION)?.session.preset).toEqual({ ...spravato84, sources: {} })
  })

  it('have their place in a record of the first layout too', () => {
    store.close()
    const old = fileURLToPath(new URL('../../fixtures/store/layout-1.db', import.meta.url))
    copyFileSync(old, join(dir, 'vigil.db'))
    store = openStore(dir, { version: 'test' })
    expect(store.presets()).toEqual({ records: [], problems: [] })
    write('draft', '1', 99_000)
    expect(store.presets().records).toHaveLength(1)
    expect(store.verify()).toMatchObject({ ok: true, records: 5, readings: 5 })
  })
})
