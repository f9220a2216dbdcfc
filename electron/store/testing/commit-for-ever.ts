import { writeSync } from 'node:fs'
import { openStore } from '../index.ts'
import { at, makeState, makeVital, mark, SESSION } from './record.ts'

/*
 * For the crash test: commits readings again and again, saying after each transaction what is stored by now, and when that was in
 * nanoseconds of the computer's monotonic clock. Events come with every third only, and the state with every seventh, as in a session.
 */

const store = openStore(process.argv[2] ?? '', { version: 'test' })
let seq = store.readings(SESSION).length
for (;;) {
  const readings = [makeVital(seq + 1), makeVital(seq + 2, null)]
  seq += readings.length
  store.commit({
    sessionId: SESSION,
    readings,
    log: seq % 3 === 0 ? [{ at: at(seq * 1000), entry: mark }] : [],
    ...(seq % 7 === 0 ? { state: { ...makeState(), lastSeq: seq } } : {}),
  })
  writeSync(1, `${seq} ${process.hrtime.bigint()}\n`)
}
