import { createReports } from '../export/reports.ts'
import { createImports } from '../import/index.ts'
import { createCaptures } from '../ports/capture/index.ts'
import { readClinicCodes } from '../ports/clinic-codes-file.ts'
import { say } from '../process/say.ts'
import { createSecrets, keepRecord, loginKeys, openStore, type SecretsOptions } from '../store/index.ts'

export interface KeepHereOptions {
  /** Where everything is stored. */
  readonly dataDir: string
  /** Vigil's own. */
  readonly version: string
  /** What is run as a thread to make a report. */
  readonly reportWorker?: URL
  /** Tests take cheap ones. */
  readonly secrets?: SecretsOptions
}

/** The record in this thread, as tests and commands have it. */
export function keepHere({ dataDir, version, reportWorker, secrets }: KeepHereOptions) {
  const store = openStore(dataDir, { version, keys: loginKeys(say) })
  return {
    record: keepRecord(store),
    captures: createCaptures(dataDir, version),
    reports: createReports({ dataDir, store, worker: reportWorker }),
    imports: createImports(store),
    secrets: createSecrets(store.pepper, secrets),
    readCodes: async () => readClinicCodes(dataDir),
  }
}
