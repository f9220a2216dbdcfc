import { writeSync } from 'node:fs'
import { DAY_MS } from '../../../shared/time.ts'
import { openStore } from '../index.ts'
import { at, closedState, closing, makeState, makeVital, mark } from './record.ts'

/*
 * For the crash test: opens, fills, closes and seals one session after the other, saying of each when it is stored and when it is sealed.
 * To be killed at any moment.
 */

const READINGS = 300
const store = openStore(process.argv[2] ?? '', { version: 'test' })
let number = store.sessions(1000).length
if (number === 0) store.addRoom({ id: 'room-1', name: 'Room 1' })
for (;;) {
  number += 1
  const id = `S-${number}`
  const { session, ...room } = closedState()
  const closed = { ...room, session: { ...session, id } }
  store.openSession('room-1', makeState(id))
  store.commit({
    sessionId: id,
    readings: Array.from({ length: READINGS }, (_, index) => ({ ...makeVital(index + 1), sessionId: id })),
    log: [{ at: at(1000), entry: mark }],
  })
  store.commit({ sessionId: id, state: closed, readings: [], log: [{ at: at(9000), entry: closing }] })
  writeSync(1, `stored ${id}\n`)
  while ((await store.sealNext(at(9 * DAY_MS))) !== null) writeSync(1, `sealed ${id}\n`)
}
