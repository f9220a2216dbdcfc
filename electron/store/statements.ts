import type { Database, Statement } from './engine.ts'

/** Gives a statement of a database, prepared when first asked for. */
export type Prepare = (sql: string) => Statement

export function prepareOnce(db: Database): Prepare {
  const known = new Map<string, Statement>()
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
