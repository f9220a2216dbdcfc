import type { Migration } from './migration.ts'

/** What stays of a session that two people have deleted. */
export const tombstones: Migration = {
  id: 10,
  up(db) {
    db.exec(`
    CREATE TABLE tombstones (
      session_id TEXT PRIMARY KEY,
      deleted_wall_ms INTEGER NOT NULL,
      -- The two people, and why.
      by TEXT NOT NULL,
      reason TEXT NOT NULL,
      -- Where both its chains ended.
      log_seq INTEGER NOT NULL,
      log_hash TEXT NOT NULL,
      readings_seq INTEGER NOT NULL,
      readings_hash TEXT NOT NULL,
      -- Numbers of its records with the first 16 digits of their hashes, to hold anchors against.
      records TEXT NOT NULL CHECK (json_valid(records)),
      -- Its sealed files, below the data folder.
      files TEXT NOT NULL CHECK (json_valid(files))
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER tombstones_stay BEFORE UPDATE ON tombstones
      BEGIN SELECT RAISE(ABORT, 'tombstones are never changed'); END;
    CREATE TRIGGER tombstones_remain BEFORE DELETE ON tombstones
      BEGIN SELECT RAISE(ABORT, 'tombstones are never removed'); END;
  `)
  },
}
