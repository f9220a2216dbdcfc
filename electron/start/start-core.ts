import { type Core, type CoreOptions, type CoreParts, createCore } from '../core/core.ts'
import { createReports } from '../export/index.ts'
import { createImports } from '../import/index.ts'
import { createCaptures, createLines } from '../ports/index.ts'
import { readBootId } from '../process/boot-id.ts'
import { loginName } from '../process/login.ts'
import { say } from '../process/say.ts'
import { type RecordOptions, type RecordProcess, startRecord } from '../record/client.ts'
import type { Programs } from '../record/programs.ts'
import { createSecrets, keepRecord, loginKeys, openStore, type SecretsOptions } from '../store/index.ts'

export interface StartOptions
  extends Omit<CoreOptions, 'parts'>,
    Pick<CoreParts, 'beep'>,
    Partial<Pick<CoreParts, 'readSoundOutput' | 'onNotYetRecorded' | 'seats'>>,
    Partial<Pick<RecordOptions, 'lockPatienceMs'>> {
  /** Where everything is stored. */
  readonly dataDir: string
  /** What runs the record as a process of its own; without it the record is kept in this thread, as tests do. */
  readonly programs?: Programs
  /** What is run as a thread to make a report where the record is kept in this thread. */
  readonly reportWorker?: URL
  /** Tests take cheap ones. */
  readonly secrets?: SecretsOptions
}

/** A core, and the process of its record, if it has one. */
export interface StartedCore extends Core {
  readonly record: RecordProcess | null
}

/**
 * Starts the core on this computer: on the record, captures and reports of a data folder, and on the machine's own ports.
 *
 * @throws StoreError with one clear sentence when the record cannot be opened
 */
export async function startCore(options: StartOptions): Promise<StartedCore> {
  const {
    dataDir,
    programs,
    lockPatienceMs,
    reportWorker: _reportWorker,
    secrets: _secrets,
    beep,
    readSoundOutput = async () => null,
    onNotYetRecorded,
    seats,
    ...rest
  } = options
  const record = programs
    ? await startRecord({
        dataDir,
        version: rest.version,
        programs,
        say,
        ...(lockPatienceMs ? { lockPatienceMs } : {}),
      })
    : null
  const kept = record ? { ...record, record } : keepHere(options)
  const { captures, reports, imports } = kept
  const core = await createCore({
    boot: readBootId(),
    ...rest,
    parts: {
      record: kept.record,
      lines: createLines({ dataDir, readCapture: captures.read }),
      captures,
      reports,
      imports,
      secrets: kept.secrets,
      login: loginName(),
      beep,
      say,
      readSoundOutput,
      ...(onNotYetRecorded ? { onNotYetRecorded } : {}),
      ...(seats ? { seats } : {}),
    },
  })
  return { ...core, record }
}

/** The record in this thread. */
function keepHere({ dataDir, version, reportWorker, secrets }: StartOptions) {
  const store = openStore(dataDir, { version, keys: loginKeys(say) })
  return {
    record: keepRecord(store),
    captures: createCaptures(dataDir, version),
    reports: createReports({ dataDir, store, worker: reportWorker }),
    imports: createImports(store),
    secrets: createSecrets(store.pepper, secrets),
  }
}
