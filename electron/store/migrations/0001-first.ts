import type { DatabaseSync } from 'node:sqlite'

/** The first layout. Readings and the log only ever grow: triggers refuse every change and removal. */
export function first(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE people (name TEXT PRIMARY KEY COLLATE NOCASE, role TEXT NOT NULL) STRICT;
    CREATE TABLE rooms (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE devices (id TEXT PRIMARY KEY, config TEXT NOT NULL CHECK (json_valid(config))) STRICT;
    CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

    CREATE TABLE sessions (
      id TEXT PRIMARY KEY,
      room_id TEXT NOT NULL REFERENCES rooms (id),
      opened_wall_ms INTEGER NOT NULL,
      open INTEGER NOT NULL CHECK (open IN (0, 1)),
      high_alarms INTEGER NOT NULL DEFAULT 0,
      state TEXT NOT NULL CHECK (json_valid(state))
    ) STRICT;

    CREATE TABLE readings (
      session_id TEXT NOT NULL REFERENCES sessions (id),
      seq INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('vital', 'nibp')),
      mono_ms INTEGER NOT NULL,
      wall_ms INTEGER NOT NULL,
      taken_mono_ms INTEGER NOT NULL,
      taken_wall_ms INTEGER NOT NULL,
      origin TEXT NOT NULL,
      source_id TEXT NOT NULL,
      driver TEXT NOT NULL,
      validity TEXT NOT NULL,
      flags TEXT NOT NULL,
      vital TEXT,
      value REAL,
      quality TEXT,
      systolic REAL,
      diastolic REAL,
      mean REAL,
      pulse_rate REAL,
      status TEXT,
      error TEXT,
      existing INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (session_id, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE log (
      seq INTEGER PRIMARY KEY,
      session_id TEXT,
      mono_ms INTEGER NOT NULL,
      wall_ms INTEGER NOT NULL,
      utc_offset_min INTEGER NOT NULL,
      event TEXT NOT NULL CHECK (json_valid(event)),
      context TEXT NOT NULL CHECK (json_valid(context)),
      station TEXT NOT NULL,
      software TEXT NOT NULL,
      readings_upto INTEGER,
      readings_digest TEXT,
      prev_hash TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX log_of_session ON log (session_id, seq);

    CREATE TRIGGER readings_stay BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'readings are never changed'); END;
    CREATE TRIGGER readings_remain BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'readings are never removed'); END;
    CREATE TRIGGER log_stays BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
    CREATE TRIGGER log_remains BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is never cut'); END;
  `)
}
