import { phrase } from '../../shared/words/host.ts'
import type { Database } from './engine.ts'
import { digestRow, presentTables } from './governed.ts'
import { type GovernedTable, governedTables } from './governed-tables.ts'
import { text } from './rows.ts'
import type { Broken } from './types.ts'

/** What the newest link of the chain of rows says of a row. `digest` null: it is gone. */
export interface Vouched {
  readonly seq: number
  readonly digest: string | null
}

/** By `nameOf`. */
export type VouchedRows = Map<string, Vouched>

export const nameOf = (table: string, key: string): string => JSON.stringify([table, key])

/**
 * The first row of these tables that is not what was vouched for, or is not there any more; null: all are.
 *
 * @param vouched of these tables alone; what was found is taken out of it
 * @param isMeant which tables are looked at
 */
export function compareRows(
  db: Database,
  vouched: VouchedRows,
  isMeant: (table: GovernedTable) => boolean = () => true,
): Broken | null {
  for (const table of presentTables(db).filter(isMeant))
    for (const row of db.prepare(`SELECT * FROM main.${table}`).iterate()) {
      const key = text(row, governedTables[table])
      const known = vouched.get(nameOf(table, key))
      vouched.delete(nameOf(table, key))
      const breaks = (reason: string) => broken(table, key, known?.seq ?? 0, `${key}: ${reason}`)
      if (!known || known.digest === null) return breaks(phrase.verifying.rowAdded)
      if (known.digest !== digestRow(row)) return breaks(phrase.verifying.rowChanged)
    }
  for (const [name, { seq, digest }] of vouched) {
    if (digest === null) continue
    const [table, key] = JSON.parse(name) as [GovernedTable, string]
    return broken(table, key, seq, phrase.verifying.rowMissing(key))
  }
  return null
}

const broken = (table: GovernedTable, key: string, seq: number, reason: string): Broken => ({
  table,
  seq,
  sessionId: table === 'sessions' ? key : null,
  reason,
})
