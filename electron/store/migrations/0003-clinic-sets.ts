import type { Migration } from './migration.ts'

/**
 * The clinic's own words: one row an act (saved, approved, withdrawn), each with the whole set as it was then, as for
 * presets. `seq` is that of the log record that vouches for the row. The table only ever grows.
 */
export const clinicSetTable: Migration = {
  id: 3,
  up(db) {
    db.exec(`
    CREATE TABLE clinic_sets (
      seq INTEGER PRIMARY KEY REFERENCES log (seq),
      version TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'withdrawn')),
      by_name TEXT NOT NULL,
      wall_ms INTEGER NOT NULL,
      reason TEXT,
      words TEXT NOT NULL CHECK (json_valid(words))
    ) STRICT;

    CREATE TRIGGER clinic_sets_stay BEFORE UPDATE ON clinic_sets BEGIN SELECT RAISE(ABORT, 'clinic sets are never changed'); END;
    CREATE TRIGGER clinic_sets_remain BEFORE DELETE ON clinic_sets BEGIN SELECT RAISE(ABORT, 'clinic sets are never removed'); END;
    CREATE TRIGGER clinic_sets_grow BEFORE INSERT ON clinic_sets WHEN EXISTS (SELECT 1 FROM clinic_sets WHERE seq >= NEW.seq)
      BEGIN SELECT RAISE(ABORT, 'clinic sets are never replaced'); END;
  `)
  },
}
