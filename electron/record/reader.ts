import '../process/private.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { speakOfClinic } from '../../shared/clinic.ts'
import { phrase } from '../../shared/words/host.ts'
import { say } from '../process/say.ts'
import { explainReading } from '../store/errors.ts'
import { loginKeys, openStoreReadOnly } from '../store/index.ts'
import { packError } from './failed.ts'
import type { Failed } from './messages.ts'
import { createReadJobs, type ReadJobs } from './read-jobs.ts'

/*
 * The thread of the record that reads, by a connection of its own that cannot write: a review of hours holds up no batch,
 * and where the disk holds up a batch, what is known of it can still be read.
 */

export interface ReaderQuestion {
  readonly id: number
  readonly job: keyof ReadJobs
  readonly args: readonly unknown[]
}
export type ReaderAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: Failed }

const port = parentPort
if (!port) throw new Error(phrase.processes.onlyThread)
const { dataDir } = workerData as { readonly dataDir: string }
const store = openStoreReadOnly(dataDir, loginKeys(say))
const jobs = createReadJobs(store)

port.on('message', (question: ReaderQuestion | null) => {
  if (question === null) {
    // Its connection first: the last one to close the record tidies up.
    store.close()
    port.close()
    return
  }
  const { id, job, args } = question
  speakOfClinic(store.setting('clinic'))
  const run = jobs[job] as (...args: readonly unknown[]) => Promise<unknown>
  run(...args).then(
    value => port.postMessage({ id, value } satisfies ReaderAnswer),
    (error: unknown) =>
      port.postMessage({ id, error: packError(explainReading(error, dataDir)) } satisfies ReaderAnswer),
  )
})
