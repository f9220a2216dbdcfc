import { rmSync } from 'node:fs'
import { checkBackup, openStore, ownSources } from '../../../electron/store/index.ts'
import { at, commitOne, openSession } from '../../../electron/store/testing/record.ts'
import type { Tried } from './tried.ts'

const FIRST_COMMITS = 3000
const PAUSE_MS = 5
const worker = new URL('../../../electron/store/backup/backup-worker.ts', import.meta.url)

/** Copies made while commits go on: each opens, fits its manifest, and verifies. */
export async function copyUnderLoad(dir: string, count: number): Promise<Tried> {
  const store = openStore(dir, { version: 'campaign', backupWorker: worker })
  openSession(store)
  let seq = 0
  store.atomically(() => {
    for (; seq < FIRST_COMMITS; ) commitOne(store, ++seq)
  })
  const broken: string[] = []
  let longestMs = 0
  for (let n = 0; n < count; n++) {
    let made = false
    const copying = store.backup(at(n * 60_000)).finally(() => {
      made = true
    })
    while (!made) {
      const startedMs = performance.now()
      commitOne(store, ++seq)
      longestMs = Math.max(longestMs, performance.now() - startedMs)
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
    }
    try {
      const path = await copying
      const { verified } = checkBackup(path, dir, ownSources)
      if (!verified?.ok)
        broken.push(`Copy ${n + 1}: ${verified?.firstBroken?.reason ?? 'it does not verify'}.`)
      rmSync(path, { recursive: true })
    } catch (error) {
      broken.push(`Copy ${n + 1}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  store.close()
  const figures = [{ name: 'longest commit meanwhile', value: longestMs, unit: 'ms', aim: '<= 50' }]
  return { tried: count, broken, figures }
}
