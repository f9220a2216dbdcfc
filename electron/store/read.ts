import type { DueDeletion, FoundSessions, SessionQuery } from '../../shared/care-views.ts'
import type { Reading } from '../../shared/reading.ts'
import type { SystemEvent } from '../../shared/record/system.ts'
import { MOST_DUE, readKeepYears } from '../../shared/record-times.ts'
import type { Person } from '../../shared/roles.ts'
import type { RoomState } from '../../shared/session/room-state.ts'
import type { EarlierWeight } from '../../shared/session/types.ts'
import type { History, ImportNote, LogEntry, LogRecord, SessionSummary } from '../../shared/views.ts'
import { phrase } from '../../shared/words/host.ts'
import { spokenWords } from '../../shared/words/spoken.ts'
import { KEEP_YEARS, type StoredClinicSets, type StoredPresets } from '../core/contracts/record.ts'
import { type Anchor, withoutFingerprints } from './anchors.ts'
import { readClinicSets } from './clinic-sets.ts'
import { readNibp, readVitals } from './columns.ts'
import { listDue } from './delete/due.ts'
import { readTombstone } from './delete/tombstones.ts'
import type { Database } from './engine.ts'
import { explain } from './errors.ts'
import { readImport, readNotes } from './import.ts'
import { readSetting } from './installation.ts'
import type { KeySources, Keys } from './keys/keys.ts'
import { openDatabaseReadOnly, type ReadingOptions } from './open.ts'
import { checkOwnAnchors } from './own-anchors.ts'
import { readPeople } from './people.ts'
import { readPresets } from './presets.ts'
import { readable } from './readable.ts'
import { fromLogRow, fromReadingRow, fromRecordRow, number, text } from './rows.ts'
import { createArchive } from './seal/archive.ts'
import { searchSessions } from './search.ts'
import { createSessionRows } from './session-rows.ts'
import { prepareOnce } from './statements.ts'
import { readState } from './states.ts'
import { fromSummaryRow } from './summary.ts'
import type { Broken, DeletedSession, Verified } from './types.ts'
import { verifyRecord } from './verify.ts'

/** What can be read of a record, by the app and by `report` and `verify` beside it. */
export interface ReadStore {
  /** The newest sessions, newest first. */
  sessions(most: number): readonly SessionSummary[]
  /** Sessions by what they hold, those that want something first. */
  find(query: SessionQuery): FoundSessions
  /** The room with this session as it was last stored, or null. */
  session(id: string): RoomState | null
  /** The newest weight of the patient with this record number, of real or of simulated sessions; null: none is known. */
  lastWeight(recordId: string, simulated: boolean): EarlierWeight | null
  /** What stays of a deleted session; null: none of this id was deleted. */
  deleted(sessionId: string): DeletedSession | null
  readings(sessionId: string): readonly Reading[]
  log(sessionId: string): readonly LogEntry[]
  /** The same entries as `log`, with all that stands beside them. */
  records(sessionId: string): readonly LogRecord[]
  /** What the installation noted of a session, apart from the session's own log: its import, reports made of it. */
  notes(sessionId: string): readonly LogEntry[]
  /** Of which sessions the installation has noted something of this kind. */
  notedSessions(kind: SystemEvent['kind']): readonly string[]
  /** How a session came here from another installation; null: it was held here. */
  imported(sessionId: string): ImportNote | null
  history(sessionId: string): History
  /**
   * The hash of a session's newest log record, which stands on every record before it; null without one. For an imported
   * session that nothing has been added to it is the one that it came with.
   */
  recordHash(sessionId: string): string | null
  /** What stands beside that hash on paper: the number of its record here, null for one of another installation, and the signing key. */
  vouching(sessionId: string): { readonly entry: number | null; readonly fingerprint: string }
  /** Every act on the clinic's presets, oldest first. */
  presets(): StoredPresets
  /** Every act on the clinic's words, oldest first. */
  clinicSets(): StoredClinicSets
  people(): readonly Person[]
  /** Treatments that have been kept for the clinic's years, the oldest first. */
  dueForDeletion(nowWallMs: number, most?: number): readonly DueDeletion[]
  setting(name: string): string | null
  /**
   * Recomputes every hash, checks every signature, and compares rows, triggers and anchors. With a session: of the readings
   * only that session's. @throws StoreError 'damaged'
   */
  verify(sessionId?: string, anchors?: readonly Anchor[]): Verified
  /** The first of the mark and the backups' manifests in the data folder that this record has not signed. @throws StoreError */
  checkOwnAnchors(): Broken | null
  /** Without those that are a fingerprint of this record's signing key. */
  withoutFingerprints(anchors: readonly Anchor[]): readonly Anchor[]
  close(): void
}

/** Opens a record for reading, also while the app is running on it. @throws StoreError */
export function openStoreReadOnly(
  dataDir: string,
  sources?: KeySources,
  options?: ReadingOptions,
): ReadStore {
  const { db, keys, close } = openDatabaseReadOnly(dataDir, sources, options)
  return readFrom(db, dataDir, keys, close)
}

export function readFrom(db: Database, dataDir: string, keys: Keys, close: () => void): ReadStore {
  const prepare = prepareOnce(db)
  const archive = createArchive(prepare, dataDir, keys.session)
  const rows = createSessionRows(db, prepare, archive)
  const log = (sessionId: string): readonly LogEntry[] => rows.records(sessionId).map(fromLogRow)
  function newestRecord(sessionId: string): { readonly entry: number | null; readonly hash: string } | null {
    const row = prepare(
      // What was added after the last part that was put away, else where that ends.
      `SELECT seq, hash FROM session_records WHERE session_id = ?
       UNION ALL SELECT log_last, log_hash FROM sealed WHERE session_id = ? ORDER BY 1 DESC LIMIT 1`,
    ).get(sessionId, sessionId)
    if (!row) return null
    const seq = number(row, 'seq')
    const imported = readImport(prepare, sessionId)
    return imported?.lastSeq === seq
      ? { entry: null, hash: imported.recordHash }
      : { entry: seq, hash: text(row, 'hash') }
  }

  const setting = (name: string) => readSetting(prepare, name)

  return {
    records: sessionId => rows.records(sessionId).map(fromRecordRow),
    notes: sessionId => readNotes(prepare, sessionId),
    notedSessions: kind =>
      prepare(
        `SELECT DISTINCT event ->> '$.session' AS session FROM log
         WHERE session_id IS NULL AND event ->> '$.kind' = ? AND event ->> '$.session' IS NOT NULL`,
      )
        .all(kind)
        .map(row => text(row, 'session')),
    imported(sessionId) {
      const found = readImport(prepare, sessionId)
      if (!found) return null
      const { lastSeq: _last, ...note } = found
      return note
    },
    sessions: most =>
      prepare(
        `SELECT sessions.*, rooms.name, state ->> '$.session.preset.label' AS preset_label,
           state ->> '$.session.room' AS own_room
         FROM sessions JOIN rooms ON rooms.id = room_id LEFT JOIN states ON session_id = sessions.id
         ORDER BY opened_wall_ms DESC, sessions.rowid DESC LIMIT ?`,
      )
        .all(most)
        .flatMap(row => readable([row], fromSummaryRow, () => phrase.record.sessionRow(String(row['id'])))),
    find: query => searchSessions(prepare, query, spokenWords),
    session: id => readState(prepare, id),
    lastWeight(recordId, simulated) {
      const row = prepare(
        `SELECT sessions.id, opened_wall_ms, state ->> '$.session.patient.weightKg' AS kg
         FROM sessions JOIN states ON session_id = sessions.id
         WHERE simulated = ? AND kg IS NOT NULL
           AND lower(state ->> '$.session.patient.recordId') = lower(?)
         ORDER BY opened_wall_ms DESC, sessions.rowid DESC LIMIT 1`,
      ).get(simulated ? 1 : 0, recordId)
      if (!row) return null
      return { kg: number(row, 'kg'), wallMs: number(row, 'opened_wall_ms'), sessionId: text(row, 'id') }
    },
    deleted: sessionId => readTombstone(prepare, sessionId),
    readings: sessionId => rows.readings(sessionId).map(fromReadingRow),
    log,
    history(sessionId) {
      const vitals = readVitals(rows.vitals(sessionId))
      return { sessionId, vitals, nibp: readNibp(rows.cuffs(sessionId)), log: log(sessionId) }
    },
    recordHash: sessionId => newestRecord(sessionId)?.hash ?? null,
    vouching: sessionId => ({
      entry: newestRecord(sessionId)?.entry ?? null,
      fingerprint: keys.signing.fingerprint,
    }),
    presets: () => readPresets(prepare),
    clinicSets: () => readClinicSets(prepare),
    people: () => readPeople(prepare),
    dueForDeletion: (nowWallMs, most = MOST_DUE) =>
      listDue(prepare, readKeepYears(setting(KEEP_YEARS)), nowWallMs, most),
    setting,
    verify(sessionId, anchors) {
      try {
        return verifyRecord(db, {
          publicKey: keys.signing.publicKey,
          archive,
          ...(sessionId === undefined ? {} : { sessionId }),
          ...(anchors === undefined ? {} : { anchors }),
        })
      } catch (error) {
        throw explain(error, dataDir)
      }
    },
    checkOwnAnchors() {
      try {
        return checkOwnAnchors(db, dataDir, keys)
      } catch (error) {
        throw explain(error, dataDir)
      }
    },
    withoutFingerprints: anchors => withoutFingerprints(db, keys.signing.fingerprint, anchors),
    close,
  }
}
