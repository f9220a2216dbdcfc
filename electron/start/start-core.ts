import { type Core, type CoreOptions, type CoreParts, createCore } from '../core/core.ts'
import { createLines } from '../ports/index.ts'
import { readBootId } from '../process/boot-id.ts'
import { loginName } from '../process/login.ts'
import { say } from '../process/say.ts'
import { type RecordOptions, type RecordProcess, startRecord } from '../record/client.ts'
import type { Programs } from '../record/programs.ts'
import type { KeepHereOptions } from './keep-here.ts'

export interface StartOptions
  extends Omit<CoreOptions, 'parts'>,
    KeepHereOptions,
    Pick<CoreParts, 'beep'>,
    Partial<Pick<CoreParts, 'readSoundOutput' | 'onNotYetRecorded' | 'seats' | 'beginAgain'>>,
    Partial<Pick<RecordOptions, 'lockPatienceMs' | 'goesOn' | 'master' | 'onMaster'>> {
  /** What runs the record as a process of its own; without it the record is kept in this thread, as tests do. */
  readonly programs?: Programs
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
    goesOn,
    master,
    onMaster,
    reportWorker: _reportWorker,
    secrets: _secrets,
    beep,
    readSoundOutput = async () => null,
    onNotYetRecorded,
    seats,
    beginAgain,
    ...rest
  } = options
  const record = programs
    ? await startRecord({
        dataDir,
        version: rest.version,
        programs,
        say,
        ...(lockPatienceMs ? { lockPatienceMs } : {}),
        ...(goesOn ? { goesOn } : {}),
        ...(master === undefined ? {} : { master }),
        ...(onMaster ? { onMaster } : {}),
      })
    : null
  // What the process with the alarms does not need it does not read either: it must begin quickly.
  const kept = record
    ? { ...record, record, readCodes: () => record.ask('clinicCodes') }
    : (await import('./keep-here.ts')).keepHere(options)
  const { captures, reports, imports } = kept
  const core = await createCore({
    boot: readBootId(),
    ...rest,
    parts: {
      record: kept.record,
      lines: createLines({ readCodes: kept.readCodes, readCapture: captures.read }),
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
      ...(beginAgain ? { beginAgain } : {}),
    },
  })
  return { ...core, record }
}
