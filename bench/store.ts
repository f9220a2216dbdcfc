import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openStore, type Store } from '../electron/store/index.ts'
import { at, makeState, makeVital, mark, openSession, SESSION } from '../electron/store/testing/record.ts'
import { type Figure, percentile } from './figure.ts'

const COMMITS = 500
const BATCHES = 20
const BATCH = 5000
const BYTES_PER_MB = 1_000_000

/** What storing costs on this computer's disk: every commit waits until it is really there. */
export async function benchStore(): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'vigil-bench-'))
  const store = openStore(dir, { version: 'bench' })
  try {
    openSession(store)
    const latencies = timeCommits(store)
    const perS = timeBatches(store)
    const started = performance.now()
    const { ok } = store.verify()
    const verifyMs = performance.now() - started
    if (!ok) throw new Error('The record that was just written does not verify.')
    const historyMs = timeOf(() => store.history(SESSION))
    const { backupMs, longestWaitMs, bytes } = await timeBackup(store)
    const readings = COMMITS * 2 + BATCHES * BATCH
    store.close()
    const reopenMs = timeOf(() => openStore(dir, { version: 'bench' }).close())
    return [
      {
        name: 'store commit, 2 readings + 1 event + state, median',
        value: percentile(latencies, 0.5),
        unit: 'ms',
        aim: '<= 5',
      },
      { name: 'store commit, 99th percentile', value: percentile(latencies, 0.99), unit: 'ms', aim: '<= 25' },
      { name: 'store readings in batches', value: perS, unit: 'readings/s', aim: '>= 50000' },
      { name: 'store size of a reading', value: sizeOfReading(dir, readings), unit: 'B', aim: '<= 200' },
      { name: 'store history of a session of 100000 readings', value: historyMs, unit: 'ms', aim: '<= 500' },
      {
        name: 'store verify, readings',
        value: (readings / verifyMs) * 1000,
        unit: 'readings/s',
        aim: '>= 100000',
      },
      { name: 'store backup', value: bytes / BYTES_PER_MB / (backupMs / 1000), unit: 'MB/s', aim: '>= 100' },
      { name: 'store longest commit during a backup', value: longestWaitMs, unit: 'ms', aim: '<= 100' },
      { name: 'store opened again', value: reopenMs, unit: 'ms', aim: '<= 100' },
    ]
  } finally {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** One transaction each, as an alarm makes it. */
function timeCommits(store: Store): readonly number[] {
  const state = makeState()
  return Array.from({ length: COMMITS }, (_, index) => {
    const seq = index * 2 + 1
    return timeOf(() =>
      store.commit({
        sessionId: SESSION,
        state: { ...state, lastSeq: seq + 1 },
        readings: [makeVital(seq), makeVital(seq + 1, 96)],
        log: [{ at: at(seq * 1000), entry: mark }],
      }),
    )
  })
}

function timeBatches(store: Store): number {
  const batches = Array.from({ length: BATCHES }, (_, batch) =>
    Array.from({ length: BATCH }, (_, index) => makeVital(COMMITS * 2 + batch * BATCH + index + 1)),
  )
  const spentMs = timeOf(() => {
    for (const readings of batches) store.commit({ sessionId: SESSION, readings, log: [] })
  })
  return (BATCHES * BATCH * 1000) / spentMs
}

/** A backup while commits go on, ten a second and more. */
async function timeBackup(store: Store): Promise<{ backupMs: number; longestWaitMs: number; bytes: number }> {
  let made = false
  let longestWaitMs = 0
  const started = performance.now()
  const copying = store.backup(at(0)).finally(() => {
    made = true
  })
  while (!made) {
    const waitMs = timeOf(() => store.touch(at(0)))
    longestWaitMs = Math.max(longestWaitMs, waitMs)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  const path = await copying
  return { backupMs: performance.now() - started, longestWaitMs, bytes: statSync(path).size }
}

function sizeOfReading(dir: string, readings: number): number {
  const raw = new DatabaseSync(join(dir, 'vigil.db'), { readOnly: true })
  try {
    const row = raw.prepare("SELECT sum(pgsize) AS bytes FROM dbstat WHERE name = 'readings'").get()
    return Number(row?.['bytes']) / readings
  } finally {
    raw.close()
  }
}

function timeOf(run: () => unknown): number {
  const started = performance.now()
  run()
  return performance.now() - started
}
