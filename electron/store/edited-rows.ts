import { phrase } from '../../shared/words/host.ts'
import { findEditedEnd } from './edited-ends.ts'
import type { Database, StoredRow } from './engine.ts'
import { digestRow, presentTables } from './governed.ts'
import { type GovernedTable, governedTables } from './governed-tables.ts'
import { pragma } from './inspect.ts'
import { maybeText, number, text } from './rows.ts'
import type { Broken } from './types.ts'

/*
 * Rows by which a record goes on: who may do what, which PIN is whose, which device is where. One that was edited past Vigil would be
 * believed at the next start, and vouched for when Vigil changes it. So all of them are held against the chain of rows before anything is
 * added, and of the sessions those that are open and the newest: what a list says of older ones gives nobody any right, and `verify`
 * reads them all.
 */

/** How many of the newest sessions are looked at: a look at 10,000 would hold up the start. */
const NEWEST = 20

/** The layout with the chain of rows. */
const VOUCHED_SINCE = 6

const rowsThatCount: Partial<Record<GovernedTable, string>> = {
  people: '',
  credentials: '',
  rooms: '',
  devices: '',
  settings: '',
  installation: '',
  sessions: `WHERE closed_wall_ms IS NULL OR rowid > (SELECT max(rowid) - ${NEWEST} FROM main.sessions)`,
}

interface Vouched {
  readonly seq: number
  readonly digest: string | null
}

/** What a record of this layout is going to go on with, and which is not what Vigil has written; null: all is. */
export function findEdited(db: Database, publicKey: string): Broken | null {
  return findEditedEnd(db, publicKey) ?? findEditedRow(db)
}

/**
 * Whether people, their roles and their PINs are what Vigil has written, in a record that need not be in order otherwise. Those of before the
 * chain of rows are as they are.
 */
export function arePeopleVouched(db: Database): boolean {
  return pragma(db, 'user_version') < VOUCHED_SINCE || findEditedRow(db, ['people', 'credentials']) === null
}

function findEditedRow(
  db: Database,
  tables: readonly GovernedTable[] = Object.keys(rowsThatCount) as GovernedTable[],
): Broken | null {
  const vouched = readVouched(db, tables)
  for (const table of presentTables(db)) {
    const which = rowsThatCount[table]
    if (which === undefined || !tables.includes(table)) continue
    const rows = db.prepare(`SELECT * FROM main.${table} ${which}`).all()
    const broken = compare(table, rows, vouched)
    if (broken) return broken
  }
  for (const [name, { seq, digest }] of vouched) {
    const [table, key] = JSON.parse(name) as [GovernedTable, string]
    // Of sessions not every row was read.
    if (digest !== null && table !== 'sessions')
      return broke(table, key, seq, phrase.verifying.rowMissing(key))
  }
  return null
}

/** Takes what was found out of `vouched`. */
function compare(
  table: GovernedTable,
  rows: readonly StoredRow[],
  vouched: Map<string, Vouched>,
): Broken | null {
  for (const row of rows) {
    const key = text(row, governedTables[table])
    const known = vouched.get(nameOf(table, key))
    vouched.delete(nameOf(table, key))
    const breaks = (reason: string) => broke(table, key, known?.seq ?? 0, `${key}: ${reason}`)
    if (!known || known.digest === null) return breaks(phrase.verifying.rowAdded)
    if (known.digest !== digestRow(row)) return breaks(phrase.verifying.rowChanged)
  }
  return null
}

/** The newest link of each row. */
function readVouched(db: Database, tables: readonly GovernedTable[]): Map<string, Vouched> {
  const names = tables.map(name => `'${name}'`).join(', ')
  const links = db
    .prepare(
      `SELECT table_name, key, digest, max(seq) AS seq FROM row_log WHERE table_name IN (${names}) GROUP BY table_name, key`,
    )
    .all()
  return new Map(
    links.map(link => [
      nameOf(text(link, 'table_name'), text(link, 'key')),
      { seq: number(link, 'seq'), digest: maybeText(link, 'digest') },
    ]),
  )
}

const broke = (table: GovernedTable, key: string, seq: number, reason: string): Broken => ({
  table,
  seq,
  sessionId: table === 'sessions' ? key : null,
  reason,
})

const nameOf = (table: string, key: string): string => JSON.stringify([table, key])
