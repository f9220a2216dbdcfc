import { hostname } from 'node:os'
import type { RoomState } from '../../shared/session/room-state.ts'
import type { Instant } from '../../shared/time.ts'
import type { LogEntry } from '../../shared/views.ts'
import type { Importing } from '../core/contracts/imports.ts'
import type { Commit, StoredPresets } from '../core/contracts/record.ts'
import { createBackups } from './backup/backups.ts'
import { isBackupDue } from './backup/plan.ts'
import { type BatchTable, createBatchTable } from './batches.ts'
import { createChains } from './chains.ts'
import { writeCommit } from './commit.ts'
import { explain } from './errors.ts'
import { createStage, type ReadyImport, type Stage } from './import.ts'
import { createInstallationTables, type InstallationTables } from './installation.ts'
import type { KeySources } from './keys/keys.ts'
import { createMarker } from './marker.ts'
import { migrations } from './migrations/index.ts'
import { openDatabase } from './open.ts'
import { type ReadStore, readFrom } from './read.ts'
import { addSession, moveSession, readOpenSessions } from './sessions.ts'
import { prepareOnce } from './statements.ts'
import { createStates } from './states.ts'
import { type Atomically, createSavepoint, createTransaction } from './transaction.ts'
import { writeImport } from './write-import.ts'

export interface Store extends ReadStore, InstallationTables {
  readonly atomically: Atomically
  /** Inside a transaction: statements that alone are undone when they fail. */
  readonly apart: Atomically
  readonly batches: BatchTable
  /** @throws StoreError when nothing of it could be stored */
  commit(commit: Commit): readonly LogEntry[]
  openSession(roomId: string, state: RoomState): void
  moveSession(roomId: string, state: RoomState): void
  /** Where the readings of a session wait that is to be imported. */
  readonly stage: Stage
  /**
   * Stores a session of another installation whole: its records and the readings that are staged become part of this
   * installation's chains, after a record that says who imported it. @throws StoreError when nothing of it could be stored
   */
  importSession(ready: ReadyImport, note: Importing): LogEntry
  /** Sessions that were not closed, each with its room to go on from. */
  openSessions(): readonly { readonly roomId: string; readonly state: RoomState }[]
  /** A whole copy, in every place that is named for it; gives its path in the data folder. @throws StoreError */
  backup(at: Instant): Promise<string>
  /** The same where one is due: at each close, hourly while a session is open, and on each day. null: none was due. */
  backupIfDue(at: Instant): Promise<string | null>
}

export interface StoreOptions {
  /** Vigil's version, for the audit trail. */
  readonly version: string
  /** How large the file may get, in pages; tests fill a disk with it. */
  readonly maxPages?: number
  /** How long a statement waits where another program holds the record. */
  readonly busyMs?: number
  /** What the record's keys are opened with; else the key file alone. */
  readonly keys?: KeySources
  /** What is run as a thread to make a backup, `backup/backup-worker.ts`; without it that holds up whoever asks for one. */
  readonly backupWorker?: string | URL
}

/** The setting that names a second folder for backups. */
export const BACKUP_PLACE = 'backupPlace'

const ANY_OPEN = 'SELECT 1 FROM sessions WHERE closed_wall_ms IS NULL LIMIT 1'

/** Opens a record for its one writer. @throws StoreError */
export function openStore(dataDir: string, options: StoreOptions): Store {
  const { version, maxPages, busyMs, backupWorker } = options
  const { db, keys, close } = openDatabase(dataDir, migrations, options.keys)
  if (busyMs !== undefined) db.exec(`PRAGMA busy_timeout = ${busyMs}`)
  if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`)
  const prepare = prepareOnce(db)
  const chains = createChains(prepare)
  const states = createStates(prepare)
  const atomically = createTransaction(db, dataDir, forget)
  const stage = createStage(db, prepare)
  const own = { station: hostname(), software: version }
  const marker = createMarker(db, dataDir, keys)
  const backups = createBackups({ dataDir, keys, software: version, worker: backupWorker })
  const reading = readFrom(db, dataDir, closeAll)
  const installation = createInstallationTables(prepare, atomically)
  /** A session was closed after the newest backup. */
  let closedSince = false
  /** Read and checked once; only `commit` adds to them. */
  let knownPresets: StoredPresets | null = null

  function forget(): void {
    chains.forget()
    states.forget()
    knownPresets = null
  }

  function closeAll(): void {
    if (db.isOpen) marker.write()
    close()
    backups.close()
  }

  async function backUp({ wallMs }: Instant): Promise<string> {
    try {
      closedSince = false
      const { path } = await backups.make(wallMs, installation.settings().get(BACKUP_PLACE) || null)
      marker.write(wallMs)
      return path
    } catch (error) {
      closedSince = true
      throw explain(error, dataDir)
    }
  }

  return {
    ...reading,
    ...installation,
    touch(at) {
      installation.touch(at)
      marker.writeSometimes(at)
    },
    atomically,
    apart: createSavepoint(db, forget),
    batches: createBatchTable(prepare),
    commit: commit =>
      atomically(() => {
        if (commit.preset) knownPresets = null
        if (commit.state?.session.closed && commit.log.length > 0) closedSince = true
        return writeCommit(prepare, chains, states, own, commit)
      }),
    stage,
    importSession: (ready, note) => atomically(() => writeImport(prepare, chains, own, stage, ready, note)),
    presets: () => (knownPresets ??= reading.presets()),
    openSession: (roomId, state) =>
      atomically(() => addSession(prepare, roomId, state.session, JSON.stringify(state))),
    moveSession: (roomId, state) =>
      atomically(() => {
        states.forget()
        moveSession(prepare, roomId, state.session.id, JSON.stringify(state))
      }),
    openSessions: () => readOpenSessions(prepare, chains),
    backup: backUp,
    async backupIfDue(at) {
      const state = {
        lastWallMs: backups.lastWallMs(),
        closedSince,
        anyOpen: prepare(ANY_OPEN).get() !== undefined,
      }
      return isBackupDue(state, at.wallMs) ? backUp(at) : null
    },
  }
}
