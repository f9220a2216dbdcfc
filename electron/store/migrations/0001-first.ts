import type { Migration } from './migration.ts'

/**
 * The first layout. Readings and the log only ever grow: triggers refuse every change and removal, also by INSERT OR
 * REPLACE, which no DELETE trigger sees.
 */
export const first: Migration = {
  id: 1,
  up(db) {
    db.exec(`
    CREATE TABLE people (name TEXT PRIMARY KEY COLLATE NOCASE, role TEXT NOT NULL) STRICT;
    CREATE TABLE rooms (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE devices (id TEXT PRIMARY KEY, config TEXT NOT NULL CHECK (json_valid(config))) STRICT;
    CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

    -- What lists show of a session; closed_wall_ms is null while it is open.
    CREATE TABLE sessions (
      id TEXT PRIMARY KEY,
      room_id TEXT NOT NULL REFERENCES rooms (id),
      initials TEXT NOT NULL,
      birth_year INTEGER NOT NULL,
      preset_id TEXT NOT NULL,
      phase TEXT NOT NULL,
      opened_mono_ms INTEGER NOT NULL,
      opened_wall_ms INTEGER NOT NULL,
      t0_mono_ms INTEGER,
      t0_wall_ms INTEGER,
      closed_mono_ms INTEGER,
      closed_wall_ms INTEGER,
      simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
      high_alarms INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX sessions_by_time ON sessions (opened_wall_ms);
    CREATE INDEX sessions_open ON sessions (room_id) WHERE closed_wall_ms IS NULL;

    -- The newest snapshot of each session's room.
    CREATE TABLE states (
      session_id TEXT PRIMARY KEY REFERENCES sessions (id),
      state TEXT NOT NULL CHECK (json_valid(state))
    ) STRICT;

    -- taken_* are null where a value was taken when it was received. hash follows from the row and the hash before it.
    CREATE TABLE readings (
      session_id TEXT NOT NULL REFERENCES sessions (id),
      seq INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('vital', 'nibp')),
      mono_ms INTEGER NOT NULL,
      wall_ms INTEGER NOT NULL,
      taken_mono_ms INTEGER,
      taken_wall_ms INTEGER,
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
      existing INTEGER,
      hash BLOB NOT NULL,
      PRIMARY KEY (session_id, seq)
    ) STRICT, WITHOUT ROWID;

    -- The audit trail: one chain for the whole installation. readings_* vouch for the session's readings up to then,
    -- state_digest for the state stored in the same transaction.
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
      readings_hash TEXT,
      state_digest TEXT,
      prev_hash TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX log_of_session ON log (session_id, seq);

    -- Where each chain ends ('log', or a session's readings), so that its newest links cannot be cut off unseen.
    CREATE TABLE heads (chain TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TRIGGER readings_stay BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'readings are never changed'); END;
    CREATE TRIGGER readings_remain BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'readings are never removed'); END;
    CREATE TRIGGER readings_grow BEFORE INSERT ON readings
      WHEN EXISTS (SELECT 1 FROM readings WHERE session_id = NEW.session_id AND seq >= NEW.seq)
      BEGIN SELECT RAISE(ABORT, 'readings are never replaced'); END;
    CREATE TRIGGER log_stays BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
    CREATE TRIGGER log_remains BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is never cut'); END;
    CREATE TRIGGER log_grows BEFORE INSERT ON log WHEN EXISTS (SELECT 1 FROM log WHERE seq >= NEW.seq)
      BEGIN SELECT RAISE(ABORT, 'the log is never replaced'); END;
  `)
  },
}
