import { hostname } from 'node:os'
import type {
  DeletionDone,
  KeyPlace,
  MadeCode,
  PlaceSeen,
  RecordCareView,
  TriedBackup,
} from '../../shared/care-views.ts'
import { MOST_DUE, readKeepYears } from '../../shared/record-times.ts'
import type { RoomState } from '../../shared/session/room-state.ts'
import type { Instant } from '../../shared/time.ts'
import type { LogEntry } from '../../shared/views.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Importing } from '../core/contracts/imports.ts'
import {
  BACKUP_PLACE,
  type Commit,
  type Deletion,
  KEEP_YEARS,
  SEAL_AFTER_DAYS,
  type StoredPresets,
} from '../core/contracts/record.ts'
import { createInTurn } from '../core/in-turn.ts'
import { createBackups, inThread } from './backup/backups.ts'
import { lookAtPlace } from './backup/place.ts'
import { isBackupDue } from './backup/plan.ts'
import { type BatchTable, createBatchTable } from './batches.ts'
import { lastRestored, viewCare } from './care.ts'
import { createChains } from './chains.ts'
import { writeCommit } from './commit.ts'
import { createDeleting } from './delete/deleting.ts'
import { noteOpenEnds } from './ends.ts'
import { damaged, explain } from './errors.ts'
import { watchGoverned } from './governed.ts'
import { createStage, type ReadyImport, type Stage } from './import.ts'
import { createInstallationTables, type InstallationTables } from './installation.ts'
import { asksLogin, keepKey } from './keys/keep-key.ts'
import { makeRecoveryCode, ownSources, proveRecoveryCode } from './keys/keys.ts'
import { createMarker } from './marker.ts'
import { migrations } from './migrations/index.ts'
import { noteMarkGone } from './note-mark-gone.ts'
import { openDatabase } from './open.ts'
import { storeOfMark } from './os-mark.ts'
import { createPeopleTables, type PeopleTables } from './people.ts'
import { type ReadStore, readFrom } from './read.ts'
import { readable } from './readable.ts'
import { readSealAfterDays } from './seal/put-away.ts'
import { createSealing, listUnsealed } from './seal/sealing.ts'
import { indexAlarms, indexSession, type ReadEvents } from './search-index.ts'
import { addSession, moveSession, readOpenSessions } from './sessions.ts'
import { sealBeat } from './signatures.ts'
import { prepareOnce } from './statements.ts'
import { createStates } from './states.ts'
import type { StoreOptions } from './store-options.ts'
import { type Atomically, createSavepoint, createTransaction, tryLock } from './transaction.ts'
import { writeImport } from './write-import.ts'

export interface Store extends ReadStore, InstallationTables, PeopleTables {
  readonly atomically: Atomically
  /** Inside a transaction: statements that alone are undone when they fail. */
  readonly apart: Atomically
  readonly batches: BatchTable
  /** Goes into the hash of every PIN: it follows from the master key, and is stored nowhere. */
  readonly pepper: Uint8Array
  /** Opens all of it: for processes of this Vigil alone. */
  readonly master: Uint8Array
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
  /** Puts a session away that has waited long enough; gives its id, or null where none was. @throws StoreError */
  sealNext(at: Instant): Promise<string | null>
  /** Deletes a closed session for good (`delete/deleting.ts`). @throws StoreError */
  deleteSession(deletion: Deletion, at: Instant): Promise<DeletionDone>
  /** @param placeSeen of the second place for backups; else it is looked at here and now */
  careView(nowWallMs: number, placeSeen?: PlaceSeen | null): RecordCareView
  /** What is seen of the second place; null: none is named. */
  lookAtPlace(): Promise<PlaceSeen | null>
  /** @throws StoreError: this folder cannot be the second place */
  checkPlace(place: string): Promise<void>
  /** Tries a backup of the data folder, changing nothing. @throws StoreError */
  tryBackup(name: string): Promise<TriedBackup>
  /** Could something be stored now? Stores nothing. @throws StoreError where another program holds the record */
  tryLock(): void
  /** @throws StoreError */
  makeRecoveryCode(): MadeCode
  proveRecoveryCode(code: string): boolean
  /** Does the key store of this login answer? */
  asksLogin(): Promise<boolean>
  /** Keeps the key that opens the record by itself at another place. @throws StoreError */
  keepKey(place: KeyPlace): Promise<void>
}

const ANY_OPEN = 'SELECT 1 FROM sessions WHERE closed_wall_ms IS NULL LIMIT 1'

/** Opens a record for its one writer. @throws StoreError */
export function openStore(dataDir: string, options: StoreOptions): Store {
  const { version, maxPages, busyMs, backupWorker } = options
  const sources = options.keys ?? ownSources
  const { db, keys, markWasGone, close } = openDatabase(dataDir, migrations, sources, options.checksPages)
  if (busyMs !== undefined) db.exec(`PRAGMA busy_timeout = ${busyMs}`)
  if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`)
  watchGoverned(db)
  const prepare = prepareOnce(db)
  const chains = createChains(prepare, keys.signing)
  const states = createStates(prepare)
  const atomically = createTransaction(db, dataDir, chains.vouch, forget)
  const stage = createStage(db, prepare)
  const own = { station: hostname(), software: version }
  const marker = createMarker(db, dataDir, keys, storeOfMark(dataDir, sources))
  const backups = createBackups({ dataDir, keys, sources, software: version, worker: backupWorker })
  const sealing = createSealing({ prepare, chains, own, atomically, writePart: backups.writePart })
  const deleting = createDeleting({
    db,
    dataDir,
    prepare,
    chains,
    sealedRecords: backups.sealedRecords,
    own,
    atomically,
    purge: wallMs => backups.purge(backupPlace(), wallMs),
    onDeleted(at) {
      states.forget()
      marker.write(at.wallMs)
    },
  })
  /** One after the other: a copy, a sealing and a deletion would each take the session from under another. */
  const inTurn = createInTurn()
  const reading = readFrom(db, dataDir, keys, closeAll)
  const installation = createInstallationTables(prepare, atomically, beat =>
    sealBeat(keys.signing, beat, chains.logEnd().seq),
  )
  /** A session was closed after the newest backup. */
  let closedSince = false
  let looked = false
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

  /** In turn; what goes wrong is one sentence. */
  function explained<T>(run: () => Promise<T>): Promise<T> {
    return inTurn(run).catch((error: unknown) => {
      throw explain(error, dataDir)
    })
  }

  /** A sealed file that is missing must not keep what is added to its session from being stored. */
  const readEvents: ReadEvents = sessionId =>
    readable(
      [sessionId],
      () => reading.log(sessionId).map(({ entry }) => JSON.stringify(entry)),
      () => phrase.record.stateOfSession(sessionId),
    ).flat()

  const spread = () => backups.spreadKeys(backupPlace())
  const afterDays = () => readSealAfterDays(installation.settings().get(SEAL_AFTER_DAYS))
  const backupPlace = () => installation.settings().get(BACKUP_PLACE) || null

  async function backUp(at: Instant): Promise<string> {
    const { wallMs } = at
    try {
      closedSince = false
      atomically(() => noteOpenEnds(prepare, chains, own, at))
      const { path } = await backups.make(wallMs, backupPlace())
      marker.write(wallMs)
      await deleting.clearLeft(at)
      return path
    } catch (error) {
      closedSince = true
      throw error
    }
  }

  const store: Store = {
    ...reading,
    ...installation,
    ...createPeopleTables(prepare, atomically),
    touch(at) {
      installation.touch(at)
      marker.writeSometimes(at)
    },
    atomically,
    apart: createSavepoint(db, forget),
    batches: createBatchTable(prepare),
    pepper: keys.pepper,
    master: keys.master,
    commit: commit =>
      atomically(() => {
        const { preset, state, sessionId, log } = commit
        if (preset) knownPresets = null
        if (state?.session.closed && log.length > 0) closedSince = true
        const entries = writeCommit(prepare, chains, states, own, commit)
        if (sessionId !== null)
          indexAlarms(
            prepare,
            sessionId,
            log.map(({ entry }) => entry),
          )
        if (state?.session.closed) indexSession(prepare, state.session, readEvents)
        return entries
      }),
    stage,
    importSession: (ready, note) =>
      atomically(() => {
        const entry = writeImport(prepare, chains, own, stage, ready, note)
        indexAlarms(
          prepare,
          ready.session.id,
          ready.records.map(record => record.entry),
        )
        indexSession(prepare, ready.session, readEvents)
        return entry
      }),
    presets() {
      knownPresets ??= reading.presets()
      return knownPresets
    },
    openSession: (roomId, state) =>
      atomically(() => {
        addSession(prepare, roomId, state.session, JSON.stringify(state))
        indexSession(prepare, state.session, readEvents)
      }),
    moveSession: (roomId, state) =>
      atomically(() => {
        states.forget()
        moveSession(prepare, roomId, state.session.id, JSON.stringify(state))
        indexSession(prepare, state.session, readEvents)
      }),
    openSessions: () => readOpenSessions(prepare, chains),
    backup: at => explained(() => backUp(at)),
    backupIfDue: at =>
      explained(async () => {
        const state = {
          lastWallMs: backups.lastWallMs(),
          closedSince,
          anyOpen: prepare(ANY_OPEN).get() !== undefined,
        }
        const isFirst = !looked
        looked = true
        if (isBackupDue(state, at.wallMs)) return backUp(at)
        // A backup is checked page by page; where none is due, the record itself is, once after each start.
        if (isFirst && (await backups.checkPages()) !== 'ok') throw damaged(dataDir)
        return null
      }),
    sealNext: at =>
      explained(async () => {
        const sessionId = await sealing.next(at, afterDays())
        if (sessionId !== null) marker.write(at.wallMs)
        return sessionId
      }),
    deleteSession: (deletion, at) => explained(() => deleting.delete(deletion, at)),
    async lookAtPlace() {
      const place = backupPlace()
      return place === null ? null : backups.lookAtPlace(place)
    },
    checkPlace: place => backups.checkPlace(place),
    careView(nowWallMs, seen) {
      const years = readKeepYears(reading.setting(KEEP_YEARS))
      const sessions = reading.dueForDeletion(nowWallMs, MOST_DUE + 1)
      const place = backupPlace()
      return viewCare(
        {
          dataDir,
          keys,
          sources,
          backups,
          place,
          placeSeen: seen !== undefined || place === null ? (seen ?? null) : lookAtPlace(dataDir, place),
          sealing: { afterDays: afterDays(), unsealed: listUnsealed(prepare) },
          restored: lastRestored(prepare),
          retention: {
            years,
            due: Math.min(sessions.length, MOST_DUE),
            areMoreDue: sessions.length > MOST_DUE,
          },
        },
        nowWallMs,
      )
    },
    tryLock: () => tryLock(db, dataDir),
    tryBackup: name => backups.tryOut(name),
    makeRecoveryCode() {
      const code = makeRecoveryCode(dataDir, keys, sources)
      spread()
      return { code, fingerprint: keys.signing.fingerprint }
    },
    proveRecoveryCode(code) {
      const proved = proveRecoveryCode(dataDir, code)
      if (proved) spread()
      return proved
    },
    asksLogin: async () =>
      backupWorker ? inThread<boolean>(backupWorker, { kind: 'askLogin' }) : asksLogin(sources),
    async keepKey(place) {
      if (backupWorker) await inThread<null>(backupWorker, { kind: 'keepKey', dataDir, place })
      else keepKey(dataDir, place, sources)
      spread()
    },
  }
  if (markWasGone) noteMarkGone(store, dataDir, marker)
  return store
}
