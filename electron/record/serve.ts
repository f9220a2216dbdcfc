import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { assertNever } from '../../shared/assert-never.ts'
import type { MadeCode } from '../../shared/care-views.ts'
import { speakOfClinic } from '../../shared/clinic.ts'
import type { ReportStep } from '../../shared/ipc.ts'
import { phrase } from '../../shared/words/host.ts'
import { openCapture } from '../ports/capture/index.ts'
import type { CaptureSink } from '../ports/capture/writer.ts'
import { openErrorLog } from '../process/error-log.ts'
import { say } from '../process/say.ts'
import type { Batch } from '../store/batches.ts'
import { explain, explainReading } from '../store/errors.ts'
import { databasePath } from '../store/files.ts'
import {
  keepMaster,
  listBackupPaths,
  loginKeys,
  openStore,
  rekeyRecord,
  restoreNoted,
  type Store,
  StoreError,
} from '../store/index.ts'
import { findRecord } from '../store/keeper.ts'
import { removeAlive, touchAlive, writeAlive } from '../watchdog/alive-file.ts'
import { packError } from './failed.ts'
import { watchFile, watchNewest } from './file-identity.ts'
import { createJobs, type JobName } from './jobs.ts'
import type { FromRecord, Opening, ToRecord } from './messages.ts'
import { createReaderThread } from './reader-thread.ts'
import { createRecordWriter } from './writer.ts'

/** A statement waits so long for another program; the batch is then tried again, and who holds the record is told. */
const BUSY_MS = 150
/** How often a start looks whether the process before has let the record go. */
const LOCK_AGAIN_MS = 50

/** The record's end of the channel to the core. */
export interface ServedRecord {
  hear(message: ToRecord): void
  /** The core has gone: what it has handed over is stored, and nothing is left open. */
  close(): Promise<void>
}

/** Serves one record to one core. @throws StoreError where it cannot be opened */
export async function serveRecord(
  opening: Opening,
  send: (message: FromRecord) => void,
): Promise<ServedRecord> {
  const { dataDir, programs, isFirst, master } = opening
  if (master !== undefined) keepMaster(master)
  const store = await open(opening)
  speakOfClinic(store.setting('clinic'))
  const found = isFirst ? findRecord(store) : null
  const reader = createReaderThread(programs.reader, dataDir)
  const lookAtFile = watchFile(dataDir)
  // Closed, it is whole again in its own file: the core begins another process.
  const lookAtNewest = watchNewest(dataDir, () => void close())
  const writer = createRecordWriter({
    store,
    dataDir,
    look: () => lookAtFile() ?? lookAtNewest(),
    touch: () => touchAlive(dataDir),
    send,
  })
  const jobs = createJobs(store, reader, opening, { rekey, restore })
  const captures = new Map<string, CaptureSink>()
  const log = openErrorLog(dataDir)
  let isOpen = true
  let closing: Promise<void> | null = null

  async function answer({ id, job, args }: Extract<ToRecord, { kind: 'ask' }>): Promise<void> {
    try {
      if (!Object.hasOwn(jobs, job)) throw new Error(phrase.processes.noSuchJob(job))
      const tell = (step: ReportStep, share: number) => send({ kind: 'step', id, step, share })
      const run = jobs[job as JobName] as (...all: readonly unknown[]) => Promise<unknown>
      send({ kind: 'answer', id, value: await run(tell, ...args) })
    } catch (error) {
      send({ kind: 'failed', id, error: packError(explainReading(error, dataDir)) })
    }
    // Its store is closed: the core begins another.
    if (closing && (job === 'rekey' || job === 'restore')) send({ kind: 'closed' })
  }

  /**
   * New keys for the record, which is let go for it: this process ends after its answer, and what the core hands over meanwhile goes to
   * the next one.
   */
  async function rekey(by: string): Promise<MadeCode> {
    await letGoOnce()
    const { code, fingerprint } = rekeyRecord(dataDir, {
      sources: loginKeys(say),
      version: opening.version,
      by,
    })
    return { code, fingerprint }
  }

  /** A backup in the place of the record, which is let go for it in the same way. */
  async function restore(name: string, by: string): Promise<void> {
    const from = listBackupPaths(dataDir).find(path => basename(path) === name)
    if (from === undefined) throw new StoreError('missing', phrase.processes.backupNotListed(name))
    await letGoOnce()
    restoreNoted({ from, dataDir, sources: loginKeys(say), version: opening.version, by })
  }

  async function letGoOnce(): Promise<void> {
    isOpen = false
    closing ??= letGo()
    await closing
  }

  function beginCapture(id: string): void {
    const fail = (error: string) => {
      captures.delete(id)
      send({ kind: 'captureEnded', id, error })
    }
    try {
      captures.set(id, openCapture(dataDir, id, fail))
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error))
    }
  }

  async function endCapture(id: string): Promise<void> {
    const sink = captures.get(id)
    captures.delete(id)
    await sink?.close()
    send({ kind: 'captureEnded', id, error: null })
  }

  function close(): Promise<void> {
    isOpen = false
    closing ??= closeAll()
    return closing
  }

  async function closeAll(): Promise<void> {
    await letGo()
    send({ kind: 'closed' })
  }

  async function letGo(): Promise<void> {
    writer.close()
    await Promise.all([...captures.values()].map(sink => sink.close()))
    await reader.close()
    store.close()
  }

  send({ kind: 'opened', found })
  return {
    close,
    hear(message) {
      if (!isOpen) return
      switch (message.kind) {
        case 'open':
          return
        case 'batch':
          writer.take(message.batch)
          if (changesClinic(message.batch)) speakOfClinic(store.setting('clinic'))
          return
        case 'ask':
          return void answer(message)
        case 'captureBegin':
          return beginCapture(message.id)
        case 'captureBytes':
          return captures.get(message.id)?.write(message.bytes)
        case 'captureEnd':
          return void endCapture(message.id)
        case 'log':
          return log(message.line)
        case 'alive':
          return keepAlive(dataDir, message.alive)
        case 'close':
          return void close()
        default:
          return assertNever(message)
      }
    },
  }
}

/** The process before may still be storing what it was handed, and let go in a moment. */
async function open({ dataDir, version, programs, lockPatienceMs, mayBeNew }: Opening): Promise<Store> {
  const path = databasePath(dataDir)
  if (!mayBeNew && !existsSync(path)) throw new StoreError('gone', phrase.processes.recordFileGone(path))
  for (let waitedMs = 0; ; waitedMs += LOCK_AGAIN_MS) {
    try {
      return openStore(dataDir, {
        version,
        busyMs: BUSY_MS,
        keys: loginKeys(say),
        backupWorker: programs.backup,
      })
    } catch (error) {
      const problem = error instanceof StoreError ? error : explain(error, dataDir)
      if (problem.code !== 'locked' || waitedMs >= lockPatienceMs) throw problem
    }
    await wait(LOCK_AGAIN_MS)
  }
}

/** The clinic may have chosen another language. */
function changesClinic({ groups }: Batch): boolean {
  return groups.flat().some(change => change.change === 'setSetting' && change.name === 'clinic')
}

function keepAlive(dataDir: string, alive: Extract<ToRecord, { kind: 'alive' }>['alive']): void {
  try {
    if (alive) writeAlive(dataDir, alive)
    else removeAlive(dataDir)
  } catch (error) {
    say(phrase.processes.aliveFileNotWritten, error)
  }
}
