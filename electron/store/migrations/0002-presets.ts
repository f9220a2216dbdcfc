import type { Migration } from './migration.ts'

/**
 * The clinic's presets: one row an act (saved, approved, withdrawn), each with the whole preset as it was then. `seq` is that
 * of the log record that vouches for the row. Like the log, the table only ever grows.
 */
export const presetTable: Migration = {
  id: 2,
  up(db) {
    db.exec(`
    CREATE TABLE presets (
      seq INTEGER PRIMARY KEY REFERENCES log (seq),
      id TEXT NOT NULL,
      version TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'withdrawn')),
      by_name TEXT NOT NULL,
      wall_ms INTEGER NOT NULL,
      reason TEXT,
      preset TEXT NOT NULL CHECK (json_valid(preset))
    ) STRICT;

    CREATE TRIGGER presets_stay BEFORE UPDATE ON presets BEGIN SELECT RAISE(ABORT, 'presets are never changed'); END;
    CREATE TRIGGER presets_remain BEFORE DELETE ON presets BEGIN SELECT RAISE(ABORT, 'presets are never removed'); END;
    CREATE TRIGGER presets_grow BEFORE INSERT ON presets WHEN EXISTS (SELECT 1 FROM presets WHERE seq >= NEW.seq)
      BEGIN SELECT RAISE(ABORT, 'presets are never replaced'); END;
  `)
  },
}
