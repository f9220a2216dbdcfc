import { type Database, openEngine } from '../engine.ts'
import { databasePath } from '../files.ts'
import { openKeys, ownSources } from '../keys/keys.ts'

/** The database of a data folder past everything that keeps it whole, as somebody with the keys could open it. */
export function openRaw(dataDir: string, options: { readonly readOnly?: boolean } = {}): Database {
  return openEngine(databasePath(dataDir), { key: openKeys(dataDir, ownSources).database, ...options })
}

/** What somebody does to a database past its triggers, which are put back as they were. */
export function pastTriggers(raw: Database, edit: (raw: Database) => void): void {
  const triggers = raw.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
  for (const { name } of triggers) raw.exec(`DROP TRIGGER ${String(name)}`)
  raw.exec('PRAGMA foreign_keys = OFF')
  edit(raw)
  for (const { sql } of triggers) raw.exec(String(sql))
}
