import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findPreset } from '../../shared/presets/index.ts'
import type { NibpReading, VitalReading } from '../../shared/reading.ts'
import { openRoom, type RoomState } from '../../shared/session/room-state.ts'
import { openStore, openStoreReadOnly, type Store, StoreError } from './index.ts'

const at = (ms: number) => ({ monoMs: ms, wallMs: 1_800_000_000_000 + ms })
let dir: string
let store: Store

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-store-'))
  store = openStore(dir, { version: 'test' })
})
afterEach(() => {
  try {
    store.close()
  } catch {
    // A test may have closed it.
  }
  rmSync(dir, { recursive: true, force: true })
})

function makeState(sessionId = 'S-1'): RoomState {
  const preset = findPreset('SPRAVATO-84')
  if (!preset) throw new Error('no preset')
  const patient = { initials: 'J.K.', birthYear: 1984, recordId: 'R1' }
  return openRoom({ sessionId, room: 'Room 1', preset, patient, by: 'A', simulated: false, speed: 1 }, at(0))
}

function openSession(): RoomState {
  const state = makeState()
  store.addRoom({ id: 'room-1', name: 'Room 1' })
  store.openSession('room-1', state)
  return state
}

const source = { origin: 'device', id: 'ox', driver: 'nonin-df2' } as const
function vital(seq: number, value: number | null): VitalReading {
  return {
    kind: 'vital',
    sessionId: 'S-1',
    seq,
    at: at(seq * 1000),
    takenAt: at(seq * 1000),
    source,
    validity: value === null ? 'invalid' : 'valid',
    flags: value === null ? [] : ['softRange', 'poorSignal'],
    vital: 'spo2',
    value,
    quality: value === null ? 'noSignal' : 'good',
  }
}
const failedCuff: NibpReading = {
  kind: 'nibp',
  sessionId: 'S-1',
  seq: 3,
  at: at(3000),
  takenAt: at(2000),
  source,
  validity: 'invalid',
  flags: ['deviceFailed'],
  systolic: null,
  diastolic: null,
  mean: null,
  pulseRate: null,
  status: 'failed',
  error: 'pump-up timeout',
  existing: true,
}
const mark = { event: 'session', kind: 'mark', mark: 'nausea', by: 'A' } as const

function commitOne(seq: number): void {
  store.commit({ sessionId: 'S-1', readings: [vital(seq, 97)], log: [{ at: at(seq * 1000), entry: mark }] })
}

describe('the record', () => {
  it('gives back what went in', () => {
    openSession()
    const readings = [vital(1, 97.4), vital(2, null), failedCuff]
    store.commit({ sessionId: 'S-1', readings, log: [{ at: at(3000), entry: mark }] })
    expect(store.readings('S-1')).toEqual(readings)
    expect(store.log('S-1')).toEqual([{ sessionId: 'S-1', seq: 1, at: at(3000), entry: mark }])
    const { vitals, nibp } = store.history('S-1')
    expect(vitals).toEqual([{ vital: 'spo2', monoMs: [1000, 2000], values: [97.4, null], validity: 'vi' }])
    expect(nibp).toEqual([failedCuff])
  })

  it('brings open sessions back as they were stored last, and closed ones not', () => {
    const state = openSession()
    store.commit({ sessionId: 'S-1', state: JSON.stringify({ ...state, lastSeq: 7 }), readings: [], log: [] })
    const [open] = store.openSessions()
    expect(JSON.parse(open?.state ?? '')).toEqual({ ...state, lastSeq: 7 })
    const closed = { event: 'session', kind: 'closed', by: 'A' } as const
    store.commit({
      sessionId: 'S-1',
      state: JSON.stringify(state),
      readings: [],
      log: [{ at: at(9), entry: closed }],
    })
    expect(store.openSessions()).toEqual([])
    expect(store.sessions(5)).toMatchObject([{ id: 'S-1', initials: 'J.K.', roomName: 'Room 1' }])
  })

  it('refuses to change or remove readings and events', () => {
    openSession()
    commitOne(1)
    store.close()
    const raw = new DatabaseSync(join(dir, 'vigil.db'))
    for (const sql of [
      'UPDATE readings SET value = 99',
      'DELETE FROM readings',
      'UPDATE log SET event = 1',
      'DELETE FROM log',
    ])
      expect(() => raw.exec(sql)).toThrow(/never/)
    raw.close()
  })

  it('stores nothing of a transaction that fails, and goes on from before it', () => {
    openSession()
    commitOne(1)
    const twice = () =>
      store.commit({
        sessionId: 'S-1',
        readings: [vital(2, 96), vital(2, 95)],
        log: [{ at: at(1), entry: mark }],
      })
    expect(twice).toThrow(StoreError)
    expect(store.readings('S-1')).toHaveLength(1)
    commitOne(2)
    expect(store.verify()).toMatchObject({ ok: true, records: 2, readings: 2 })
  })

  it('says that the disk is full, and loses nothing of what was stored', () => {
    openSession()
    commitOne(1)
    store.close()
    const raw = new DatabaseSync(join(dir, 'vigil.db'))
    const pages = Number(raw.prepare('PRAGMA page_count').get()?.['page_count'])
    raw.close()
    store = openStore(dir, { version: 'test', maxPages: pages })
    const fill = () => {
      for (let seq = 2; seq < 2000; seq++) commitOne(seq)
    }
    expect(fill).toThrow(/full or failing: free some space/)
    expect(store.verify().ok).toBe(true)
  })
})

describe('verify', () => {
  it.each([
    ['a log record', "UPDATE log SET event = '{}' WHERE seq = 2", { table: 'log', seq: 2 }],
    ['a removed log record', 'DELETE FROM log WHERE seq = 2', { table: 'log', seq: 3 }],
    ['a reading', 'UPDATE readings SET value = 99 WHERE seq = 2', { table: 'readings', seq: 2 }],
    ['a removed reading', 'DELETE FROM readings WHERE seq = 2', { table: 'readings', seq: 2 }],
    ['the last reading removed', 'DELETE FROM readings WHERE seq = 3', { table: 'readings', seq: 3 }],
  ])('names %s', (_what, sql, broken) => {
    openSession()
    for (const seq of [1, 2, 3]) commitOne(seq)
    expect(store.verify()).toMatchObject({ ok: true, records: 3, readings: 3, integrity: 'ok' })
    store.close()
    const raw = new DatabaseSync(join(dir, 'vigil.db'))
    for (const trigger of ['readings_stay', 'readings_remain', 'log_stays', 'log_remains'])
      raw.exec(`DROP TRIGGER ${trigger}`)
    raw.exec(sql)
    raw.close()
    const reader = openStoreReadOnly(dir)
    expect(reader.verify()).toMatchObject({ ok: false, firstBroken: broken })
    reader.close()
  })

  it('reads beside the running app', () => {
    openSession()
    commitOne(1)
    const reader = openStoreReadOnly(dir)
    expect(reader.verify()).toMatchObject({ ok: true, records: 1 })
    reader.close()
  })
})

describe('opening', () => {
  const opening = (of = dir) => {
    try {
      openStore(of, { version: 'test' }).close()
      return 'opened'
    } catch (error) {
      return error instanceof StoreError ? `${error.code}: ${error.message}` : String(error)
    }
  }

  it('refuses a second core on the same folder', () => {
    expect(opening()).toMatch(/^locked: Vigil is already running on .*VIGIL_DATA/)
  })

  it.each([
    ['cut in half', (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2))],
    [
      'no database at all',
      (path: string) => writeFileSync(path, 'not a database, but some text '.repeat(100)),
    ],
    ['a few bytes', (path: string) => writeFileSync(path, 'SQLite')],
  ])('leaves a damaged file alone: %s', (_what, damage) => {
    openSession()
    for (let seq = 1; seq < 200; seq++) commitOne(seq)
    store.close()
    const path = join(dir, 'vigil.db')
    damage(path)
    const bytes = readFileSync(path)
    expect(opening()).toMatch(/^damaged: The record .* was left as it is: move it away/)
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  it('names the newest backup of a damaged file', () => {
    const backup = store.backup(at(0))
    store.close()
    writeFileSync(join(dir, 'vigil.db'), 'x'.repeat(4096))
    expect(existsSync(backup)).toBe(true)
    expect(opening()).toContain(backup)
  })

  it('refuses a file of a newer version', () => {
    store.close()
    const raw = new DatabaseSync(join(dir, 'vigil.db'))
    raw.exec('PRAGMA user_version = 99')
    raw.close()
    expect(opening()).toMatch(/^newer: .*update this one/)
  })

  it('says so when the folder cannot be made', () => {
    writeFileSync(join(dir, 'file'), '')
    expect(opening(join(dir, 'file', 'data'))).toMatch(/^(disk|denied): /)
  })
})

describe('a crash', () => {
  it('loses nothing that was acknowledged, and the chain holds', async () => {
    openSession()
    store.close()
    const script = fileURLToPath(new URL('testing/commit-for-ever.ts', import.meta.url))
    const child = spawn(process.execPath, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
    let acknowledged = 0
    for await (const line of createInterface(child.stdout)) {
      acknowledged = Number(line)
      if (acknowledged === 150) child.kill('SIGKILL')
    }
    store = openStore(dir, { version: 'test' })
    expect(store.readings('S-1').length).toBeGreaterThanOrEqual(acknowledged)
    expect(acknowledged).toBeGreaterThanOrEqual(150)
    expect(store.verify()).toMatchObject({ ok: true, integrity: 'ok' })
  })
})
