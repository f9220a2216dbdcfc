import '../../process/private.ts'
import { parentPort, workerData } from 'node:worker_threads'
import type { BackupWorkerWord } from './backups.ts'
import { type CopyJob, copyRecord } from './copy.ts'

/* A thread that makes one backup: copying and checking takes longer than a commit may wait. */

if (!parentPort) throw new Error('This file is run as a thread of Vigil, not by itself.')
const tell = (word: BackupWorkerWord) => parentPort?.postMessage(word)
try {
  tell({ kind: 'copied', copied: copyRecord(workerData as CopyJob) })
} catch (error) {
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
}
