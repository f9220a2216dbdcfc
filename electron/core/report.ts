import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ReportFile } from '../../shared/ipc.ts'
import type { Exported } from '../export/index.ts'
import { saveExport } from '../export/save.ts'
import { say } from '../process/say.ts'
import type { ReportJob, TellStep } from './report-file.ts'
import type { ReportWorkerData, ReportWorkerWord } from './report-worker.ts'
import type { CoreServices } from './services.ts'

/** Makes a session's report from what is stored, saves it beside the record, and notes that it was made and by whom. */
export async function makeSessionReport(
  core: CoreServices,
  sessionId: string,
  wanted: ReportJob['wanted'],
  by: string,
): Promise<ReportFile> {
  const { format, pseudonymised = false } = wanted
  const room = core.rooms().find(candidate => candidate.state()?.session.id === sessionId)
  room?.flush()
  const at = core.now()
  const tell: TellStep = (step, share) => core.publish({ kind: 'report', sessionId, step, share })
  const job = { sessionId, wanted, made: { at, by, software: core.version } }
  const { bytes, mediaType, extension } = await makeFile(core, job, tell)
  tell('saving', 1)
  const name = `vigil-${sessionId}${pseudonymised ? '-pseudonymised' : ''}`
  const path = saveExport(join(core.dataDir, 'reports'), name, extension, bytes)
  // An act of this installation, not of the session: making a report must not change what it is a report of.
  const entry = {
    event: 'system',
    kind: 'export',
    by,
    session: sessionId,
    format,
    ...(pseudonymised ? { pseudonymised } : {}),
    path,
  } as const
  for (const logged of core.store.commit({ sessionId: null, readings: [], log: [{ at, entry }] }))
    core.publish({ kind: 'log', roomId: null, entry: logged })
  return {
    fileName: path.split(/[/\\]/).at(-1) ?? path,
    mediaType,
    base64: Buffer.from(bytes).toString('base64'),
    path,
  }
}

/** The thread could not begin; what it was asked for has not been tried. */
class NoThread extends Error {}

/** In a thread of its own, so that alarms never wait for a report; in this one where there is none. */
async function makeFile(core: CoreServices, job: ReportJob, tell: TellStep): Promise<Exported> {
  if (core.reportWorker) {
    try {
      return await inThread(core.reportWorker, { dataDir: core.dataDir, job }, tell)
    } catch (error) {
      if (!(error instanceof NoThread)) throw error
      say('The thread for reports could not begin; the report is made beside the alarms.', error)
    }
  }
  // Fonts and the PDF library are loaded when the first report is made: a start must not wait for them.
  const { makeReportFile } = await import('./report-file.ts')
  return makeReportFile(core.store, job, tell)
}

function inThread(worker: URL, data: ReportWorkerData, tell: TellStep): Promise<Exported> {
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
      reject(
        begun ? new Error(`The report could not be made: ${why}.`, { cause }) : new NoThread(why, { cause }),
      )
    thread.once('error', error => fail(error.message, error))
    thread.once('exit', code => fail(`its thread ended with code ${code}`, code))
  })
}
