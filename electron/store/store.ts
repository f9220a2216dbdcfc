import { hostname } from 'node:os'
import type { RoomState } from '../../shared/session/room-state.ts'
import type { Instant } from '../../shared/time.ts'
import type { LogEntry } from '../../shared/views.ts'
import type { Importing } from '../core/contracts/imports.ts'
import type { Commit, StoredPresets } from '../core/contracts/record.ts'
import { backUpDaily } from './backup.ts'
import { createChains } from './chains.ts'
import { writeCommit } from './commit.ts'
import { explain } from './errors.ts'
import { createStage, type ReadyImport, type Stage } from './import.ts'
import { createInstallationTables, type InstallationTables } from './installation.ts'
import { openDatabase } from './open.ts'
import { createPeopleTables, type PeopleTables } from './people.ts'
import { type ReadStore, readFrom } from './read.ts'
import { addSession, moveSession, readOpenSessions } from './sessions.ts'
import { prepareOnce } from './statements.ts'
import { type Atomically, createTransaction } from './transaction.ts'
import { writeImport } from './write-import.ts'

export interface Store extends ReadStore, InstallationTables, PeopleTables {
  readonly atomically: Atomically
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
  /**
   * A whole copy of today, once a day; the newest seven are kept. Does not hold up anything else: at 100 MB it takes about
   * 0.2 s, in steps of a few milliseconds. Gives its path. @throws StoreError
   */
  backup(at: Instant): Promise<string>
}

export interface StoreOptions {
  /** Vigil's version, for the audit trail. */
  readonly version: string
  /** How large the file may get, in pages; tests fill a disk with it. */
  readonly maxPages?: number
}

/** Opens a record for its one writer. @throws StoreError */
export function openStore(dataDir: string, { version, maxPages }: StoreOptions): Store {
  const { db, close } = openDatabase(dataDir)
  if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`)
  const prepare = prepareOnce(db)
  const chains = createChains(prepare)
  const atomically = createTransaction(db, dataDir, forget)
  const stage = createStage(db, prepare)
  const own = { station: hostname(), software: version }
  const reading = readFrom(db, dataDir, close)
  /** Read and checked once; only `commit` adds to them. */
  let knownPresets: StoredPresets | null = null

  function forget(): void {
    chains.forget()
    knownPresets = null
  }

  return {
    ...reading,
    ...createInstallationTables(prepare, atomically),
    ...createPeopleTables(prepare, atomically),
    atomically,
    commit: commit =>
      atomically(() => {
        if (commit.preset) knownPresets = null
        return writeCommit(prepare, chains, own, commit)
      }),
    stage,
    importSession: (ready, note) => atomically(() => writeImport(prepare, chains, own, stage, ready, note)),
    presets: () => (knownPresets ??= reading.presets()),
    openSession: (roomId, state) =>
      atomically(() => addSession(prepare, roomId, state.session, JSON.stringify(state))),
    moveSession: (roomId, state) =>
      atomically(() => moveSession(prepare, roomId, state.session.id, JSON.stringify(state))),
    openSessions: () => readOpenSessions(prepare, chains),
    async backup(at) {
      try {
        return await backUpDaily(db, dataDir, new Date(at.wallMs).toISOString().slice(0, 10))
      } catch (error) {
        throw explain(error, dataDir)
      }
    },
  }
}
