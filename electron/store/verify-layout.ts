import { phrase } from '../../shared/words/host.ts'
import { type Database, openEngine } from './engine.ts'
import { type Migration, migrations, newestOf } from './migrations/index.ts'
import type { Broken } from './types.ts'

/** Tables, indexes and triggers are those that Vigil made: a trigger that keeps rows from being changed may not be missing. */
export function checkLayout(db: Database): Broken | null {
  const wanted = layoutAt(newestOf(migrations))
  const all = readLayout(db)
  const found = new Map(all)
  for (const [name, sql] of wanted)
    if (found.get(name) !== sql)
      return breaks(found.has(name) ? phrase.verifying.wasChanged(name) : phrase.verifying.isMissing(name))
  const strange = all.find(([name, sql]) => wanted.get(name) !== sql)
  return strange === undefined ? null : breaks(phrase.verifying.noneOfVigil(strange[0]))
}

const breaks = (reason: string): Broken => ({ table: 'schema', seq: 0, sessionId: null, reason })

/**
 * A trigger that Vigil did not make, or not so, by its kind and name: whatever is written would fire it, and Vigil sign what it does.
 * null: there is none. By its text, since whoever may write the schema can give it any kind and name.
 *
 * @param version of the database's layout
 */
export function findForeignTrigger(
  db: Database,
  version: number,
  known: readonly Migration[] = migrations,
): string | null {
  const wanted = layoutAt(version, known)
  for (const [name, sql] of readLayout(db)) if (/trigger/i.test(sql) && wanted.get(name) !== sql) return name
  return null
}

const layouts = new Map<number, ReadonlyMap<string, string>>()

/** As the migrations make it, one after the other, up to this version. */
function layoutAt(version: number, known: readonly Migration[] = migrations): ReadonlyMap<string, string> {
  const made = known === migrations ? layouts.get(version) : undefined
  if (made) return made
  const db = openEngine(':memory:', { key: null })
  try {
    for (const { id, up } of known) if (id <= version) up(db)
    const layout = new Map(readLayout(db))
    if (known === migrations) layouts.set(version, layout)
    return layout
  } finally {
    db.close()
  }
}

/** Indexes that SQLite makes by itself have no text. Nothing is passed over by its name: anybody can give a name. */
function readLayout(db: Database): readonly (readonly [name: string, sql: string])[] {
  return db
    .prepare('SELECT type, name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL')
    .all()
    .map(({ type, name, sql }) => [`${String(type)} ${String(name)}`, String(sql)] as const)
}
