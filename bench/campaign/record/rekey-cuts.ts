import { spawn, spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describeKeys, openStore } from '../../../electron/store/index.ts'
import {
  at,
  closedState,
  closing,
  commitOne,
  openSession,
  SESSION,
} from '../../../electron/store/testing/record.ts'
import type { Random } from '../../../fixtures/random.ts'
import { DAY_MS } from '../../../shared/time.ts'
import { makeDisk, whyNoDisk } from './disk.ts'
import type { Tried } from './tried.ts'

const script = fileURLToPath(new URL('../../../electron/store/testing/rekey-and-die.ts', import.meta.url))
const READINGS = 400
/** How long new keys take here, at the most. */
const MOST_MS = 250

/**
 * Cuts the power of the disk while a record with a sealed session gets new keys: after each cut it opens, whole, under the old keys or the
 * new ones. The next start ends what was cut off.
 */
export async function cutInRekey(dir: string, count: number, random: Random): Promise<Tried> {
  const skipped = whyNoDisk()
  if (skipped !== null) return { tried: 0, broken: [], skipped }
  const disk = makeDisk(dir)
  const dataDir = join(disk.folder, 'data')
  const kept = join(dir, 'kept')
  const broken: string[] = []
  let renewed = 0
  disk.mount()
  try {
    await fill(dataDir)
    cpSync(dataDir, kept, { recursive: true })
    for (let n = 1; n <= count; n++) {
      const before = idOf(dataDir)
      await rekeyUntilCut(dataDir, random.int(0, MOST_MS), disk.cut)
      disk.unmount()
      disk.mount()
      const problem = look(dataDir)
      if (problem === null) {
        if (idOf(dataDir) !== before) renewed += 1
        continue
      }
      broken.push(`Power cut ${n} in a rekey: ${problem}`)
      rmSync(dataDir, { recursive: true, force: true })
      cpSync(kept, dataDir, { recursive: true })
      spawnSync('sync')
    }
  } finally {
    disk.unmount()
  }
  return {
    tried: count,
    broken,
    figures: [{ name: 'of them under new keys after it', value: renewed, unit: '' }],
  }
}

async function fill(dataDir: string): Promise<void> {
  const store = openStore(dataDir, { version: 'campaign' })
  openSession(store)
  for (let seq = 1; seq <= READINGS; seq++) commitOne(store, seq)
  const log = [{ at: at(READINGS * 1000), entry: closing }]
  store.commit({ sessionId: SESSION, state: closedState(), readings: [], log })
  await store.sealNext(at(9 * DAY_MS))
  store.close()
}

const idOf = (dataDir: string): string => describeKeys(dataDir)[0]?.record ?? ''

/** What is wrong with the record as the next start finds it; null: nothing. */
function look(dataDir: string): string | null {
  try {
    const store = openStore(dataDir, { version: 'campaign' })
    try {
      if (store.readings(SESSION).length !== READINGS) return 'readings are lost.'
      const { ok, firstBroken, integrity } = store.verify()
      return ok
        ? null
        : `it does not verify: ${firstBroken?.table ?? ''} ${firstBroken?.reason ?? integrity}.`
    } finally {
      store.close()
    }
  } catch (error) {
    return `it does not open: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** Begins at the first step, so that the cut comes while keys are made and not while the program is read. */
async function rekeyUntilCut(dataDir: string, afterMs: number, cut: () => unknown): Promise<void> {
  const child = spawn(process.execPath, [script, dataDir, 'never'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  let cutting: Promise<unknown> | null = null
  for await (const _step of createInterface(child.stdout))
    cutting ??= new Promise(resolve => setTimeout(resolve, afterMs)).then(cut)
  await ended
  await (cutting ?? cut())
}
