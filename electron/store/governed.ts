import { createHash } from 'node:crypto'
import type { Database, StoredRow } from './engine.ts'
import { type GovernedTable, governedTables } from './governed-tables.ts'

/**
 * From now on this connection notes which governed rows it changes, in a table of its own in memory; a transaction that is
 * rolled back takes its notes with it.
 */
export function watchGoverned(db: Database): void {
  db.exec(
    'CREATE TEMP TABLE changed (table_name TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (table_name, key)) WITHOUT ROWID',
  )
  for (const table of presentTables(db)) {
    const key = governedTables[table]
    const columns = columnsOf(db, table)
    const differs = columns.map(name => `NEW."${name}" IS NOT OLD."${name}"`).join(' OR ')
    // Not OR IGNORE: within a trigger the statement outside decides what a conflict means.
    const note = (row: 'NEW' | 'OLD') =>
      `INSERT INTO changed SELECT '${table}', ${row}."${key}"
        WHERE NOT EXISTS (SELECT 1 FROM changed WHERE table_name = '${table}' AND key = ${row}."${key}");`
    db.exec(`
      CREATE TEMP TRIGGER note_${table}_added AFTER INSERT ON main.${table} BEGIN ${note('NEW')} END;
      CREATE TEMP TRIGGER note_${table}_changed AFTER UPDATE ON main.${table} WHEN ${differs}
        BEGIN ${note('NEW')} ${note('OLD')} END;
      CREATE TEMP TRIGGER note_${table}_removed AFTER DELETE ON main.${table} BEGIN ${note('OLD')} END;`)
  }
}

/** Governed tables of this layout. */
export function presentTables(db: Database): readonly GovernedTable[] {
  const there = new Set(
    db
      .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'")
      .all()
      .map(({ name }) => name),
  )
  return (Object.keys(governedTables) as GovernedTable[]).filter(table => there.has(table))
}

/**
 * SHA-256 of a row; null: there is none. Columns that hold nothing do not count, so that a later layout may add some without
 * changing what was vouched for.
 */
export function digestRow(row: StoredRow | undefined): string | null {
  if (!row) return null
  const cells = Object.entries(row)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [name, value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value])
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(cells)).digest('hex')
}

function columnsOf(db: Database, table: string): readonly string[] {
  return db
    .prepare(`SELECT name FROM pragma_table_info('${table}')`)
    .all()
    .map(({ name }) => String(name))
}
