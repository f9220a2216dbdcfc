import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '../electron/store/index.ts'
import { readReview } from '../electron/store/review.ts'
import { at, mark } from '../electron/store/testing/record.ts'
import { spravato84 } from '../shared/presets/spravato.ts'
import type { Reading } from '../shared/reading.ts'
import { openRoom, type RoomState } from '../shared/session/room-state.ts'
import { HOUR_MS, SECOND_MS } from '../shared/time.ts'
import { type Figure, measure, measured, spend } from './figure.ts'
import { plainSqlite } from './references.ts'

/* How the record does as it grows: with 10 to 10,000 sessions, and with one of 1 to 24 hours. */

const RECENT = 20

export async function benchRecords(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const sessions of [10, 100, 1000, 10_000])
    figures.push(...(await inStore(store => withSessions(store, sessions))))
  for (const hours of [1, 3, 8, 24])
    figures.push(...(await inStore((store, dir) => ofLength(store, dir, hours))))
  return figures
}

async function inStore(measureIt: (store: Store, dir: string) => Promise<Figure[]>): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'vigil-bench-'))
  const store = openStore(dir, { version: 'bench' })
  try {
    store.addRoom({ id: 'room-1', name: 'Room 1' })
    return await measureIt(store, dir)
  } finally {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

function open(store: Store, sessionId: string, n: number): RoomState {
  const patient = { initials: 'B', birthYear: 1980, recordId: `B-${n % 500}` }
  const opening = { sessionId, room: 'Room 1', preset: spravato84, patient, by: 'Bench', simulated: true }
  const state = openRoom({ ...opening, speed: 1 }, at(n * HOUR_MS))
  store.openSession('room-1', state)
  return state
}

async function withSessions(store: Store, count: number): Promise<Figure[]> {
  for (let n = 0; n < count; n++) {
    const sessionId = `S-${n}`
    const { session, ...rest } = open(store, sessionId, n)
    const closed = {
      ...session,
      phase: 'closed',
      closed: { by: 'Bench', at: at((n + 1) * HOUR_MS) },
    } as const
    const state = { ...rest, session: closed }
    store.commit({ sessionId, state, readings: [], log: [{ at: at((n + 1) * HOUR_MS), entry: mark }] })
  }
  const name = (what: string) => `${what}, ${count} sessions in the record`
  const about = (what: string, aim: string) => ({ name: name(what), unit: 'ms', clock: 'cpu', aim }) as const
  return [
    await measure(about('newest sessions listed', '<= 50'), async () => {
      let found = 0
      const { cpuMs, wallMs } = await spend(() => {
        found = store.sessions(RECENT).length
      })
      return { value: cpuMs, wall: wallMs, samples: found }
    }),
    await measure(about('last weight of a patient found', '<= 50'), async () => {
      const { cpuMs, wallMs } = await spend(() => store.lastWeight('B-7', true))
      return { value: cpuMs, wall: wallMs, samples: count }
    }),
    await measure(
      { ...about('commit of an event', '<= 5'), clock: 'wall' },
      async () => {
        const { wallMs } = await spend(() =>
          store.commit({ sessionId: 'S-0', readings: [], log: [{ at: at(0), entry: mark }] }),
        )
        return { value: wallMs, samples: 1 }
      },
      { reference: plainSqlite },
    ),
  ]
}

async function ofLength(store: Store, dir: string, hours: number): Promise<Figure[]> {
  const state = open(store, 'S-long', 0)
  const source = { origin: 'simulated', id: 'ox', driver: 'nonin-df2' } as const
  const judged = { validity: 'valid', flags: [], quality: 'good' } as const
  let lastSeq = 0
  for (let hour = 0; hour < hours; hour++) {
    const readings: Reading[] = []
    for (let s = 0; s < HOUR_MS / SECOND_MS; s++)
      for (const vital of ['spo2', 'pulseRate'] as const) {
        const when = at(hour * HOUR_MS + s * SECOND_MS)
        const value = (vital === 'spo2' ? 96 : 74) + Math.round(2 * Math.sin(s / 37))
        lastSeq += 1
        const common = { kind: 'vital', sessionId: 'S-long', seq: lastSeq, at: when, takenAt: when } as const
        readings.push({ ...common, source, ...judged, vital, value })
      }
    store.commit({ sessionId: 'S-long', readings, log: [], state: { ...state, lastSeq } })
  }
  const about = (what: string, aim: string) =>
    ({ name: `${what}, a session of ${hours} h`, unit: 'ms', clock: 'cpu', aim }) as const
  const timed = (work: () => unknown) => async () => {
    const { cpuMs, wallMs } = await spend(work)
    return { value: cpuMs, wall: wallMs, samples: lastSeq }
  }
  const figures = [
    await measure(
      about('history read', '<= 500'),
      timed(() => store.history('S-long')),
    ),
    await measure(
      about('review read', '<= 2000'),
      timed(() => readReview(store, 'S-long')),
    ),
  ]
  store.close()
  const size = statSync(join(dir, 'vigil.db')).size / 1e6
  const onDisk = { name: `record on disk, a session of ${hours} h`, unit: 'MB', clock: 'wall' } as const
  return [...figures, await measured(onDisk, [{ value: size, samples: lastSeq }])]
}
