import { indexAll } from '../search-index.ts'
import type { Migration } from './migration.ts'

/** What sessions are found by: made from them, and made anew from them at any time; nothing rests on it. */
export const sessionSearch: Migration = {
  id: 7,
  up(db) {
    db.exec(`
    CREATE TABLE session_index (
      number INTEGER PRIMARY KEY,
      session_id TEXT NOT NULL UNIQUE REFERENCES sessions (id),
      opened_wall_ms INTEGER NOT NULL,
      -- 0: open; 1: closed, and still to be signed; 2: done.
      stage INTEGER NOT NULL CHECK (stage IN (0, 1, 2)),
      signed INTEGER NOT NULL CHECK (signed IN (0, 1))
    ) STRICT;
    CREATE INDEX session_index_by_stage ON session_index (stage, opened_wall_ms DESC);
    CREATE INDEX session_index_by_time ON session_index (opened_wall_ms DESC);

    CREATE TABLE session_alarms (
      alarm TEXT NOT NULL,
      session_id TEXT NOT NULL REFERENCES sessions (id),
      PRIMARY KEY (alarm, session_id)
    ) STRICT, WITHOUT ROWID;

    -- By the number of session_index.
    CREATE VIRTUAL TABLE session_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
  `)
    indexAll(db)
  },
}
