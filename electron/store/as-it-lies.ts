import { existsSync } from 'node:fs'
import type { FoundRecord } from '../core/contracts/record.ts'
import { arePeopleVouched } from './edited-rows.ts'
import { openEngine } from './engine.ts'
import { databasePath } from './files.ts'
import { createInstallationTables } from './installation.ts'
import { type KeySources, type Keys, openKeys } from './keys/keys.ts'
import { createPeopleTables } from './people.ts'
import { prepareOnce } from './statements.ts'
import type { Atomically } from './transaction.ts'

export interface LyingPeople
  extends Pick<FoundRecord, 'people' | 'settings' | 'presets' | 'clinicSets' | 'lastAlive'> {
  /** Goes into the hash of every PIN. */
  readonly pepper: Uint8Array
}

const nothing = { records: [], problems: [] } as const

/** People of a record that its key opens, whatever else is wrong with it; null: they cannot be read, or were edited past Vigil. Changes nothing. */
export function readPeopleAsTheyLie(dataDir: string, sources: KeySources): LyingPeople | null {
  if (!existsSync(databasePath(dataDir))) return null
  try {
    return readPeopleOf(databasePath(dataDir), openKeys(dataDir, sources))
  } catch {
    // No key opens it, or the pages of people are the damaged ones: a backup is what then is left.
    return null
  }
}

/** Those of a database, of a record or of a backup. @throws what SQLite says, or Error where they were edited past Vigil */
export function readPeopleOf(path: string, keys: Keys): LyingPeople {
  const db = openEngine(path, { key: keys.database, readOnly: true })
  try {
    if (!arePeopleVouched(db)) throw new Error(`people of ${path} were edited past Vigil`)
    const prepare = prepareOnce(db)
    const run: Atomically = act => act()
    const installation = createInstallationTables(prepare, run, () => '')
    return {
      people: createPeopleTables(prepare, run).personRecords(),
      settings: installation.settings(),
      presets: nothing,
      clinicSets: nothing,
      lastAlive: installation.lastInstant(),
      pepper: keys.pepper,
    }
  } finally {
    db.close()
  }
}
