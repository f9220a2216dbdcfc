import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from './index.ts'
import { readReview } from './review.ts'
import { at, makeState, makeVital } from './testing/record.ts'

let dir: string
let store: Store
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-review-'))
  store = openStore(dir, { version: 'test' })
  store.addRoom({ id: 'room-1', name: 'Room 1' })
})
afterEach(() => {
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

/** A session that was opened and closed on this day. */
function record(id: string, day: number, recordId = 'R-1'): void {
  const state = makeState(id)
  const opened = { by: 'Ana', at: at(day * 86_400_000) }
  const closed = { by: 'Ana', at: at(day * 86_400_000 + 9000) }
  const session = { ...state.session, opened, patient: { ...state.session.patient, recordId } }
  store.openSession('room-1', { ...state, session })
  store.commit({
    sessionId: id,
    readings: [{ ...makeVital(1, 90 + day), sessionId: id }],
    log: [],
    state: { ...state, session: { ...session, phase: 'closed', closed } },
  })
}

describe('The review of a session', () => {
  it('holds its readings beside the same patient’s earlier sessions, newest first', () => {
    record('S-1', 1)
    record('S-2', 2, 'R-2')
    record('S-3', 3)
    record('S-4', 4)
    const review = readReview(store, 'S-3')
    expect(review.history.vitals[0]?.values).toEqual([93])
    expect(review.endMs).toBe(3 * 86_400_000 + 9000)
    expect(review.courses.map(({ sessionId }) => sessionId)).toEqual(['S-3', 'S-1'])
  })
  it('of a session that is not there is refused by its name', () => {
    expect(() => readReview(store, 'S-9')).toThrow(/There is no session "S-9"/)
  })
})
