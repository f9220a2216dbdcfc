import { type Database, openEngine } from '../engine.ts'
import { databasePath } from '../files.ts'
import { openKeys, ownSources } from '../keys/keys.ts'

/** The database of a data folder past everything that keeps it whole, as somebody with the keys could open it. */
export function openRaw(dataDir: string, options: { readonly readOnly?: boolean } = {}): Database {
  return openEngine(databasePath(dataDir), { key: openKeys(dataDir, ownSources).database, ...options })
}
