import { readHead } from '../mark.ts'
import { vouchForAll } from '../row-chain.ts'
import type { Migration } from './migration.ts'

/**
 * The chain of governed rows, and signatures of every chain's end. Rows of before are vouched for as they are now; the ends
 * are signed when the record is opened.
 */
export const governedRows: Migration = {
  id: 6,
  up(db) {
    db.exec(`
    -- One link a change of a governed row. digest is null where the row was removed; log_seq says where the log stood.
    CREATE TABLE row_log (
      seq INTEGER PRIMARY KEY,
      log_seq INTEGER NOT NULL,
      table_name TEXT NOT NULL,
      key TEXT NOT NULL,
      digest TEXT,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER row_log_stays BEFORE UPDATE ON row_log BEGIN SELECT RAISE(ABORT, 'the chain of rows is never changed'); END;
    CREATE TRIGGER row_log_remains BEFORE DELETE ON row_log BEGIN SELECT RAISE(ABORT, 'the chain of rows is never cut'); END;
    CREATE TRIGGER row_log_grows BEFORE INSERT ON row_log WHEN EXISTS (SELECT 1 FROM row_log WHERE seq >= NEW.seq)
      BEGIN SELECT RAISE(ABORT, 'the chain of rows is never replaced'); END;

    -- By the record's signing key (Ed25519), over chain, seq and hash.
    ALTER TABLE heads ADD COLUMN signature TEXT;
  `)
    const end = vouchForAll(db, readHead(db).seq)
    if (end.seq > 0)
      db.prepare("INSERT INTO heads (chain, seq, hash) VALUES ('rows', ?, ?)").run(end.seq, end.hash)
  },
}
