import { type Database, openEngine } from './engine.ts'
import { migrations } from './migrations/index.ts'
import type { Broken } from './types.ts'

/** Tables, indexes and triggers are those that Vigil made: a trigger that keeps rows from being changed may not be missing. */
export function checkLayout(db: Database): Broken | null {
  const wanted = wantedLayout()
  const found = readLayout(db)
  for (const [name, sql] of wanted)
    if (found.get(name) !== sql) return breaks(found.has(name) ? `${name} was changed` : `${name} is missing`)
  const [strange] = [...found.keys()].filter(name => !wanted.has(name))
  return strange === undefined ? null : breaks(`${strange} is none of Vigil's`)
}

const breaks = (reason: string): Broken => ({ table: 'schema', seq: 0, sessionId: null, reason })

let known: ReadonlyMap<string, string> | null = null

/** As the migrations make it, one after the other. */
function wantedLayout(): ReadonlyMap<string, string> {
  if (known) return known
  const db = openEngine(':memory:', { key: null })
  try {
    for (const { up } of migrations) up(db)
    known = readLayout(db)
    return known
  } finally {
    db.close()
  }
}

function readLayout(db: Database): ReadonlyMap<string, string> {
  return new Map(
    db
      .prepare(
        "SELECT type, name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'",
      )
      .all()
      .map(({ type, name, sql }) => [`${String(type)} ${String(name)}`, String(sql)]),
  )
}
