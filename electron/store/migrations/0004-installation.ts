import { randomUUID } from 'node:crypto'
import type { Migration } from './migration.ts'

/**
 * Who this installation is, the newest batch of changes, and changes of open sessions' states. The id is random: two computers
 * may have one name, and one may be given another. The number of the newest batch is stored with what it changed, so that a
 * batch that is handed over again, because nobody knows what became of it, is stored once.
 */
export const installationTable: Migration = {
  id: 4,
  up(db) {
    db.exec(`
    CREATE TABLE installation (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      id TEXT NOT NULL,
      -- How often the core has been started here.
      starts INTEGER NOT NULL
    ) STRICT;
    CREATE TRIGGER installation_stays BEFORE UPDATE OF id ON installation
      BEGIN SELECT RAISE(ABORT, 'an installation keeps its id'); END;

    -- What changes every second, in one page: the newest batch, and when the core was last alive.
    CREATE TABLE newest (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      run TEXT NOT NULL DEFAULT '',
      number INTEGER NOT NULL DEFAULT 0,
      told TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(told)),
      alive TEXT NOT NULL DEFAULT '',
      -- What vouches for it, by the record's signing key.
      alive_seal TEXT NOT NULL DEFAULT ''
    ) STRICT;
    INSERT INTO newest (only, alive) VALUES (1, coalesce((SELECT value FROM settings WHERE name = 'heartbeat'), ''));
    DELETE FROM settings WHERE name = 'heartbeat';

    -- What has changed of an open session's state since the row in states was written, in order.
    -- They are few, and found without an index, which would be one page more to write each second.
    CREATE TABLE state_changes (
      number INTEGER PRIMARY KEY,
      session_id TEXT NOT NULL REFERENCES sessions (id),
      change TEXT NOT NULL CHECK (json_valid(change))
    ) STRICT;
  `)
    db.prepare('INSERT INTO installation (only, id, starts) VALUES (1, ?, 0)').run(randomUUID())
  },
}
