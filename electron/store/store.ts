import { readdirSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { findPreset } from '../../shared/presets/index.ts'
import type { Reading } from '../../shared/reading.ts'
import type { Person } from '../../shared/roles.ts'
import type { RoomState } from '../../shared/session/room-state.ts'
import type { Instant } from '../../shared/time.ts'
import type { History, LogEntry, SessionSummary } from '../../shared/views.ts'
import { type ChainedRecord, digestReading, GENESIS, hashRecord } from './chain.ts'
import { toColumns } from './columns.ts'
import { BACKUPS, backUp, explain, openDatabase, openDatabaseReadOnly } from './open.ts'
import { fromLogRow, fromReadingRow, number, type Row, text, toReadingRow } from './rows.ts'
import type { Commit, DeviceConfig, Verified } from './types.ts'
import { verifyChain } from './verify.ts'

/** What can be read of a record, by the app and by `report` and `verify` beside it. */
export interface ReadStore {
  sessions(most: number): readonly SessionSummary[]
  /** The room with this session as it was last stored, or null. */
  session(id: string): RoomState | null
  readings(sessionId: string): readonly Reading[]
  log(sessionId: string): readonly LogEntry[]
  history(sessionId: string): History
  /** The hash of the newest record of a session's chain; null without one. */
  recordHash(sessionId: string): string | null
  verify(sessionId?: string): Verified
  close(): void
}

export interface Store extends ReadStore {
  /** @throws StoreError when nothing of it could be stored */
  commit(commit: Commit): readonly LogEntry[]
  openSession(roomId: string, state: RoomState): void
  /** Sessions that were not closed, with the room's state as JSON. */
  openSessions(): readonly { readonly roomId: string; readonly state: string }[]
  people(): readonly Person[]
  addPerson(person: Person): void
  rooms(): readonly { readonly id: string; readonly name: string }[]
  addRoom(room: { readonly id: string; readonly name: string }): void
  devices(): readonly DeviceConfig[]
  addDevice(config: DeviceConfig): void
  removeDevice(id: string): void
  setting(name: string): string | null
  setSetting(name: string, value: string): void
  /** Remembers that Vigil lives; not part of the record. */
  touch(at: Instant): void
  /** The newest moment the last run is known to have lived. */
  lastInstant(): Instant | null
  /** A whole copy of today, once a day; the newest seven are kept. Gives its path. */
  backup(at: Instant): string
}

const KEEP_BACKUPS = 7
const HEARTBEAT = 'heartbeat'

export interface StoreOptions {
  /** Vigil's version, for the audit trail. */
  readonly version: string
  /** How large the file may get, in pages; tests fill a disk with it. */
  readonly maxPages?: number
}

/** Opens a record for its one writer. @throws StoreError */
export function openStore(dataDir: string, { version, maxPages }: StoreOptions): Store {
  const { db, close } = openDatabase(dataDir)
  if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`)
  const prepared = statements(db)
  const station = hostname()
  let last = lastRecord(db)
  /** Digest over the readings of each open session so far. */
  const digests = new Map<string, { upto: number; digest: string }>()

  /** Runs statements as one transaction. @throws StoreError */
  function atomically<T>(run: () => T): T {
    try {
      db.exec('BEGIN IMMEDIATE')
    } catch (error) {
      throw explain(error, dataDir)
    }
    try {
      const result = run()
      db.exec('COMMIT')
      return result
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw explain(error, dataDir)
    }
  }

  function digestOf(sessionId: string): { upto: number; digest: string } {
    const known = digests.get(sessionId)
    if (known) return known
    let digest = GENESIS
    let upto = 0
    for (const row of db
      .prepare('SELECT * FROM readings WHERE session_id = ? ORDER BY seq')
      .iterate(sessionId)) {
      digest = digestReading(digest, row)
      upto = number(row, 'seq')
    }
    const fresh = { upto, digest }
    digests.set(sessionId, fresh)
    return fresh
  }

  const write: Omit<Store, keyof ReadStore> = {
    commit({ sessionId, state, readings, log }) {
      const chainBefore = last
      const digestBefore = sessionId === null ? null : digestOf(sessionId)
      try {
        return atomically(() => {
          let digest = digestBefore
          for (const reading of readings) {
            const row = toReadingRow(reading)
            prepared('reading').run(...(Object.values(row) as SQLInputValue[]))
            if (digest) digest = { upto: reading.seq, digest: digestReading(digest.digest, row) }
          }
          const entries = log.map(({ at, entry, context }) => {
            const record: ChainedRecord = {
              seq: last.seq + 1,
              sessionId,
              monoMs: Math.round(at.monoMs),
              wallMs: Math.round(at.wallMs),
              utcOffsetMin: -new Date(at.wallMs).getTimezoneOffset(),
              event: JSON.stringify(entry),
              context: JSON.stringify(context ?? {}),
              station,
              software: version,
              readingsUpto: digest?.upto ?? null,
              readingsDigest: digest?.digest ?? null,
            }
            const hash = hashRecord(record, last.hash)
            prepared('log').run(...(Object.values(record) as SQLInputValue[]), last.hash, hash)
            last = { seq: record.seq, hash }
            return { sessionId, seq: record.seq, at, entry }
          })
          if (sessionId !== null && digest) digests.set(sessionId, digest)
          if (sessionId !== null && state !== undefined) {
            const closed = log.some(({ entry }) => entry.event === 'session' && entry.kind === 'closed')
            const high = log.filter(({ entry }) => isNewHigh(entry)).length
            prepared('state').run(state, closed ? 0 : 1, high, sessionId)
          }
          return entries
        })
      } catch (error) {
        // What was rolled back must not be built upon.
        last = chainBefore
        if (sessionId !== null && digestBefore) digests.set(sessionId, digestBefore)
        throw error
      }
    },
    openSession(roomId, state) {
      const { id, opened } = state.session
      atomically(() =>
        prepared('session').run(id, roomId, Math.round(opened.at.wallMs), JSON.stringify(state)),
      )
    },
    openSessions: () =>
      prepared('openSessions')
        .all()
        .map(row => ({ roomId: text(row, 'room_id'), state: text(row, 'state') })),
    people: () =>
      db
        .prepare('SELECT name, role FROM people ORDER BY name')
        .all()
        .map(row => ({ name: text(row, 'name'), role: text(row, 'role') as Person['role'] })),
    addPerson: ({ name, role }) => {
      atomically(() => db.prepare('INSERT INTO people (name, role) VALUES (?, ?)').run(name, role))
    },
    rooms: () =>
      db
        .prepare('SELECT id, name FROM rooms ORDER BY rowid')
        .all()
        .map(row => ({ id: text(row, 'id'), name: text(row, 'name') })),
    addRoom: ({ id, name }) => {
      atomically(() => db.prepare('INSERT INTO rooms (id, name) VALUES (?, ?)').run(id, name))
    },
    devices: () =>
      db
        .prepare('SELECT config FROM devices ORDER BY rowid')
        .all()
        .map(row => JSON.parse(text(row, 'config')) as DeviceConfig),
    addDevice: config => {
      atomically(() =>
        db.prepare('INSERT INTO devices (id, config) VALUES (?, ?)').run(config.id, JSON.stringify(config)),
      )
    },
    removeDevice: id => {
      atomically(() => db.prepare('DELETE FROM devices WHERE id = ?').run(id))
    },
    setting(name) {
      const row = prepared('setting').get(name)
      return row ? text(row, 'value') : null
    },
    setSetting: (name, value) => {
      atomically(() => prepared('setSetting').run(name, value))
    },
    touch: at => write.setSetting(HEARTBEAT, JSON.stringify(at)),
    lastInstant() {
      const stored = write.setting(HEARTBEAT)
      return stored === null ? null : (JSON.parse(stored) as Instant)
    },
    backup(at) {
      const path = backUp(db, dataDir, new Date(at.wallMs).toISOString().slice(0, 10))
      const daily = readdirSync(join(dataDir, BACKUPS)).filter(name =>
        /^vigil-\d{4}-\d\d-\d\d\.db$/.test(name),
      )
      for (const name of daily.sort().slice(0, -KEEP_BACKUPS)) rmSync(join(dataDir, BACKUPS, name))
      return path
    },
  }
  return { ...readSide(db, close), ...write }
}

/** Opens a record for reading, also while the app is running on it. @throws StoreError */
export function openStoreReadOnly(dataDir: string): ReadStore {
  const { db, close } = openDatabaseReadOnly(dataDir)
  return readSide(db, close)
}

function readSide(db: DatabaseSync, close: () => void): ReadStore {
  const readings = (sessionId: string) =>
    db.prepare('SELECT * FROM readings WHERE session_id = ? ORDER BY seq').all(sessionId).map(fromReadingRow)
  const log = (sessionId: string) =>
    db.prepare('SELECT * FROM log WHERE session_id = ? ORDER BY seq').all(sessionId).map(fromLogRow)
  return {
    sessions: most =>
      db
        .prepare(
          `SELECT room_id, name, high_alarms, state FROM sessions JOIN rooms ON rooms.id = room_id
           ORDER BY opened_wall_ms DESC, sessions.rowid DESC LIMIT ?`,
        )
        .all(most)
        .map(summarise),
    session(id) {
      const row = db.prepare('SELECT state FROM sessions WHERE id = ?').get(id)
      return row ? (JSON.parse(text(row, 'state')) as RoomState) : null
    },
    readings,
    log,
    history: sessionId => ({ sessionId, ...toColumns(readings(sessionId)), log: log(sessionId) }),
    recordHash(sessionId) {
      const row = db
        .prepare('SELECT hash FROM log WHERE session_id = ? ORDER BY seq DESC LIMIT 1')
        .get(sessionId)
      return row ? text(row, 'hash') : null
    },
    verify: sessionId => verifyChain(db, sessionId),
    close,
  }
}

function isNewHigh(entry: LogEntry['entry']): boolean {
  return (
    entry.event === 'alarm' &&
    entry.priority === 'high' &&
    (entry.transition === 'raised' || entry.transition === 'escalated')
  )
}

function summarise(row: Row): SessionSummary {
  const { session } = JSON.parse(text(row, 'state')) as RoomState
  const { patient, preset } = session
  return {
    id: session.id,
    roomId: text(row, 'room_id'),
    roomName: text(row, 'name'),
    initials: patient.initials,
    birthYear: patient.birthYear,
    presetId: preset.id,
    presetLabel: findPreset(preset.id)?.label ?? preset.id,
    phase: session.phase,
    openedAt: session.opened.at,
    t0: session.t0 ?? null,
    closedAt: session.closed?.at ?? null,
    simulated: session.simulated,
    highAlarms: number(row, 'high_alarms'),
  }
}

const sql = {
  reading: `INSERT INTO readings (session_id, seq, kind, mono_ms, wall_ms, taken_mono_ms, taken_wall_ms, origin, source_id,
    driver, validity, flags, vital, value, quality, systolic, diastolic, mean, pulse_rate, status, error, existing)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  log: `INSERT INTO log (seq, session_id, mono_ms, wall_ms, utc_offset_min, event, context, station, software,
    readings_upto, readings_digest, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  state: 'UPDATE sessions SET state = ?, open = ?, high_alarms = high_alarms + ? WHERE id = ?',
  session: 'INSERT INTO sessions (id, room_id, opened_wall_ms, open, state) VALUES (?, ?, ?, 1, ?)',
  openSessions: 'SELECT room_id, state FROM sessions WHERE open = 1 ORDER BY opened_wall_ms',
  setting: 'SELECT value FROM settings WHERE name = ?',
  setSetting:
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
} as const

/** Statements prepared when first used. */
function statements(db: DatabaseSync): (name: keyof typeof sql) => StatementSync {
  const known = new Map<keyof typeof sql, StatementSync>()
  return name => {
    const statement = known.get(name) ?? db.prepare(sql[name])
    known.set(name, statement)
    return statement
  }
}

function lastRecord(db: DatabaseSync): { seq: number; hash: string } {
  const row = db.prepare('SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1').get()
  return row ? { seq: number(row, 'seq'), hash: text(row, 'hash') } : { seq: 0, hash: GENESIS }
}
