import { findEditedEnd } from './edited-ends.ts'
import type { Database } from './engine.ts'
import type { GovernedTable } from './governed-tables.ts'
import { pragma } from './inspect.ts'
import { maybeText, number, text } from './rows.ts'
import type { Broken } from './types.ts'
import { compareRows, nameOf, type VouchedRows } from './vouched-rows.ts'

/*
 * Rows by which somebody gets rights: who may do what, with which PIN, and what the clinic has set. One that was edited past Vigil would be
 * believed at the next start, and vouched for when Vigil changes it. So all of them are held against the chain of rows before anything is
 * added. A spoilt device, room or session gives nobody any right, and keeps nobody from watching a patient: `verify` names it.
 */

const TABLES = [
  'people',
  'credentials',
  'settings',
  'installation',
] as const satisfies readonly GovernedTable[]
type Table = (typeof TABLES)[number]

/** The layout with the chain of rows. */
const VOUCHED_SINCE = 6

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

function findEditedRow(db: Database, tables: readonly Table[] = TABLES): Broken | null {
  return compareRows(db, readVouched(db, tables), table => tables.some(known => known === table))
}

/** The newest link of each row. */
function readVouched(db: Database, tables: readonly Table[]): VouchedRows {
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
