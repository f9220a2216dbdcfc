import { writeSync } from 'node:fs'
import { DAY_MS } from '../../../shared/time.ts'
import { openStore } from '../index.ts'
import { at, closedState, closing, makeState, makeVital, mark } from './record.ts'

/*
 * For the crash test: opens, fills, closes, seals, backs up and deletes one session after the other, saying of each when it is stored and
 * when it is deleted. To be killed at any moment.
 */

const READINGS = 300
const store = openStore(process.argv[2] ?? '', { version: 'test' })
let number = Number(process.argv[3])
if (number === 0) store.addRoom({ id: 'room-1', name: 'Room 1' })
for (;;) {
  number += 1
  const id = `S-${number}`
  const { session, ...room } = closedState()
  store.openSession('room-1', makeState(id))
  store.commit({
    sessionId: id,
    readings: Array.from({ length: READINGS }, (_, index) => ({ ...makeVital(index + 1), sessionId: id })),
    log: [{ at: at(1000), entry: mark }],
  })
  const state = { ...room, session: { ...session, id } }
  store.commit({ sessionId: id, state, readings: [], log: [{ at: at(9000), entry: closing }] })
  // Every other one as rows.
  if (number % 2 === 0) await store.sealNext(at(9 * DAY_MS))
  await store.backup(at(10 * DAY_MS + number * 1000))
  writeSync(1, `stored ${id}\n`)
  await store.deleteSession({ sessionId: id, by: 'Ada and Dr Dora', reason: 'test' }, at(400 * DAY_MS))
  writeSync(1, `deleted ${id}\n`)
}
