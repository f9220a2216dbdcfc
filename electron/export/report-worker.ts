import '../process/private.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { speakOfClinic } from '../../shared/clinic.ts'
import type { ReportStep } from '../../shared/ipc.ts'
import { phrase } from '../../shared/words/host.ts'
import type { ReportJob } from '../core/contracts/reports.ts'
import { say } from '../process/say.ts'
import { loginKeys, openStoreReadOnly } from '../store/index.ts'
import type { Exported } from './export-report.ts'
import { makeReportFile } from './report-file.ts'

/* A thread that makes one report: it reads the record by itself, beside the core, which goes on watching. */

export interface ReportWorkerData {
  readonly dataDir: string
  readonly job: ReportJob
}

export type ReportWorkerWord =
  | { readonly kind: 'step'; readonly step: ReportStep; readonly share: number }
  | { readonly kind: 'made'; readonly exported: Exported }
  | { readonly kind: 'failed'; readonly message: string }

if (!parentPort) throw new Error(phrase.processes.onlyThread)
const tell = (word: ReportWorkerWord) => parentPort?.postMessage(word)
const { dataDir, job } = workerData as ReportWorkerData
try {
  const store = openStoreReadOnly(dataDir, loginKeys(say))
  try {
    speakOfClinic(store.setting('clinic'))
    const exported = await makeReportFile(store, job, (step, share) => tell({ kind: 'step', step, share }))
    tell({ kind: 'made', exported })
  } finally {
    store.close()
  }
} catch (error) {
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
}
