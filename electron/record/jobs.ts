import type { KeyPlace, MadeCode } from '../../shared/care-views.ts'
import type { Instant } from '../../shared/time.ts'
import type { Importing } from '../core/contracts/imports.ts'
import type { Deletion } from '../core/contracts/record.ts'
import type { ReportJob, TellStep } from '../core/contracts/reports.ts'
import { createReports } from '../export/reports.ts'
import { createCaptureLibrary } from '../ports/capture/index.ts'
import { readClinicCodes } from '../ports/clinic-codes-file.ts'
import { careOf, createSecrets, type Store } from '../store/index.ts'
import { keepCopies } from '../store/keeper.ts'
import { keepMaster } from '../store/keys/kept-master.ts'
import type { Opening } from './messages.ts'
import type { ReadJobs } from './read-jobs.ts'
import type { ReaderThread } from './reader-thread.ts'

/*
 * What can be asked of the record's process beside its batches. A further job is one function here: it is known to the core by
 * its name and its types, and runs where neither alarms nor the serial lines' threads wait for it.
 */

export type Jobs = ReturnType<typeof createJobs>
export type JobName = keyof Jobs

/** What puts another record in the place of this one: the process ends after it, and another one is begun. */
export interface Replacing {
  rekey(by: string): Promise<MadeCode>
  restore(name: string, by: string): Promise<void>
}

export function createJobs(
  store: Store,
  reader: ReaderThread,
  { dataDir, programs }: Opening,
  { rekey, restore }: Replacing,
) {
  const captures = createCaptureLibrary(dataDir)
  const care = careOf(store)
  const secrets = createSecrets(store.pepper)
  const reports = createReports({ dataDir, store, worker: programs.report })
  const read =
    <N extends keyof ReadJobs>(job: N) =>
    (_tell: TellStep, ...args: Parameters<ReadJobs[N]>) =>
      reader.ask(job, args) as ReturnType<ReadJobs[N]>

  return {
    sessions: read('sessions'),
    find: read('find'),
    session: read('session'),
    recordHash: read('recordHash'),
    history: read('history'),
    chart: read('chart'),
    review: read('review'),
    lastWeight: read('lastWeight'),
    remsDue: read('remsDue'),
    backUp: (_tell: TellStep, at: Instant) => keepCopies(store, at),
    careView: (_tell: TellStep, nowWallMs: number) => care.view(nowWallMs),
    checkPlace: (_tell: TellStep, place: string) => care.checkPlace(place),
    backUpNow: (_tell: TellStep, at: Instant) => care.backUpNow(at),
    tryBackup: (_tell: TellStep, name: string) => care.tryBackup(name),
    dueForDeletion: (_tell: TellStep, nowWallMs: number) => care.dueForDeletion(nowWallMs),
    deleteSession: (_tell: TellStep, deletion: Deletion, at: Instant) => care.deleteSession(deletion, at),
    makeRecoveryCode: (_tell: TellStep) => care.makeRecoveryCode(),
    proveRecoveryCode: (_tell: TellStep, code: string) => care.proveRecoveryCode(code),
    asksLogin: (_tell: TellStep) => care.asksLogin(),
    keepKey: (_tell: TellStep, place: KeyPlace) => care.keepKey(place),
    rekey: (_tell: TellStep, by: string) => rekey(by),
    restore: (_tell: TellStep, name: string, by: string) => restore(name, by),
    /** Base64, where the record is opened by a typed code from now on: for threads of this process, and whoever begins it again. */
    async master() {
      const master = Buffer.from(store.master).toString('base64')
      keepMaster(master)
      return master
    },
    async importFile(_tell: TellStep, bytes: Uint8Array, note: Importing) {
      // Read only where it is wanted: a record that is begun again must be there soon.
      const { createImports } = await import('../import/index.ts')
      return createImports(store).importFile(bytes, note)
    },
    makeReport: (tell: TellStep, job: ReportJob) => reports.make(job, tell),
    hashSecret: (_tell: TellStep, secret: string) => secrets.hash(secret),
    matchesSecret: (_tell: TellStep, stored: string, secret: string) => secrets.matches(stored, secret),
    /** Answered at once by a record that lives, whatever else it works at. */
    isThere: async () => true,
    clinicCodes: async () => readClinicCodes(dataDir),
    listCaptures: () => captures.list(),
    readCapture: (_tell: TellStep, id: string) => captures.read(id),
    describeCapture: (_tell: TellStep, id: string) => captures.describe(id),
  }
}
