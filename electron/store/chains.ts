import { type Head, hashReading, hashRecord, noLinks } from './chain.ts'
import type { SigningKey } from './keys/keys.ts'
import { ROWS, vouchForChanges } from './row-chain.ts'
import { type LogRow, logColumns, number, type ReadingRow, readingColumns, text } from './rows.ts'
import { headText } from './signatures.ts'
import { insertInto, type Prepare } from './statements.ts'

const LOG = 'log'

const sql = {
  head: 'SELECT seq, hash FROM heads WHERE chain = ?',
  addReading: insertInto('readings', [...readingColumns, 'hash']),
  addRecord: insertInto('log', [...logColumns, 'prev_hash', 'hash']),
  moveHead: `INSERT INTO heads (chain, seq, hash, signature) VALUES (?, ?, ?, ?)
    ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, signature = excluded.signature`,
} as const

/** The chains of the record: its log, and the readings of each session. All of it is for a transaction of the caller's. */
export interface Chains {
  /** Where a session's readings end. */
  readingsOf(sessionId: string): Head
  addReadings(sessionId: string, rows: readonly ReadingRow[]): Head
  /** The readings of an imported session were chained before they came here. */
  moveReadings(sessionId: string, end: Head): void
  /** Adds records to the log, in order. Gives the number of the first. */
  addRecords(rows: readonly Omit<LogRow, 'seq'>[]): number
  /** Where the log ends. */
  logEnd(): Head
  /** Vouches for the governed rows that the transaction has changed: the last thing before it is committed. */
  vouch(): void
  /** A transaction was rolled back: what is remembered may never have been stored. */
  forget(): void
}

/** @param signing signs every end that moves */
export function createChains(prepare: Prepare, signing: SigningKey): Chains {
  const heads = new Map<string, Head>()

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

  return {
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
      const before = headOf(LOG)
      let end = before
      for (const unnumbered of rows) {
        const row = { ...unnumbered, seq: end.seq + 1 } as LogRow
        const hash = hashRecord(row, end.hash)
        prepare(sql.addRecord).run(...logColumns.map(name => row[name]), end.hash, hash)
        end = { seq: end.seq + 1, hash }
      }
      if (rows.length > 0) moveHead(LOG, end)
      return before.seq + 1
    },
    logEnd: () => headOf(LOG),
    vouch() {
      const end = vouchForChanges(prepare, headOf(ROWS), headOf(LOG).seq)
      if (end) moveHead(ROWS, end)
    },
    forget: () => heads.clear(),
  }
}
