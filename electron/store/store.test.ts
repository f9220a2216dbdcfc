import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BACKUP_PLACE } from '../core/contracts/record.ts'
import type { Database } from './engine.ts'
import { openStore, openStoreReadOnly, type Store, StoreError } from './index.ts'
import { openRaw } from './testing/raw.ts'
import {
  at,
  closedState,
  closing,
  commitOne,
  makeFailedCuff,
  makeState,
  makeVital,
  mark,
  openSession,
  SESSION,
} from './testing/record.ts'

let dir: string
let store: Store

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-store-'))
  store = openStore(dir, { version: 'test' })
})
afterEach(() => {
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Closes the store, lets `change` loose on the file, and opens it again. */
function reopenAfter(change: (raw: Database) => void, maxPages?: number): void {
  store.close()
  const raw = openRaw(dir)
  try {
    change(raw)
  } finally {
    raw.close()
    store = openStore(dir, { version: 'test', ...(maxPages === undefined ? {} : { maxPages }) })
  }
}

const columnOf = (raw: Database, query: string): unknown => Object.values(raw.prepare(query).get() ?? {})[0]

describe('a session', () => {
  it('gives back the readings and events that went in', () => {
    openSession(store)
    const readings = [makeVital(1, 97.4), makeVital(2, null), makeFailedCuff(3)]
    const entries = store.commit({ sessionId: SESSION, readings, log: [{ at: at(3000), entry: mark }] })
    expect(entries).toEqual([{ sessionId: SESSION, seq: 1, at: at(3000), entry: mark }])
    expect(store.readings(SESSION)).toEqual(readings)
    expect(store.log(SESSION)).toEqual(entries)
    expect(store.history(SESSION)).toEqual({
      sessionId: SESSION,
      vitals: [{ vital: 'spo2', monoMs: [1000, 2000], values: [97.4, null], validity: 'vi' }],
      nibp: [makeFailedCuff(3)],
      log: entries,
    })
  })

  it('gives a chart everything in the order in which it was taken', () => {
    openSession(store)
    const late = (seq: number, s: number) => ({ ...makeVital(seq, 90 + seq), takenAt: at(s * 1000) })
    const cuff = (seq: number, s: number) => ({ ...makeFailedCuff(seq), takenAt: at(s * 1000) })
    const readings = [
      makeVital(1, 97),
      makeVital(2, 96),
      late(3, 1),
      cuff(4, 4),
      cuff(5, 2),
      makeVital(6, 95),
    ]
    store.commit({ sessionId: SESSION, readings, log: [] })
    const { vitals, nibp } = store.history(SESSION)
    expect(vitals).toMatchObject([{ monoMs: [1000, 1000, 2000, 6000], values: [97, 93, 96, 95] }])
    expect(nibp.map(({ seq }) => seq)).toEqual([5, 4])
  })

  it('keeps that a typed value is of before the session', () => {
    openSession(store)
    const typed = { ...makeVital(1), existing: true as const, flags: ['enteredLate' as const] }
    store.commit({ sessionId: SESSION, readings: [typed], log: [] })
    expect(store.readings(SESSION)).toEqual([typed])
  })

  it('is open until the state says that it was closed', () => {
    const state = openSession(store)
    store.commit({ sessionId: SESSION, state: { ...state, lastSeq: 7 }, readings: [], log: [] })
    expect(store.openSessions()).toEqual([{ roomId: 'room-1', state: { ...state, lastSeq: 7 } }])
    const log = [{ at: at(9000), entry: closing }]
    store.commit({ sessionId: SESSION, state: closedState(), readings: [], log })
    expect(store.openSessions()).toEqual([])
    expect(store.session(SESSION)).toEqual(closedState())
  })

  it('goes on after the newest reading, also when its state is older', () => {
    const state = openSession(store)
    store.commit({ sessionId: SESSION, state: { ...state, lastSeq: 1 }, readings: [makeVital(1)], log: [] })
    store.commit({ sessionId: SESSION, readings: [makeVital(2), makeVital(3)], log: [] })
    reopenAfter(() => {})
    expect(store.openSessions()[0]?.state.lastSeq).toBe(3)
  })

  it('is listed with what lists show, newest first', () => {
    openSession(store)
    const high = { event: 'alarm', alarm: 'spo2-low', priority: 'high', value: 80, limit: 85 } as const
    store.commit({
      sessionId: SESSION,
      state: closedState(),
      readings: [],
      log: [
        { at: at(1000), entry: { ...high, transition: 'raised' } },
        { at: at(2000), entry: { ...high, transition: 'acknowledged', by: 'Ana' } },
      ],
    })
    const later = makeState('S-2')
    const opened = { by: 'Ana', at: at(60_000) }
    store.openSession('room-1', { ...later, session: { ...later.session, opened } })
    expect(store.sessions(5).map(({ id }) => id)).toEqual(['S-2', SESSION])
    expect(store.sessions(1)).toHaveLength(1)
    expect(store.sessions(5)[1]).toEqual({
      id: SESSION,
      roomId: 'room-1',
      roomName: 'Room 1',
      initials: 'J.K.',
      birthYear: 1984,
      presetId: 'SPRAVATO-84',
      presetLabel: expect.stringContaining('84'),
      phase: 'closed',
      openedAt: at(0),
      t0: null,
      closedAt: at(9000),
      simulated: false,
      imported: false,
      highAlarms: 1,
    })
  })
})

describe('a log record', () => {
  it('holds what the alarm standard asks of one, on the hash before it', () => {
    openSession(store)
    const context = {
      phase: 'dosing',
      minutesFromT0: 12.5,
      baseline: { systolic: 124, diastolic: 76 },
      preset: 'SPRAVATO-84 v1',
    }
    const entry = {
      event: 'alarm',
      alarm: 'systolic-high',
      priority: 'medium',
      transition: 'raised',
      value: 171,
      limit: 160,
    } as const
    commitOne(store, 1)
    store.commit({ sessionId: SESSION, readings: [], log: [{ at: at(5000), entry, context }] })
    reopenAfter(raw => {
      const [first, second] = raw.prepare('SELECT * FROM session_log ORDER BY seq').all()
      expect(second).toMatchObject({
        seq: 2,
        session_id: SESSION,
        mono_ms: 5000,
        wall_ms: at(5000).wallMs,
        software: 'test',
        station: expect.stringMatching(/./),
        prev_hash: first?.['hash'],
        readings_upto: 1,
      })
      expect(JSON.parse(String(second?.['event']))).toEqual(entry)
      expect(JSON.parse(String(second?.['context']))).toEqual(context)
      expect(second?.['utc_offset_min']).toBe(0 - new Date(at(5000).wallMs).getTimezoneOffset())
    })
  })

  it('of the installation stands in the same chain', () => {
    openSession(store)
    commitOne(store, 1)
    const entry = { event: 'system', kind: 'person', by: 'Ana', detail: 'Ben, nurse' } as const
    const [stored] = store.commit({ sessionId: null, readings: [], log: [{ at: at(1), entry }] })
    expect(stored).toMatchObject({ sessionId: null, seq: 2, entry })
    expect(store.verify()).toMatchObject({ ok: true, records: 2 })
  })
})

describe('a transaction', () => {
  it('stores nothing when it fails, and the next goes on from before it', () => {
    openSession(store)
    commitOne(store, 1)
    const log = [{ at: at(1), entry: mark }]
    const twice = () => store.commit({ sessionId: SESSION, readings: [makeVital(2), makeVital(2, 95)], log })
    expect(twice).toThrow(StoreError)
    expect(store.readings(SESSION)).toHaveLength(1)
    commitOne(store, 2)
    expect(store.verify()).toMatchObject({ ok: true, records: 2, readings: 2 })
  })

  it('says that the disk is full, and goes on once there is room', () => {
    openSession(store)
    commitOne(store, 1)
    let pages = 0
    reopenAfter(raw => {
      pages = Number(columnOf(raw, 'PRAGMA page_count'))
    })
    store.close()
    store = openStore(dir, { version: 'test', maxPages: pages })
    let stored = 1
    const fill = () => {
      for (; stored < 2000; stored++) commitOne(store, stored + 1)
    }
    expect(fill).toThrow(new StoreError('disk', `The disk with ${dir} is full: free some space.`))
    expect(store.verify()).toMatchObject({ ok: true, readings: stored })
    reopenAfter(() => {})
    commitOne(store, stored + 1)
    expect(store.verify()).toMatchObject({ ok: true, readings: stored + 1 })
  })

  it('is on the disk before it is acknowledged', () => {
    reopenAfter(raw => {
      expect(columnOf(raw, 'PRAGMA journal_mode')).toBe('wal')
      const strict = raw
        .prepare("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type <> 'view'")
        .all()
      const loose = strict.filter(row => row['strict'] !== 1).map(row => row['name'])
      // What the word index makes for itself is not ours to choose.
      expect(loose.filter(name => !String(name).startsWith('session_words'))).toEqual(['sqlite_schema'])
    })
  })
})

describe('readings and the log', () => {
  it.each([
    'UPDATE readings SET value = 99',
    'DELETE FROM readings',
    'INSERT OR REPLACE INTO readings SELECT * FROM readings',
    "UPDATE session_log SET event = '{}'",
    'DELETE FROM session_log',
    'INSERT OR REPLACE INTO session_log SELECT * FROM session_log',
  ])('refuse %s', sql => {
    openSession(store)
    commitOne(store, 1)
    reopenAfter(raw => expect(() => raw.exec(sql)).toThrow(/never/))
    expect(store.verify()).toMatchObject({ ok: true, records: 1, readings: 1 })
  })
})

describe('the installation', () => {
  it('remembers people, rooms, devices and settings', () => {
    const config = {
      id: 'd-1',
      driver: 'nonin-df2',
      label: 'Oximeter',
      port: 'sim:calm',
      serialNumber: null,
      roomId: 'room-1',
      origin: 'simulated',
      remoteStart: false,
      sim: { scenario: 'calm', seed: 1, speed: 1 },
    } as const
    const { sim: _sim, ...real } = { ...config, id: 'd-2', port: '/dev/ttyUSB0', origin: 'device' } as const
    const ana = { id: 'person-1', name: 'Ana', role: 'clinician', active: true } as const
    store.setPerson(ana)
    store.setCredentials('person-1', { versions: 2 })
    store.addRoom({ id: 'room-1', name: 'Room 1' })
    store.addDevice(config)
    store.addDevice(real)
    store.setSetting('currentPerson', 'Ana')
    store.setSetting('currentPerson', 'Ben')
    store.touch(at(5000))
    reopenAfter(() => {})
    expect(store.people()).toEqual([ana])
    expect(store.personRecords()).toEqual([{ person: ana, credentials: { versions: 2 } }])
    expect(() => store.setPerson({ ...ana, id: 'person-2', name: 'ANA' })).toThrow(StoreError)
    store.setPerson({ ...ana, role: 'nurse', active: false })
    expect(store.people()).toEqual([{ ...ana, role: 'nurse', active: false }])
    expect(store.rooms()).toEqual([{ id: 'room-1', name: 'Room 1' }])
    expect(store.devices()).toEqual([config, real])
    store.removeDevice('d-1')
    expect(store.devices()).toEqual([real])
    expect(store.setting('currentPerson')).toBe('Ben')
    expect(store.setting('unknown')).toBeNull()
    expect(store.lastInstant()).toEqual(at(5000))
  })

  it('and of its last moment what the next start needs, never before what is recorded', () => {
    const boot = '6f1f0c5e-1c5b-4a0e-9d52-b7f1a3c9e2d4'
    store.touch({ ...at(5000), upMs: 70_000, boot })
    expect(store.lastInstant()).toEqual({ ...at(5000), upMs: 70_000, boot })
    store.touch({ ...at(5000), upMs: 70_000, boot: null })
    expect(store.lastInstant()).toEqual({ ...at(5000), upMs: 70_000, boot: null })
    openSession(store)
    commitOne(store, 7)
    expect(store.lastInstant()).toEqual({ ...at(7000), upMs: 72_000, boot: null })
    // As earlier versions wrote it.
    store.touch(at(2000))
    expect(store.lastInstant()).toEqual(at(7000))
  })

  it('has not lived yet when it is new', () => {
    expect(store.lastInstant()).toBeNull()
  })
})

describe('a backup', () => {
  it('is due at a close, hourly in an open session, and daily', async () => {
    const HOUR_MS = 3_600_000
    expect(await store.backupIfDue(at(0))).toMatch(/vigil-2031-05-04T090000Z$/)
    expect(await store.backupIfDue(at(2 * HOUR_MS))).toBeNull()
    openSession(store)
    expect(await store.backupIfDue(at(HOUR_MS - 1))).toBeNull()
    expect(await store.backupIfDue(at(HOUR_MS))).toMatch(/T100000Z$/)
    const log = [{ at: at(9000), entry: closing }]
    store.commit({ sessionId: SESSION, state: closedState(), readings: [], log })
    expect(await store.backupIfDue(at(HOUR_MS + 60_000))).toMatch(/T100100Z$/)
    expect(await store.backupIfDue(at(HOUR_MS + 120_000))).toBeNull()
    expect(await store.backupIfDue(at(15 * HOUR_MS))).toMatch(/vigil-2031-05-05T000000Z$/)
  })

  it('goes to a second place too, and says when that is not there', async () => {
    openSession(store)
    const place = mkdtempSync(join(tmpdir(), 'vigil-place-'))
    try {
      store.setSetting(BACKUP_PLACE, place)
      await store.backup(at(0))
      expect(readdirSync(join(place, 'vigil-2031-05-04T090000Z')).sort()).toEqual([
        'manifest.json',
        'vigil.db',
        'vigil.keys',
      ])
    } finally {
      rmSync(place, { recursive: true })
    }
    expect(await store.backup(at(1000))).toMatch(/T090001Z$/)
  })

  it.each([
    ['in this thread', undefined],
    ['in a thread of its own', new URL('./backup/backup-worker.ts', import.meta.url)],
  ])('may be written to while it is made, and verifies: %s', async (_where, backupWorker) => {
    store.close()
    store = openStore(dir, { version: 'test', ...(backupWorker ? { backupWorker } : {}) })
    openSession(store)
    for (let seq = 1; seq <= 300; seq++) commitOne(store, seq)
    let made = false
    const copying = store.backup(at(0)).finally(() => {
      made = true
    })
    for (let seq = 301; !made; seq++) {
      commitOne(store, seq)
      await new Promise(setImmediate)
    }
    const path = await copying
    const restored = mkdtempSync(join(tmpdir(), 'vigil-restored-'))
    try {
      for (const name of ['vigil.db', 'vigil.keys']) copyFileSync(join(path, name), join(restored, name))
      copyFileSync(join(dir, 'vigil.key'), join(restored, 'vigil.key'))
      const reader = openStoreReadOnly(restored)
      const verified = reader.verify()
      reader.close()
      expect(verified.ok).toBe(true)
      expect(verified.readings).toBeGreaterThanOrEqual(300)
    } finally {
      rmSync(restored, { recursive: true })
    }
  })
})
