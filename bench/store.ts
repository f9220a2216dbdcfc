import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '../electron/store/index.ts'
import { openRaw } from '../electron/store/testing/raw.ts'
import { at, makeState, makeVital, mark, openSession, SESSION } from '../electron/store/testing/record.ts'
import { benchEngine } from './engine.ts'
import {
  type About,
  type Figure,
  measure,
  measured,
  percentile,
  RUNS,
  type Run,
  rate,
  spend,
} from './figure.ts'
import { plainSqlite } from './references.ts'

/** In each run. */
const COMMITS = 200
const BATCHES = 4
const BATCH = 5000
const READINGS = RUNS * (COMMITS * 2 + BATCHES * BATCH)
const BYTES_PER_MB = 1_000_000

const BACKUP_WORKER = new URL('../electron/store/backup/backup-worker.ts', import.meta.url)

/** What storing costs on this computer's disk: every commit waits until it is really there. */
export async function benchStore(): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'vigil-bench-'))
  const store = openStore(dir, { version: 'bench', backupWorker: BACKUP_WORKER })
  try {
    openSession(store)
    const figures = [...(await benchWriting(store)), ...(await benchReading(store))]
    figures.push(...(await benchBackup(store)))
    store.close()
    const once = async (): Promise<Run> => {
      const { wallMs } = await spend(() => openStore(dir, { version: 'bench' }).close())
      return { value: wallMs, samples: 1 }
    }
    figures.push(await measure(byWall('store opened again', 'ms', '<= 100'), once))
    return [...figures, await sizeOfReading(dir), ...(await benchSearch())]
  } finally {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

const byWall = (name: string, unit: string, aim: string): About => ({ name, unit, clock: 'wall', aim })
const byCpu = (name: string, unit: string, aim: string): About => ({ name, unit, clock: 'cpu', aim })

async function benchWriting(store: Store): Promise<Figure[]> {
  let seq = 0
  const state = makeState()
  /** One transaction each, as an alarm makes it. */
  const commit = () => {
    seq += 2
    store.commit({
      sessionId: SESSION,
      state: { ...state, lastSeq: seq },
      readings: [makeVital(seq - 1), makeVital(seq, 96)],
      log: [{ at: at(seq * 1000), entry: mark }],
    })
  }
  const medians: Run[] = []
  const tails: Run[] = []
  const cost: Run[] = []
  const batches: Run[] = []
  for (let run = 0; run < RUNS; run++) {
    const latencies: number[] = []
    const spent = await spend(() => {
      for (let n = 0; n < COMMITS; n++) {
        const startedMs = performance.now()
        commit()
        latencies.push(performance.now() - startedMs)
      }
    })
    medians.push({ value: percentile(latencies, 0.5), samples: COMMITS })
    tails.push({ value: percentile(latencies, 0.99), samples: COMMITS })
    cost.push({ value: spent.cpuMs / COMMITS, wall: spent.wallMs / COMMITS, samples: COMMITS })
    batches.push(await timeBatches(store, seq))
    seq += BATCHES * BATCH
  }
  const what = 'store commit, 2 readings + 1 event + state'
  const [reading = '', event = '', stateText = ''] = [makeVital(1), mark, state].map(value =>
    JSON.stringify(value),
  )
  const engine = benchEngine({ reading, event, state: stateText })
  return [
    await measured(byWall(`${what}, median`, 'ms', '<= 5'), medians, plainSqlite),
    await measured(byWall('the same rows by plain node:sqlite, median', 'ms', ''), engine.plain),
    await measured(
      byWall('the same rows by the encrypted engine, to plain node:sqlite', 'x', '<= 1.5'),
      engine.ratio,
    ),
    await measured(byWall('store commit, 99th percentile', 'ms', '<= 25'), tails, plainSqlite),
    await measured(byCpu(`${what}, cost`, 'ms', '<= 1'), cost),
    await measured(byCpu('store readings in batches', 'readings/s', '>= 50000'), batches),
  ]
}

async function timeBatches(store: Store, before: number): Promise<Run> {
  const batches = Array.from({ length: BATCHES }, (_, batch) =>
    Array.from({ length: BATCH }, (_, index) => makeVital(before + batch * BATCH + index + 1)),
  )
  const spent = await spend(() => {
    for (const readings of batches) store.commit({ sessionId: SESSION, readings, log: [] })
  })
  return rate(BATCHES * BATCH, spent, BATCHES * BATCH)
}

async function benchReading(store: Store): Promise<Figure[]> {
  const verify = async (): Promise<Run> => {
    let checked = 0
    const spent = await spend(() => {
      const { ok, readings } = store.verify()
      if (!ok) throw new Error('The record that was just written does not verify.')
      checked = readings
    })
    return rate(checked, spent, checked)
  }
  const history = async (): Promise<Run> => {
    let values = 0
    const { cpuMs, wallMs } = await spend(() => {
      values = store.history(SESSION).vitals.reduce((sum, { values: all }) => sum + all.length, 0)
    })
    return { value: cpuMs, wall: wallMs, samples: values }
  }
  return [
    await measure(byCpu(`store history of a session of ${READINGS} readings`, 'ms', '<= 500'), history),
    await measure(byCpu('store verify, readings', 'readings/s', '>= 100000'), verify),
  ]
}

/** A backup while commits go on, ten a second and more; each run on a day of its own. */
async function benchBackup(store: Store): Promise<Figure[]> {
  const speed: Run[] = []
  const longest: Run[] = []
  for (let day = 0; day < RUNS; day++) {
    const { backupMs, longestWaitMs, commits, bytes } = await timeBackup(store, day * 86_400_000)
    speed.push({ value: bytes / BYTES_PER_MB / (backupMs / 1000), samples: 1 })
    longest.push({ value: longestWaitMs, samples: commits })
  }
  return [
    await measured(byWall('store backup, copied and checked', 'MB/s', '>= 25'), speed),
    await measured(byWall('store longest commit during a backup', 'ms', '<= 50'), longest, plainSqlite),
  ]
}

async function timeBackup(store: Store, atMs: number) {
  let made = false
  let longestWaitMs = 0
  let commits = 0
  const started = performance.now()
  const copying = store.backup(at(atMs)).finally(() => {
    made = true
  })
  while (!made) {
    const { wallMs } = await spend(() => store.touch(at(0)))
    commits += 1
    longestWaitMs = Math.max(longestWaitMs, wallMs)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  const path = await copying
  return {
    backupMs: performance.now() - started,
    longestWaitMs,
    commits,
    bytes: statSync(join(path, 'vigil.db')).size,
  }
}

const SESSIONS = 10_000
const AT_ONCE = 500
const searches = [
  ['all of them, first page', {}],
  ['initials of a patient', { text: 'AZ' }],
  ['a record number', { text: 'R-4711' }],
  ['what each one holds', { text: 'room ana' }],
  ['still to be signed, of some weeks', { stage: 'unsigned', fromWallMs: at(86_400_000 * 100).wallMs }],
] as const

/** Ten thousand sessions, found. */
async function benchSearch(): Promise<readonly Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'vigil-bench-'))
  const store = openStore(dir, { version: 'bench' })
  try {
    store.addRoom({ id: 'room-1', name: 'Room 1' })
    for (let from = 0; from < SESSIONS; from += AT_ONCE)
      store.atomically(() => {
        for (let n = from; n < from + AT_ONCE; n++) store.openSession('room-1', numbered(n))
      })
    const figures: Figure[] = []
    for (const [what, query] of searches) {
      const once = async (): Promise<Run> => {
        const { wallMs } = await spend(() => store.find(query))
        return { value: wallMs, samples: 1 }
      }
      figures.push(await measure(byWall(`search of ${SESSIONS} sessions: ${what}`, 'ms', '<= 50'), once))
    }
    return figures
  } finally {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

function numbered(n: number): ReturnType<typeof makeState> {
  const state = makeState(`S-${n}`)
  const letter = (of: number) => String.fromCharCode(65 + (of % 26))
  const patient = {
    ...state.session.patient,
    initials: `${letter(n)}.${letter(Math.floor(n / 26))}.`,
    recordId: `R-${n}`,
  }
  const opened = { by: 'Ana', at: at(n * 3_600_000) }
  const closed = n % 100 === 0 ? {} : { closed: opened }
  return { ...state, session: { ...state.session, patient, opened, ...closed } }
}

async function sizeOfReading(dir: string): Promise<Figure> {
  const raw = openRaw(dir, { readOnly: true })
  try {
    const row = raw.prepare("SELECT sum(pgsize) AS bytes FROM dbstat WHERE name = 'readings'").get()
    const value = Number(row?.['bytes']) / READINGS
    return await measured(byCpu('store size of a reading', 'B', '<= 200'), [{ value, samples: READINGS }])
  } finally {
    raw.close()
  }
}
