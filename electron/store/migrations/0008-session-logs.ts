import type { Migration } from './migration.ts'

/**
 * Sessions that begin from now on have a log of their own, so that it can be put away with them; those of before stay in the
 * installation's. Numbers are of one series over all logs: no two records have the same.
 */
export const sessionLogs: Migration = {
  id: 8,
  up(db) {
    db.exec(`
    -- null: a session of before, whose records stand in the installation's log.
    ALTER TABLE sessions ADD COLUMN own_log INTEGER CHECK (own_log = 1);

    -- One chain a session, each from its own beginning.
    CREATE TABLE session_log (
      seq INTEGER PRIMARY KEY,
      session_id TEXT NOT NULL,
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
    CREATE INDEX session_log_of_session ON session_log (session_id, seq);
    CREATE TRIGGER session_log_stays BEFORE UPDATE ON session_log
      BEGIN SELECT RAISE(ABORT, 'the log of a session is never changed'); END;
    CREATE TRIGGER session_log_remains BEFORE DELETE ON session_log
      BEGIN SELECT RAISE(ABORT, 'the log of a session is never cut'); END;
    CREATE TRIGGER session_log_grows BEFORE INSERT ON session_log
      WHEN EXISTS (SELECT 1 FROM session_log WHERE seq >= NEW.seq) OR EXISTS (SELECT 1 FROM log WHERE seq >= NEW.seq)
      BEGIN SELECT RAISE(ABORT, 'the log of a session is never replaced'); END;

    -- What is written of a session, wherever it stands.
    CREATE VIEW session_records AS
      SELECT * FROM log WHERE session_id IS NOT NULL UNION ALL SELECT * FROM session_log;

    -- What the installation notes of a session: its import, reports, where its log ends.
    CREATE INDEX log_about_session ON log (event ->> '$.session') WHERE session_id IS NULL;
  `)
  },
}
