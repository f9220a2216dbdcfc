import { setTimeout as wait } from 'node:timers/promises'
import { openRaw } from '../electron/store/testing/raw.ts'

/* Another program with an unsaved edit: holds the lock of the record in a data folder for 4 s, lets go for 2 s, until it is ended. */

const db = openRaw(process.argv[2] ?? '')
db.exec('PRAGMA busy_timeout = 5000')
for (;;) {
  db.exec('BEGIN IMMEDIATE')
  await wait(4000)
  db.exec('ROLLBACK')
  await wait(2000)
}
