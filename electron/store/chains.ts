import { phrase } from '../../shared/words/host.ts'
import { type Head, hashReading, hashRecord, LOG, logOf, noLinks } from './chain.ts'
import { findEditedClosed } from './edited-ends.ts'
import type { SigningKey } from './keys/signing.ts'
import { ROWS, vouchForChanges } from './row-chain.ts'
import {
  type LogRow,
  logColumns,
  maybeNumber,
  number,
  type ReadingRow,
  readingColumns,
  text,
} from './rows.ts'
import { headText } from './signatures.ts'
import { insertInto, type Prepare } from './statements.ts'
import { StoreError } from './types.ts'

const sql = {
  head: 'SELECT seq, hash FROM heads WHERE chain = ?',
  addReading: insertInto('readings', [...readingColumns, 'hash']),
  addRecord: insertInto('log', [...logColumns, 'prev_hash', 'hash']),
  addSessionRecord: insertInto('session_log', [...logColumns, 'prev_hash', 'hash']),
  hasOwnLog: 'SELECT own_log FROM sessions WHERE id = ?',
  isClosed: 'SELECT 1 FROM sessions WHERE id = ? AND closed_wall_ms IS NOT NULL',
  wasDeleted: 'SELECT 1 FROM tombstones WHERE session_id = ?',
  newest: `SELECT max(seq) AS seq FROM heads WHERE chain = '${LOG}' OR chain GLOB '${LOG}/*'`,
  moveHead: `INSERT INTO heads (chain, seq, hash, signature) VALUES (?, ?, ?, ?)
    ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, signature = excluded.signature`,
} as const

/** The chains of the record: its log, and for each session its own log and its readings. All of it is for a transaction of the caller's. */
export interface Chains {
  /** Before anything of a session is changed: a closed one is what vouches for it. @throws StoreError 'edited', which refuses that one act */
  requireUnedited(sessionId: string): void
  /** A session that the transaction has just written whole: nothing stands in its log yet that could vouch for it. */
  beginLog(sessionId: string): void
  /** Where a session's readings end. */
  readingsOf(sessionId: string): Head
  addReadings(sessionId: string, rows: readonly ReadingRow[]): Head
  /** The readings of an imported session were chained before they came here. */
  moveReadings(sessionId: string, end: Head): void
  /** Adds records, in order, each to the log where it belongs. Gives the number of the first. */
  addRecords(rows: readonly Omit<LogRow, 'seq'>[]): number
  /** Where the installation's log ends. */
  logEnd(): Head
  /** Where the log of a session ends; null: it stands in the installation's. */
  sessionLogEnd(sessionId: string): Head | null
  /** Where the chain of rows ends. */
  rowsEnd(): Head
  /** Vouches for the governed rows that the transaction has changed: the last thing before it is committed. */
  vouch(): void
  /** A transaction was rolled back: what is remembered may never have been stored. */
  forget(): void
}

/** @param signing signs every end that moves */
export function createChains(prepare: Prepare, signing: SigningKey): Chains {
  const heads = new Map<string, Head>()
  const ownLogs = new Map<string, boolean>()
  /** The newest number of all logs. */
  let newest: number | null = null

  function headOf(chain: string): Head {
    const known = heads.get(chain)
    if (known) return known
    const row = prepare(sql.head).get(chain)
    const head = row ? { seq: number(row, 'seq'), hash: text(row, 'hash') } : noLinks
    heads.set(chain, head)
    return head
  }

  function moveHead(chain: string, head: Head): void {
    prepare(sql.moveHead).run(chain, head.seq, head.hash, signing.sign(headText(chain, head)))
    heads.set(chain, head)
  }

  function hasOwnLog(sessionId: string): boolean {
    const known = ownLogs.get(sessionId)
    if (known !== undefined) return known
    const row = prepare(sql.hasOwnLog).get(sessionId)
    if (!row && prepare(sql.wasDeleted).get(sessionId))
      throw new Error(phrase.record.sessionDeleted(sessionId))
    const isOwn = row?.['own_log'] === 1
    if (row) ownLogs.set(sessionId, isOwn)
    return isOwn
  }

  /**
   * Open sessions are held against what vouches for them when the record is opened; a closed one when something is first added to it.
   *
   * @throws StoreError 'edited', which refuses that one act and holds up no other
   */
  function requireUnedited(sessionId: string): void {
    const chain = logOf(sessionId)
    if (heads.has(chain) || !hasOwnLog(sessionId)) return
    if (prepare(sql.isClosed).get(sessionId)) {
      const edited = findEditedClosed(prepare, signing.publicKey, sessionId)
      if (edited)
        throw new StoreError(
          'edited',
          phrase.record.sessionEdited(sessionId, edited.table, edited.seq, edited.reason),
        )
    }
    headOf(chain)
  }

  /** Where a session's own log goes on. @throws StoreError 'edited' */
  function endToGrow(sessionId: string): Head {
    requireUnedited(sessionId)
    return headOf(logOf(sessionId))
  }

  return {
    requireUnedited,
    beginLog(sessionId) {
      ownLogs.set(sessionId, true)
      heads.set(logOf(sessionId), noLinks)
    },
    readingsOf: headOf,
    addReadings(sessionId, rows) {
      let end = headOf(sessionId)
      if (rows.length === 0) return end
      for (const row of rows) {
        const hash = hashReading(row, end.hash)
        prepare(sql.addReading).run(...readingColumns.map(name => row[name]), Buffer.from(hash, 'hex'))
        end = { seq: Number(row.seq), hash }
      }
      moveHead(sessionId, end)
      return end
    },
    moveReadings: moveHead,
    addRecords(rows) {
      const before = newest ?? maybeNumber(prepare(sql.newest).get() ?? {}, 'seq') ?? 0
      const ends = new Map<string, Head>()
      rows.forEach((unnumbered, index) => {
        const { session_id: sessionId } = unnumbered
        const isOwn = sessionId !== null && hasOwnLog(String(sessionId))
        const chain = isOwn ? logOf(String(sessionId)) : LOG
        const end = ends.get(chain) ?? (isOwn ? endToGrow(String(sessionId)) : headOf(chain))
        const row = { ...unnumbered, seq: before + index + 1 } as LogRow
        const hash = hashRecord(row, end.hash)
        prepare(isOwn ? sql.addSessionRecord : sql.addRecord).run(
          ...logColumns.map(name => row[name]),
          end.hash,
          hash,
        )
        ends.set(chain, { seq: before + index + 1, hash })
      })
      for (const [chain, end] of ends) moveHead(chain, end)
      newest = before + rows.length
      return before + 1
    },
    logEnd: () => headOf(LOG),
    sessionLogEnd: sessionId => (hasOwnLog(sessionId) ? headOf(logOf(sessionId)) : null),
    rowsEnd: () => headOf(ROWS),
    vouch() {
      const end = vouchForChanges(prepare, headOf(ROWS), headOf(LOG).seq)
      if (end) moveHead(ROWS, end)
    },
    forget() {
      heads.clear()
      ownLogs.clear()
      newest = null
    },
  }
}
