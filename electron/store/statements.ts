import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** Gives a statement of a database, prepared when first asked for. */
export type Prepare = (sql: string) => StatementSync

export function prepareOnce(db: DatabaseSync): Prepare {
  const known = new Map<string, StatementSync>()
  return sql => {
    const statement = known.get(sql) ?? db.prepare(sql)
    known.set(sql, statement)
    return statement
  }
}

/** `INSERT INTO table (columns) VALUES (?, …)`. */
export function insertInto(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
}
