import { type Core, type CoreOptions, type CoreParts, createCore } from '../core/core.ts'
import { createReports } from '../export/index.ts'
import { createImports } from '../import/index.ts'
import { createCaptures, createLines } from '../ports/index.ts'
import { readBootId } from '../process/boot-id.ts'
import { say } from '../process/say.ts'
import { keepRecord, openStore, osStore, ownSources } from '../store/index.ts'

export interface StartOptions
  extends Omit<CoreOptions, 'parts'>,
    Pick<CoreParts, 'beep'>,
    Partial<Pick<CoreParts, 'readSoundOutput'>> {
  /** Where everything is stored. */
  readonly dataDir: string
  /** What is run as a thread to make a report, `export/report-worker.ts`; without it reports are made in this thread. */
  readonly reportWorker?: URL
  /** The same for backups, `store/backup/backup-worker.ts`. */
  readonly backupWorker?: URL
}

/**
 * Starts the core on this computer: on the record, captures and reports of a data folder, and on the machine's own ports.
 *
 * @throws StoreError with one clear sentence when the record cannot be opened
 */
export async function startCore(options: StartOptions): Promise<Core> {
  const { dataDir, reportWorker, backupWorker, beep, readSoundOutput = async () => null, ...rest } = options
  const store = openStore(dataDir, {
    version: rest.version,
    keys: { ...ownSources, os: osStore, tell: say },
    ...(backupWorker ? { backupWorker } : {}),
  })
  return createCore({
    boot: readBootId(),
    ...rest,
    parts: {
      record: keepRecord(store),
      lines: createLines(dataDir),
      captures: createCaptures(dataDir, rest.version),
      reports: createReports({ dataDir, store, worker: reportWorker }),
      imports: createImports(store),
      beep,
      say,
      readSoundOutput,
    },
  })
}
