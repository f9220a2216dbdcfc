import { hostname } from 'node:os'
import type { Person } from '../../shared/roles.ts'
import type { RoomState } from '../../shared/session/room-state.ts'
import type { Instant } from '../../shared/time.ts'
import type { LogEntry } from '../../shared/views.ts'
import { backUpDaily } from './backup.ts'
import { digestPreset, digestState, type Head, hashReading, hashRecord, noLinks } from './chain.ts'
import { explain } from './errors.ts'
import { createStage, ELSEWHERE, type Importing, planImport, type ReadyImport, type Stage } from './import.ts'
import { openDatabase } from './open.ts'
import { presetColumns, type StoredPresets, toPresetRow } from './presets.ts'
import { type ReadStore, readFrom } from './read.ts'
import {
  type LogRow,
  logColumns,
  number,
  parseState,
  type ReadingRow,
  readingColumns,
  text,
  toReadingRow,
} from './rows.ts'
import { insertInto, prepareOnce } from './statements.ts'
import { summarise, summaryColumns } from './summary.ts'
import { type Commit, type DeviceConfig, deviceConfig } from './types.ts'

export interface Store extends ReadStore {
  /** @throws StoreError when nothing of it could be stored */
  commit(commit: Commit): readonly LogEntry[]
  openSession(roomId: string, state: RoomState): void
  /** Where the readings of a session wait that is to be imported. */
  readonly stage: Stage
  /**
   * Takes in a session of another installation, whole: its records and the readings that are staged become part of this
   * installation's chains, after a record that says who imported it. @throws StoreError when nothing of it could be stored
   */
  importSession(ready: ReadyImport, note: Importing): LogEntry
  /** Sessions that were not closed, each with its room to go on from. */
  openSessions(): readonly { readonly roomId: string; readonly state: RoomState }[]
  addPerson(person: Person): void
  rooms(): readonly { readonly id: string; readonly name: string }[]
  addRoom(room: { readonly id: string; readonly name: string }): void
  devices(): readonly DeviceConfig[]
  addDevice(config: DeviceConfig): void
  removeDevice(id: string): void
  setSetting(name: string, value: string): void
  /** Remembers that Vigil lives; not part of the record. */
  touch(at: Instant): void
  /** The newest moment the last run is known to have lived. */
  lastInstant(): Instant | null
  /**
   * A whole copy of today, once a day; the newest seven are kept. Does not hold up anything else: at 100 MB it takes about
   * 0.2 s, in steps of a few milliseconds. Gives its path. @throws StoreError
   */
  backup(at: Instant): Promise<string>
}

export interface StoreOptions {
  /** Vigil's version, for the audit trail. */
  readonly version: string
  /** How large the file may get, in pages; tests fill a disk with it. */
  readonly maxPages?: number
}

const LOG = 'log'
const HEARTBEAT = 'heartbeat'

const sql = {
  addReading: insertInto('readings', [...readingColumns, 'hash']),
  addRecord: insertInto('log', [...logColumns, 'prev_hash', 'hash']),
  moveHead: `INSERT INTO heads (chain, seq, hash) VALUES (?, ?, ?)
    ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
  addPreset: insertInto('presets', ['seq', ...presetColumns]),
  addSession: insertInto('sessions', ['id', 'room_id', ...summaryColumns]),
  addState: insertInto('states', ['session_id', 'state']),
  setSession: `UPDATE sessions SET ${summaryColumns.map(name => `${name} = ?`).join(', ')},
    high_alarms = high_alarms + ? WHERE id = ?`,
  setState: 'UPDATE states SET state = ? WHERE session_id = ?',
  setSetting:
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
} as const

/** Opens a record for its one writer. @throws StoreError */
export function openStore(dataDir: string, { version, maxPages }: StoreOptions): Store {
  const { db, close } = openDatabase(dataDir)
  if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`)
  const prepare = prepareOnce(db)
  const stage = createStage(db, prepare)
  const station = hostname()
  /** Where each chain ends; only what is on the disk. */
  const heads = new Map<string, Head>()
  const reading = readFrom(db, dataDir, close)
  /** Read and checked once; only `commit` adds to them. */
  let knownPresets: StoredPresets | null = null

  /** Runs statements as one transaction: all of it is stored, or nothing. @throws StoreError */
  function atomically<T>(run: () => T): T {
    try {
      db.exec('BEGIN IMMEDIATE')
      const result = run()
      db.exec('COMMIT')
      return result
    } catch (error) {
      // SQLite rolls back by itself after some errors.
      if (db.isTransaction) db.exec('ROLLBACK')
      throw explain(error, dataDir)
    }
  }

  function headOf(chain: string): Head {
    const known = heads.get(chain)
    if (known) return known
    const row = prepare('SELECT seq, hash FROM heads WHERE chain = ?').get(chain)
    const head = row ? { seq: number(row, 'seq'), hash: text(row, 'hash') } : noLinks
    heads.set(chain, head)
    return head
  }

  /** Adds one reading to its session's chain. Gives the new end. */
  function addReading(row: ReadingRow, seq: number, end: Head): Head {
    const hash = hashReading(row, end.hash)
    prepare(sql.addReading).run(...readingColumns.map(name => row[name]), Buffer.from(hash, 'hex'))
    return { seq, hash }
  }

  function addRecord(row: LogRow, seq: number, end: Head): Head {
    const hash = hashRecord(row, end.hash)
    prepare(sql.addRecord).run(...logColumns.map(name => row[name]), end.hash, hash)
    return { seq, hash }
  }

  function commit({ sessionId, state, readings, log, preset }: Commit): readonly LogEntry[] {
    const logBefore = headOf(LOG)
    const readingsBefore = sessionId === null ? null : headOf(sessionId)
    const stored = atomically(() => {
      let readingsEnd = readingsBefore
      for (const reading of readings)
        readingsEnd = addReading(toReadingRow(reading), reading.seq, readingsEnd ?? noLinks)
      const stateText = state === undefined ? null : JSON.stringify(state)
      const stateDigest = stateText === null ? null : digestState(stateText)
      let logEnd = logBefore
      const presetRow = preset && toPresetRow(preset)
      const entries = log.map(({ at, entry: said, context }, index): LogEntry => {
        const seq = logEnd.seq + 1
        const entry =
          presetRow && index === 0 && said.event === 'system'
            ? { ...said, digest: digestPreset(presetRow) }
            : said
        const row: LogRow = {
          seq,
          session_id: sessionId,
          mono_ms: Math.round(at.monoMs),
          wall_ms: Math.round(at.wallMs),
          utc_offset_min: 0 - new Date(at.wallMs).getTimezoneOffset(),
          event: JSON.stringify(entry),
          context: JSON.stringify(context ?? {}),
          station,
          software: version,
          readings_upto: readingsEnd?.seq ?? null,
          readings_hash: readingsEnd?.hash ?? null,
          state_digest: stateDigest,
        }
        logEnd = addRecord(row, seq, logEnd)
        return { sessionId, seq, at, entry }
      })
      if (sessionId !== null && state !== undefined && stateText !== null) {
        prepare(sql.setState).run(stateText, sessionId)
        const high = log.filter(({ entry }) => isNewHigh(entry)).length
        prepare(sql.setSession).run(...summarise(state.session), high, sessionId)
      }
      const [first] = entries
      if (presetRow && first)
        prepare(sql.addPreset).run(first.seq, ...presetColumns.map(name => presetRow[name]))
      if (logEnd !== logBefore) prepare(sql.moveHead).run(LOG, logEnd.seq, logEnd.hash)
      if (sessionId !== null && readingsEnd && readingsEnd !== readingsBefore)
        prepare(sql.moveHead).run(sessionId, readingsEnd.seq, readingsEnd.hash)
      return { entries, logEnd, readingsEnd }
    })
    heads.set(LOG, stored.logEnd)
    if (preset) knownPresets = null
    if (sessionId !== null && stored.readingsEnd) heads.set(sessionId, stored.readingsEnd)
    return stored.entries
  }

  function importSession(ready: ReadyImport, note: Importing): LogEntry {
    const { session } = ready
    const before = headOf(LOG)
    const utcOffsetMin = 0 - new Date(note.at.wallMs).getTimezoneOffset()
    const stored = atomically(() => {
      prepare('INSERT OR IGNORE INTO rooms (id, name) VALUES (?, ?)').run(ELSEWHERE, '')
      prepare(sql.addSession).run(session.id, ELSEWHERE, ...summarise(session))
      const readingsEnd = stage.move()
      const own = { utcOffsetMin, station, software: version }
      const { stateText, entry, log } = planImport(ready, readingsEnd, note, own)
      prepare(sql.addState).run(session.id, stateText)
      const high = ready.records.filter(record => isNewHigh(record.entry)).length
      prepare(sql.setSession).run(...summarise(session), high, session.id)
      let logEnd = before
      for (const row of log) {
        const seq = logEnd.seq + 1
        logEnd = addRecord({ seq, ...row } as LogRow, seq, logEnd)
      }
      prepare(sql.moveHead).run(LOG, logEnd.seq, logEnd.hash)
      if (readingsEnd) prepare(sql.moveHead).run(session.id, readingsEnd.seq, readingsEnd.hash)
      return { logEnd, readingsEnd, entry }
    })
    heads.set(LOG, stored.logEnd)
    if (stored.readingsEnd) heads.set(session.id, stored.readingsEnd)
    return { sessionId: null, seq: before.seq + 1, at: note.at, entry: stored.entry }
  }

  function setSetting(name: string, value: string): void {
    atomically(() => prepare(sql.setSetting).run(name, value))
  }

  return {
    ...reading,
    commit,
    stage,
    importSession,
    presets: () => (knownPresets ??= reading.presets()),
    openSession(roomId, state) {
      const { session } = state
      atomically(() => {
        prepare(sql.addSession).run(session.id, roomId, ...summarise(session))
        prepare(sql.addState).run(session.id, JSON.stringify(state))
      })
    },
    openSessions: () =>
      prepare(
        `SELECT sessions.id, room_id, state FROM sessions JOIN states ON session_id = sessions.id
         WHERE closed_wall_ms IS NULL ORDER BY opened_wall_ms`,
      )
        .all()
        .map(row => {
          const state = parseState(row)
          // Readings are stored more often than the state: their numbers go on from the newest.
          const lastSeq = Math.max(state.lastSeq, headOf(text(row, 'id')).seq)
          return { roomId: text(row, 'room_id'), state: { ...state, lastSeq } }
        }),
    addPerson: ({ name, role }) => {
      atomically(() => prepare('INSERT INTO people (name, role) VALUES (?, ?)').run(name, role))
    },
    rooms: () =>
      prepare('SELECT id, name FROM rooms WHERE id <> ? ORDER BY rowid')
        .all(ELSEWHERE)
        .map(row => ({ id: text(row, 'id'), name: text(row, 'name') })),
    addRoom: ({ id, name }) => {
      atomically(() => prepare('INSERT INTO rooms (id, name) VALUES (?, ?)').run(id, name))
    },
    devices: () =>
      prepare('SELECT config FROM devices ORDER BY rowid')
        .all()
        .map(row => deviceConfig.parse(JSON.parse(text(row, 'config')))),
    addDevice(config) {
      const json = JSON.stringify(deviceConfig.parse(config))
      atomically(() => prepare('INSERT INTO devices (id, config) VALUES (?, ?)').run(config.id, json))
    },
    removeDevice: id => {
      atomically(() => prepare('DELETE FROM devices WHERE id = ?').run(id))
    },
    setSetting,
    touch: at => setSetting(HEARTBEAT, `${Math.round(at.monoMs)} ${Math.round(at.wallMs)}`),
    lastInstant() {
      const [monoMs, wallMs] = (reading.setting(HEARTBEAT) ?? '').split(' ').map(Number)
      return monoMs === undefined || wallMs === undefined ? null : { monoMs, wallMs }
    },
    async backup(at) {
      try {
        return await backUpDaily(db, dataDir, new Date(at.wallMs).toISOString().slice(0, 10))
      } catch (error) {
        throw explain(error, dataDir)
      }
    },
  }
}

function isNewHigh(entry: LogEntry['entry']): boolean {
  return (
    entry.event === 'alarm' &&
    entry.priority === 'high' &&
    (entry.transition === 'raised' || entry.transition === 'escalated')
  )
}
