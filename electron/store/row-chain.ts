import { createHash } from 'node:crypto'
import { type Head, noLinks } from './chain.ts'
import type { Database, StoredRow } from './engine.ts'
import { digestRow, presentTables } from './governed.ts'
import { type GovernedTable, governedTables } from './governed-tables.ts'
import { text } from './rows.ts'
import { insertInto, type Prepare } from './statements.ts'

/** Its name among the heads. */
export const ROWS = 'rows'

const columns = ['seq', 'log_seq', 'table_name', 'key', 'digest'] as const
const sql = {
  add: insertInto('row_log', [...columns, 'hash']),
  changed: 'SELECT table_name, key FROM changed ORDER BY table_name, key',
  clear: 'DELETE FROM changed',
} as const

/** A link: the row of that name has this digest from now on, or, with null, is gone. */
interface Link {
  readonly log_seq: number
  readonly table_name: string
  readonly key: string
  readonly digest: string | null
}

/** SHA-256 over a link and the hash before it. */
export function hashLink(link: StoredRow, prevHash: string): string {
  const cells = columns.map(name => link[name])
  return createHash('sha256')
    .update(JSON.stringify([...cells, prevHash]))
    .digest('hex')
}

/**
 * Vouches for the governed rows that this transaction has changed. Gives the chain's new end; null: nothing was changed.
 *
 * @param logSeq where the log ends, which says when it was
 */
export function vouchForChanges(prepare: Prepare, end: Head, logSeq: number): Head | null {
  const changed = prepare(sql.changed).all()
  if (changed.length === 0) return null
  prepare(sql.clear).run()
  let head = end
  for (const row of changed) {
    const table = text(row, 'table_name') as GovernedTable
    const key = text(row, 'key')
    const now = prepare(`SELECT * FROM main.${table} WHERE "${governedTables[table]}" = ?`).get(key)
    head = addLink(prepare, head, { log_seq: logSeq, table_name: table, key, digest: digestRow(now) })
  }
  return head === end ? null : head
}

/** Vouches for every governed row as it is: once, when a layout without this chain is brought up to date. */
export function vouchForAll(db: Database, logSeq: number): Head {
  const prepare: Prepare = statement => db.prepare(statement)
  let head = noLinks
  for (const table of presentTables(db))
    for (const row of db.prepare(`SELECT * FROM main.${table} ORDER BY "${governedTables[table]}"`).all()) {
      const key = text(row, governedTables[table])
      head = addLink(prepare, head, { log_seq: logSeq, table_name: table, key, digest: digestRow(row) })
    }
  return head
}

function addLink(prepare: Prepare, end: Head, link: Link): Head {
  const row = { ...link, seq: end.seq + 1 }
  const hash = hashLink(row, end.hash)
  prepare(sql.add).run(...columns.map(name => row[name]), hash)
  return { seq: row.seq, hash }
}
