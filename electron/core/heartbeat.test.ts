import { expect, it } from 'vitest'
import type { SystemEvent } from '../../shared/record/system.ts'
import type { Instant } from '../../shared/time.ts'
import { createHeartbeat } from './heartbeat.ts'

const MINUTE_MS = 60_000

/** A heartbeat by a clock of its own, with a record whose backups end as `backUp` does. */
function makeHeartbeat(backUp: () => Promise<void>) {
  let at: Instant = { monoMs: 0, wallMs: 0 }
  const noted: SystemEvent[] = []
  const beats: number[] = []
  const heartbeat = createHeartbeat({
    record: { write: (_batch, done) => done({ ok: true, entries: [] }), backUp },
    now: () => at,
    alive: () => at,
    publish: event => beats.push(event.kind === 'heartbeat' ? event.at.monoMs : -1),
    note: event => noted.push(event),
    say: () => {},
  })
  return {
    noted,
    beats,
    async passTo(monoMs: number) {
      at = { monoMs, wallMs: monoMs }
      heartbeat.beat()
      await heartbeat.settled()
    },
  }
}

it('The record is asked once a minute whether a backup is due, and windows hear a beat a second', async () => {
  let asked = 0
  const { passTo, beats, noted } = makeHeartbeat(async () => {
    asked += 1
  })
  for (let second = 1; second <= 150; second++) await passTo(second * 1000)
  expect(beats).toHaveLength(150)
  expect(asked).toBe(3)
  expect(noted).toEqual([])
})

it('A backup that fails is noted once an hour, not once a minute', async () => {
  const { passTo, noted } = makeHeartbeat(() => Promise.reject(new Error('The disk is full.')))
  for (let minute = 1; minute <= 125; minute++) await passTo(minute * MINUTE_MS)
  expect(noted).toHaveLength(3)
  expect(noted[0]).toMatchObject({ kind: 'error', detail: 'No backup was made: The disk is full.' })
})
