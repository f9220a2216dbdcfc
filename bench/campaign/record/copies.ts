import { rmSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { checkBackup, openStore, ownSources, type Store } from '../../../electron/store/index.ts'
import { at, commitOne, openSession } from '../../../electron/store/testing/record.ts'
import type { Tried } from './tried.ts'

const FIRST_COMMITS = 3000
const PAUSE_MS = 5
const LONGEST_MS = 50
/** Of the cores: where others want so much, they hold up commits, and nobody knows what the copy did. */
const BUSY_SHARE = 0.75
const worker = new URL('../../../electron/store/backup/backup-worker.ts', import.meta.url)

/**
 * Copies made while commits go on: each opens, fits its manifest, and verifies, and no commit takes longer than 50 ms meanwhile. Commits in
 * as much time without a copy come in between: where one of those takes longer too, or others keep the computer busy, nothing is judged.
 */
export async function copyUnderLoad(dir: string, count: number): Promise<Tried> {
  const wasBusy = (loadavg()[0] ?? 0) > BUSY_SHARE * availableParallelism()
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
  const unjudged: string[] = []
  if (longest.meanwhile > LONGEST_MS) {
    const took = `A commit took ${Math.round(longest.meanwhile)} ms during a copy`
    if (!wasBusy && longest.without <= LONGEST_MS) broken.push(`${took}: at most ${LONGEST_MS} is wanted.`)
    else
      unjudged.push(
        `${took}, and one ${Math.round(longest.without)} ms without: not judged on a computer that others keep so busy. Leave it to itself, and try again.`,
      )
  }
  const figures = [
    { name: 'longest commit meanwhile', value: longest.meanwhile, unit: 'ms', aim: `<= ${LONGEST_MS}` },
    { name: 'longest commit in as much time without a copy', value: longest.without, unit: 'ms' },
    { name: '99 of 100 commits meanwhile', value: percentile99(meanwhile), unit: 'ms' },
    { name: '99 of 100 commits without', value: percentile99(without), unit: 'ms' },
  ]
  return { tried: count, broken, figures, unjudged }
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
