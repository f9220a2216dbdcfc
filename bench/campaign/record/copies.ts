import { rmSync } from 'node:fs'
import { checkBackup, openStore, ownSources, type Store } from '../../../electron/store/index.ts'
import { at, commitOne, openSession } from '../../../electron/store/testing/record.ts'
import type { Tried } from './tried.ts'

const FIRST_COMMITS = 3000
const PAUSE_MS = 5
const LONGEST_MS = 50
const worker = new URL('../../../electron/store/backup/backup-worker.ts', import.meta.url)

/**
 * Copies made while commits go on: each opens, fits its manifest, and verifies. Commits in as much time without a copy come in between,
 * since a busy computer holds up both: only what a copy adds is its own.
 */
export async function copyUnderLoad(dir: string, count: number): Promise<Tried> {
  const store = openStore(dir, { version: 'campaign', backupWorker: worker })
  openSession(store)
  const commits = createCommits(store)
  const broken: string[] = []
  for (let n = 0; n < count; n++) {
    const begunMs = performance.now()
    const copying = store.backup(at(n * 60_000))
    try {
      const path = await commits.during(copying, 'meanwhile')
      const tookMs = performance.now() - begunMs
      await commits.during(new Promise(resolve => setTimeout(resolve, tookMs)), 'without')
      const { verified } = checkBackup(path, dir, ownSources)
      if (!verified?.ok)
        broken.push(`Copy ${n + 1}: ${verified?.firstBroken?.reason ?? 'it does not verify'}.`)
      rmSync(path, { recursive: true })
    } catch (error) {
      broken.push(`Copy ${n + 1}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  store.close()
  const { meanwhile, without } = commits.tookMs
  const longest = { meanwhile: Math.max(...meanwhile), without: Math.max(...without) }
  if (longest.meanwhile > LONGEST_MS && longest.meanwhile > 2 * longest.without)
    broken.push(
      `A commit took ${Math.round(longest.meanwhile)} ms during a copy, and ${Math.round(longest.without)} ms without one.`,
    )
  const figures = [
    { name: 'longest commit meanwhile', value: longest.meanwhile, unit: 'ms', aim: `<= ${LONGEST_MS}` },
    { name: 'longest commit in as much time without a copy', value: longest.without, unit: 'ms' },
    { name: '99 of 100 commits meanwhile', value: percentile99(meanwhile), unit: 'ms' },
    { name: '99 of 100 commits without', value: percentile99(without), unit: 'ms' },
  ]
  return { tried: count, broken, figures }
}

function createCommits(store: Store) {
  let seq = 0
  store.atomically(() => {
    for (; seq < FIRST_COMMITS; ) commitOne(store, ++seq)
  })
  const tookMs = { meanwhile: [] as number[], without: [] as number[] }
  return {
    tookMs,
    /** Commits again and again until this is done, and gives what came of it. */
    async during<T>(work: Promise<T>, kept: keyof typeof tookMs): Promise<T> {
      let isDone = false
      const done = work.finally(() => {
        isDone = true
      })
      // Whoever awaits it below hears of a failure.
      done.catch(() => {})
      while (!isDone) {
        const startedMs = performance.now()
        commitOne(store, ++seq)
        tookMs[kept].push(performance.now() - startedMs)
        await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
      }
      return done
    },
  }
}

function percentile99(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0
}
