import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'

/* Another program with an unsaved edit: holds the record's lock for 4 s, lets go for 2 s, until it is ended. */

const db = new DatabaseSync(process.argv[2] ?? '')
db.exec('PRAGMA busy_timeout = 5000')
for (;;) {
  db.exec('BEGIN IMMEDIATE')
  await wait(4000)
  db.exec('ROLLBACK')
  await wait(2000)
}
