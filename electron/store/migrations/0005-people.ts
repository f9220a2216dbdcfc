import type { Migration } from './migration.ts'

/** Whom the first versions added for whoever tried Vigil out. */
const LEFT_OVER = 'Demo nurse'

/**
 * People have a number of their own, are deactivated and never deleted, and what they prove with is kept apart from who they are. PINs
 * of before move there; they are good for choosing a new one.
 */
export const peopleTables: Migration = {
  id: 5,
  up(db) {
    db.exec(`
    ALTER TABLE people RENAME TO people_before;
    CREATE TABLE people (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE,
      role TEXT NOT NULL,
      active INTEGER NOT NULL CHECK (active IN (0, 1))
    ) STRICT;
    INSERT INTO people SELECT 'person-' || rowid, name, role, 1 FROM people_before;
    DROP TABLE people_before;

    -- What a person proves with, as JSON: hashes, versions, wrong tries. Never leaves the core.
    CREATE TABLE credentials (
      person_id TEXT PRIMARY KEY REFERENCES people (id),
      credentials TEXT NOT NULL CHECK (json_valid(credentials))
    ) STRICT;
    CREATE TRIGGER people_remain BEFORE DELETE ON people BEGIN SELECT RAISE(ABORT, 'people are never deleted'); END;
    CREATE TRIGGER people_keep BEFORE UPDATE OF id, name ON people
      WHEN NEW.id IS NOT OLD.id OR NEW.name IS NOT OLD.name
      BEGIN SELECT RAISE(ABORT, 'a person keeps number and name'); END;
  `)
    // Whoever tried Vigil out became a person of the clinic then; now nobody needs a place in its record for that.
    db.prepare('UPDATE people SET active = 0 WHERE name = ?').run(LEFT_OVER)
    const find = db.prepare('SELECT value FROM settings WHERE name = ?')
    const add = db.prepare('INSERT INTO credentials (person_id, credentials) VALUES (?, ?)')
    for (const { id, name } of db.prepare('SELECT id, name FROM people').all()) {
      const found = find.get(`pin:${String(name).toLowerCase()}`)
      if (found) add.run(String(id), JSON.stringify({ old: String(found['value']) }))
    }
    db.exec("DELETE FROM settings WHERE name LIKE 'pin:%' OR name = 'currentPerson'")
  },
}
