import { phrase } from '../../shared/words/host.ts'
import { type Anchor, checkAnchors } from './anchors.ts'
import { digestClinicSet, digestPreset, digestState, type Head, LOG, logOf, noLinks } from './chain.ts'
import type { Database, StoredRow } from './engine.ts'
import { ROWS } from './row-chain.ts'
import { number, type Row, text } from './rows.ts'
import type { Archive, ArchivedRows } from './seal/archive.ts'
import { type Broken, StoreError, type Verified } from './types.ts'
import {
  checkLog,
  checkReadings,
  nothingVouched,
  readLog,
  type SealedNote,
  type Vouched,
} from './verify-chains.ts'
import { checkDeleted, listDeleted } from './verify-deleted.ts'
import { checkLayout } from './verify-layout.ts'
import { checkRows, checkSignatures } from './verify-rows.ts'

export interface VerifyOptions {
  /** Of the record's signing key. */
  readonly publicKey: string
  /** Sealed sessions of this record. */
  readonly archive: Archive
  readonly sessionId?: string
  /** Ends that were written down elsewhere: the record must still hold them. */
  readonly anchors?: readonly Anchor[]
}

/**
 * Recomputes the hashes of the logs, of the readings that they vouch for and of the states of closed sessions, folds the chain
 * of rows, checks signatures, triggers and anchors, and names the first place that does not fit. With a session: the
 * installation's log is checked all the same, but only that session's own log, readings and state.
 */
export function verifyRecord(
  db: Database,
  { publicKey, archive, sessionId, anchors = [] }: VerifyOptions,
): Verified {
  // One moment's view, though the app may be writing.
  db.exec('BEGIN')
  try {
    const integrity = text(db.prepare('PRAGMA integrity_check(1)').get() ?? {}, 'integrity_check')
    const heads = readHeads(db)
    const log = readLog(db, heads.get(LOG) ?? noLinks)
    let firstBroken =
      log.broken ??
      checkActs(db, presetActs, log.acts.preset) ??
      checkActs(db, clinicSetActs, log.acts.clinicSet) ??
      checkRows(db, heads.get(ROWS) ?? noLinks, log.ends.get(ROWS) ?? []) ??
      checkDeleted(db, log.deleted) ??
      checkSealedNotes(db, log.sealed, log.deleted)
    let records = log.count
    let readings = 0
    for (const { id, hasOwnLog } of listSessions(db)) {
      if (sessionId !== undefined && sessionId !== id) continue
      const checked = checkSession(db, archive, id, heads, {
        hasOwnLog,
        vouched: log.vouched.get(id) ?? nothingVouched,
        ends: log.ends.get(logOf(id)) ?? [],
      })
      records += checked.records
      readings += checked.readings
      firstBroken ??= checked.broken
    }
    firstBroken ??= checkSignatures(db, publicKey) ?? checkLayout(db) ?? checkAnchors(db, archive, anchors)
    const ok = firstBroken === null && integrity === 'ok'
    return { ok, records, readings, firstBroken, integrity, deleted: listDeleted(db) }
  } finally {
    db.exec('COMMIT')
  }
}

interface KnownOfSession {
  readonly hasOwnLog: boolean
  /** By the installation's log, where a session of before has its records there. */
  readonly vouched: Vouched
  /** Where its own log ended, as the installation's says. */
  readonly ends: readonly Head[]
}

function checkSession(
  db: Database,
  archive: Archive,
  id: string,
  heads: ReadonlyMap<string, Head>,
  { hasOwnLog, vouched: before, ends }: KnownOfSession,
): { readonly records: number; readonly readings: number; readonly broken: Broken | null } {
  const opened = openSealed(archive, id)
  if ('broken' in opened) return { records: 0, readings: 0, broken: opened.broken }
  const live = (table: string) =>
    db.prepare(`SELECT * FROM ${table} WHERE session_id = ? ORDER BY seq`).iterate(id)
  const own = hasOwnLog
    ? checkLog({
        rows: oneAfterAnother(opened.records, live('session_log')),
        table: 'session_log',
        sessionId: id,
        head: heads.get(logOf(id)) ?? noLinks,
        ends,
        isClosed: isClosed(db, id),
      })
    : null
  const vouched = own?.vouched ?? before
  const readings = oneAfterAnother(opened.readings, live('readings'))
  const checked = checkReadings(readings, id, vouched.readings, heads.get(id) ?? noLinks)
  return {
    records: own?.count ?? 0,
    readings: checked.count,
    broken: own?.broken ?? checked.broken ?? checkState(db, id, vouched.state),
  }
}

/** A part that does not open is one sentence, and the others are looked at all the same. */
function openSealed(archive: Archive, sessionId: string): ArchivedRows | { readonly broken: Broken } {
  try {
    return archive.rowsOf(sessionId)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { broken: { table: 'sealed', seq: 0, sessionId, reason: error.message } }
  }
}

function* oneAfterAnother(first: Iterable<StoredRow>, then: Iterable<StoredRow>): Iterable<StoredRow> {
  yield* first
  yield* then
}

/** Each part is the one that the log names, and none is missing. */
function checkSealedNotes(
  db: Database,
  noted: ReadonlyMap<string, SealedNote>,
  deleted: ReadonlyMap<string, unknown>,
): Broken | null {
  const missing = new Map([...noted].filter(([, { sessionId }]) => !deleted.has(sessionId)))
  for (const row of db.prepare('SELECT file, session_id, digest, part FROM sealed').all()) {
    const file = text(row, 'file')
    const sessionId = text(row, 'session_id')
    missing.delete(file)
    if (noted.get(file)?.digest !== text(row, 'digest'))
      return {
        table: 'sealed',
        seq: number(row, 'part'),
        sessionId,
        reason: phrase.verifying.partNotNamedByLog(file),
      }
  }
  const [lost] = missing
  if (!lost) return null
  const [file, { seq, sessionId }] = lost
  return { table: 'sealed', seq, sessionId, reason: phrase.verifying.partRowMissing(file) }
}

/** Acts of the medical director, of one kind. */
interface ActTable {
  readonly table: 'presets' | 'clinic_sets'
  what(): string
  digest(row: Row): string
}

const presetActs: ActTable = { table: 'presets', what: () => phrase.verifying.preset, digest: digestPreset }
const clinicSetActs: ActTable = {
  table: 'clinic_sets',
  what: () => phrase.verifying.setOfClinic,
  digest: digestClinicSet,
}

/** Each act is what its log record vouches for, and none is missing. */
function checkActs(
  db: Database,
  { table, what, digest }: ActTable,
  vouched: ReadonlyMap<number, string>,
): Broken | null {
  const breaks = (seq: number, reason: string): Broken => ({ table, seq, sessionId: null, reason })
  const missing = new Set(vouched.keys())
  for (const row of db.prepare(`SELECT * FROM ${table} ORDER BY seq`).iterate()) {
    const seq = number(row, 'seq')
    missing.delete(seq)
    if (vouched.get(seq) !== digest(row)) return breaks(seq, phrase.verifying.theNamedChanged(what()))
  }
  const [first] = missing
  return first === undefined ? null : breaks(first, phrase.verifying.theNamedMissing(what()))
}

/** The state of an open session is stored more often than the log grows; that of a closed one stays. */
function checkState(db: Database, sessionId: string, vouched: Vouched['state']): Broken | null {
  if (!isClosed(db, sessionId)) return null
  const row = db.prepare('SELECT state FROM states WHERE session_id = ?').get(sessionId)
  if (!row) return null
  if (vouched?.digest === digestState(text(row, 'state'))) return null
  const reason = phrase.verifying.closedSessionChanged
  return { table: 'states', seq: vouched?.seq ?? 0, sessionId, reason }
}

function isClosed(db: Database, sessionId: string): boolean {
  return (
    db.prepare('SELECT 1 FROM sessions WHERE id = ? AND closed_wall_ms IS NOT NULL').get(sessionId) !==
    undefined
  )
}

function readHeads(db: Database): ReadonlyMap<string, Head> {
  const rows = db.prepare('SELECT chain, seq, hash FROM heads').all()
  return new Map(
    rows.map(row => [text(row, 'chain'), { seq: number(row, 'seq'), hash: text(row, 'hash') }] as const),
  )
}

/** Those of which there is a row, an end of readings, or a record in a log of their own. */
function listSessions(db: Database): readonly { readonly id: string; readonly hasOwnLog: boolean }[] {
  return db
    .prepare(
      `SELECT id, own_log FROM sessions
       UNION ALL SELECT chain, NULL FROM heads
         WHERE chain NOT IN ('${LOG}', '${ROWS}') AND chain NOT GLOB '${LOG}/*' AND chain NOT IN (SELECT id FROM sessions)
       UNION ALL SELECT DISTINCT session_id, 1 FROM session_log WHERE session_id NOT IN (SELECT id FROM sessions)
       ORDER BY 1`,
    )
    .all()
    .map(row => ({ id: text(row, 'id'), hasOwnLog: row['own_log'] === 1 }))
}
