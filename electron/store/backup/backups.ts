import { closeSync, openSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { say } from '../../process/say.ts'
import { backupsPath, databasePath, listBackups } from '../files.ts'
import type { Keys } from '../keys/keys.ts'
import { type Copied, type CopyJob, copyRecord } from './copy.ts'
import { thinOut } from './plan.ts'

export interface BackupsOptions {
  readonly dataDir: string
  readonly keys: Keys
  readonly software: string
  /** What is run as a thread to make a copy, `backup-worker.ts`; without it copies are made in this one. */
  readonly worker?: string | URL | undefined
}

export interface Backups {
  /** @param place a second folder; null: none is named. @throws Error when no copy could be made */
  make(wallMs: number, place: string | null): Promise<Copied>
  /** Of the newest whole one in the data folder; null: there is none. */
  lastWallMs(): number | null
  close(): void
}

export function createBackups({ dataDir, keys, software, worker }: BackupsOptions): Backups {
  /** Opened at the first copy, and closed after SQLite has closed it: see `CopyJob.file`. */
  let file: number | null = null
  const folder = backupsPath(dataDir)

  return {
    async make(wallMs, place) {
      file ??= openSync(databasePath(dataDir), 'r')
      const job: CopyJob = {
        dataDir,
        file,
        places: [folder, ...(place === null ? [] : [place])],
        databaseKey: keys.database,
        backupKey: keys.backup,
        keyId: keys.id,
        wallMs,
        station: hostname(),
        software,
      }
      const copied = worker ? await inThread(worker, job) : copyRecord(job)
      for (const each of job.places)
        for (const { name } of thinOut(listBackups(each)))
          rmSync(join(each, name), { recursive: true, force: true })
      for (const problem of copied.problems) say(problem)
      return copied
    },
    lastWallMs: () => listBackups(folder).at(-1)?.wallMs ?? null,
    close() {
      if (file !== null) closeSync(file)
      file = null
    },
  }
}

export type BackupWorkerWord =
  | { readonly kind: 'copied'; readonly copied: Copied }
  | { readonly kind: 'failed'; readonly message: string }

function inThread(worker: string | URL, job: CopyJob): Promise<Copied> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, { workerData: job })
    thread.on('message', (word: BackupWorkerWord) => {
      if (word.kind === 'copied') resolve(word.copied)
      else reject(new Error(word.message))
    })
    thread.once('error', reject)
    thread.once('exit', code => reject(new Error(`the thread that copies ended with code ${code}`)))
  })
}
