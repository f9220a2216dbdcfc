import type { Migration } from './migration.ts'

/** Parts of sealed sessions. From now on rows of a session may be removed, in the transaction whose newest log entry says where they are. */
export const sealedSessions: Migration = {
  id: 9,
  up(db) {
    const isPutAway = `EXISTS (SELECT 1 FROM log WHERE seq = (SELECT max(seq) FROM log)
        AND event ->> '$.kind' IN ('sealed', 'deleted') AND event ->> '$.session' = OLD.session_id)`
    db.exec(`
    CREATE TABLE sealed (
      -- Below the data folder: sessions/2031/ID.vses.
      file TEXT PRIMARY KEY,
      session_id TEXT NOT NULL REFERENCES sessions (id),
      part INTEGER NOT NULL,
      -- SHA-256 of the file.
      digest TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      sealed_wall_ms INTEGER NOT NULL,
      -- Its records, and where both chains end with it.
      log_first INTEGER NOT NULL,
      log_last INTEGER NOT NULL,
      log_hash TEXT NOT NULL,
      readings_last INTEGER NOT NULL,
      readings_hash TEXT NOT NULL,
      UNIQUE (session_id, part)
    ) STRICT;

    DROP TRIGGER readings_remain;
    CREATE TRIGGER readings_remain BEFORE DELETE ON readings WHEN NOT ${isPutAway}
      BEGIN SELECT RAISE(ABORT, 'readings are never removed'); END;
    DROP TRIGGER session_log_remains;
    CREATE TRIGGER session_log_remains BEFORE DELETE ON session_log WHEN NOT ${isPutAway}
      BEGIN SELECT RAISE(ABORT, 'the log of a session is never cut'); END;

    -- Words of what is removed do not stay in pages that are written later.
    INSERT INTO session_words (session_words, rank) VALUES ('secure-delete', 1);
  `)
  },
}
