import '../../process/private.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { ownSources } from '../keys/keys.ts'
import { osStore } from '../keys/os-store.ts'
import type { BackupWork, BackupWorkerWord } from './backups.ts'
import { copyRecord } from './copy.ts'
import { tryBackup } from './try.ts'

/* A thread that makes one backup, or tries one: both take longer than a commit may wait. */

if (!parentPort) throw new Error('This file is run as a thread of Vigil, not by itself.')
const tell = (word: BackupWorkerWord) => parentPort?.postMessage(word)
const work = workerData as BackupWork
try {
  const result =
    work.kind === 'copy'
      ? copyRecord(work.job)
      : tryBackup(work.from, work.dataDir, { ...ownSources, os: osStore })
  tell({ kind: 'done', result })
} catch (error) {
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
}
