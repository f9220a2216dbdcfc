import { type Core, type CoreOptions, type CoreParts, createCore } from '../core/core.ts'
import { createReports } from '../export/index.ts'
import { createImports } from '../import/index.ts'
import { createCaptures, createLines } from '../ports/index.ts'
import { readBootId } from '../process/boot-id.ts'
import { loginName } from '../process/login.ts'
import { say } from '../process/say.ts'
import { createSecrets, keepRecord, openStore, type SecretsOptions } from '../store/index.ts'

export interface StartOptions
  extends Omit<CoreOptions, 'parts'>,
    Pick<CoreParts, 'beep'>,
    Partial<Pick<CoreParts, 'readSoundOutput'>> {
  /** Where everything is stored. */
  readonly dataDir: string
  /** What is run as a thread to make a report, `export/report-worker.ts`; without it reports are made in this thread. */
  readonly reportWorker?: URL
  /** Tests take cheap ones. */
  readonly secrets?: SecretsOptions
}

/**
 * Starts the core on this computer: on the record, captures and reports of a data folder, and on the machine's own ports.
 *
 * @throws StoreError with one clear sentence when the record cannot be opened
 */
export async function startCore(options: StartOptions): Promise<Core> {
  const { dataDir, reportWorker, secrets, beep, readSoundOutput = async () => null, ...rest } = options
  const store = openStore(dataDir, { version: rest.version })
  const record = keepRecord(store)
  return createCore({
    boot: readBootId(),
    ...rest,
    parts: {
      record,
      lines: createLines(dataDir),
      captures: createCaptures(dataDir, rest.version),
      reports: createReports({ dataDir, store, worker: reportWorker }),
      imports: createImports(store),
      secrets: createSecrets(record, secrets),
      login: loginName(),
      beep,
      say,
      readSoundOutput,
    },
  })
}
