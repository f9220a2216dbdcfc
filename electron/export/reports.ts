import { rmSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { HOUR_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import type { ReportJob, Reports, TellStep } from '../core/contracts/reports.ts'
import { say } from '../process/say.ts'
import { toPrintPath } from '../store/files.ts'
import type { ReadStore } from '../store/index.ts'
import type { Exported } from './export-report.ts'
import type { ReportWorkerData, ReportWorkerWord } from './report-worker.ts'
import { saveExport } from './save.ts'

export interface ReportsOptions {
  readonly dataDir: string
  readonly store: ReadStore
  /** What is run as a thread to make a report, `report-worker.ts`; without it reports are made in this thread. */
  readonly worker: string | URL | undefined
}

/** A program that prints has read it by then. */
const KEPT_MS = HOUR_MS

/**
 * Reports of stored sessions. None is kept: it is made again on demand. What a program of this computer is to print lies as a file for
 * an hour, until the next start at the latest.
 */
export function createReports(options: ReportsOptions): Reports {
  const folder = toPrintPath(options.dataDir)
  rmSync(folder, { recursive: true, force: true })

  function lend(name: string, extension: string, bytes: Uint8Array): string {
    const path = saveExport(folder, name, extension, bytes)
    setTimeout(() => rmSync(path, { force: true }), KEPT_MS).unref()
    return path
  }

  return {
    async make(job, tell) {
      const { sessionId, wanted, isForProgram } = job
      const { bytes, mediaType, extension } = await makeFile(options, job, tell)
      tell('saving', 1)
      const name = `vigil-${sessionId}${wanted.pseudonymised ? '-pseudonymised' : ''}`
      return {
        fileName: `${name}.${extension}`,
        mediaType,
        base64: Buffer.from(bytes).toString('base64'),
        path: isForProgram ? lend(name, extension, bytes) : null,
      }
    },
  }
}

/** The thread could not begin; what it was asked for has not been tried. */
class NoThread extends Error {}

/** In a thread of its own, so that alarms never wait for a report; in this one where there is none. */
async function makeFile(options: ReportsOptions, job: ReportJob, tell: TellStep): Promise<Exported> {
  if (options.worker) {
    try {
      return await inThread(options.worker, { dataDir: options.dataDir, job }, tell)
    } catch (error) {
      if (!(error instanceof NoThread)) throw error
      say(phrase.processes.reportThreadNotBegun, error)
    }
  }
  // What makes reports is read by the thread: here only where there is none.
  const { makeReportFile } = await import('./report-file.ts')
  return makeReportFile(options.store, job, tell)
}

function inThread(worker: string | URL, data: ReportWorkerData, tell: TellStep): Promise<Exported> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, { workerData: data })
    let begun = false
    thread.on('message', (word: ReportWorkerWord) => {
      begun = true
      if (word.kind === 'step') tell(word.step, word.share)
      else if (word.kind === 'made') resolve(word.exported)
      else reject(new Error(word.message))
    })
    const fail = (why: string, cause: unknown) =>
      reject(begun ? new Error(phrase.processes.reportNotMade(why), { cause }) : new NoThread(why, { cause }))
    thread.once('error', error => fail(error.message, error))
    thread.once('exit', code => fail(phrase.processes.reportThreadEnded(code), code))
  })
}
