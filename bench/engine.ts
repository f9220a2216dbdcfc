import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openEngine } from '../electron/store/engine.ts'
import { percentile, RUNS, type Run } from './figure.ts'

const COMMITS = 200
const LAYOUT = `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE readings (seq INTEGER PRIMARY KEY, row TEXT); CREATE TABLE log (seq INTEGER PRIMARY KEY, event TEXT);
  CREATE TABLE states (id INTEGER PRIMARY KEY, state TEXT); INSERT INTO states VALUES (1, '')`

interface Plain {
  exec(sql: string): void
  prepare(sql: string): { run(...values: string[]): unknown }
}

/** What one commit holds, as text. */
export interface Rows {
  readonly reading: string
  readonly event: string
  readonly state: string
}

/**
 * The same rows, in one transaction each, by plain node:sqlite and by the encrypted engine, without hashes and signatures. In turn, so that
 * whatever else the computer does holds up both.
 *
 * @returns medians of plain node:sqlite in ms, and of the engine as a multiple of them
 */
export function benchEngine(rows: Rows): { readonly plain: readonly Run[]; readonly ratio: readonly Run[] } {
  const dir = mkdtempSync(join(tmpdir(), 'vigil-bench-'))
  const plain = new DatabaseSync(join(dir, 'plain.db'))
  const engine = openEngine(join(dir, 'engine.db'), { key: randomBytes(32) })
  try {
    const commits = [createCommit(plain, rows), createCommit(engine, rows)] as const
    const runs = Array.from({ length: RUNS }, () => {
      const tookMs: readonly [number[], number[]] = [[], []]
      for (let n = 0; n < COMMITS; n++)
        for (const which of n % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
          const startedMs = performance.now()
          commits[which]()
          tookMs[which].push(performance.now() - startedMs)
        }
      return tookMs.map(all => percentile(all, 0.5))
    })
    return {
      plain: runs.map(([value = 0]) => ({ value, samples: COMMITS })),
      ratio: runs.map(([value = 0, own = 0]) => ({ value: own / value, samples: COMMITS })),
    }
  } finally {
    plain.close()
    engine.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

function createCommit(db: Plain, { reading, event, state }: Rows): () => void {
  db.exec(LAYOUT)
  const addReading = db.prepare('INSERT INTO readings (row) VALUES (?)')
  const addEvent = db.prepare('INSERT INTO log (event) VALUES (?)')
  const setState = db.prepare('UPDATE states SET state = ? WHERE id = 1')
  return () => {
    db.exec('BEGIN IMMEDIATE')
    addReading.run(reading)
    addReading.run(reading)
    addEvent.run(event)
    setState.run(state)
    db.exec('COMMIT')
  }
}
