import { closeSync, openSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { KeyPlace, PlaceSeen, TriedBackup } from '../../../shared/care-views.ts'
import { SECOND_MS } from '../../../shared/time.ts'
import { phrase } from '../../../shared/words/host.ts'
import { say } from '../../process/say.ts'
import { listSealedRecords, type SealedRecordsJob } from '../delete/sealed-records.ts'
import type { GoneRecord } from '../delete/tombstones.ts'
import { backupsPath, databasePath, listBackups } from '../files.ts'
import type { KeySources, Keys } from '../keys/keys.ts'
import type { Part } from '../seal/parts.ts'
import { type SealJob, writePart } from '../seal/seal.ts'
import { StoreError } from '../types.ts'
import { type Copied, type CopyJob, checkPages, copyRecord } from './copy.ts'
import { readManifest } from './manifest.ts'
import { lookForNewest, silentPlace } from './newest-there.ts'
import { checkPlace, explainPlace, listPlace, lookAtPlace } from './place.ts'
import { thinOut } from './plan.ts'
import { type PurgeJob, purgeBackups } from './purge.ts'
import { spreadAnswering, spreadKeys } from './spread-keys.ts'
import { tryBackup } from './try.ts'

/** A share whose server has gone lets whoever reads it wait for ever. */
const PLACE_MS = 8 * SECOND_MS
export interface BackupsOptions {
  readonly dataDir: string
  readonly keys: Keys
  readonly sources: KeySources
  readonly software: string
  /** What is run as a thread to make a copy, `backup-worker.ts`; without it copies are made in this one. */
  readonly worker?: string | URL | undefined
}

export interface Backups {
  /** @param place a second folder; null: none is named. @throws Error when no copy could be made */
  make(wallMs: number, place: string | null): Promise<Copied>
  /** What is seen of a second place; one that does not answer within some seconds is told as such. */
  lookAtPlace(place: string): Promise<PlaceSeen>
  /** @throws StoreError: it cannot be a second place */
  checkPlace(place: string): Promise<void>
  /** Opens one of the data folder, and looks at all of it. @throws StoreError */
  tryOut(name: string): Promise<TriedBackup>
  /** Writes a closed session to a file (`seal/seal.ts`); null: there is nothing to put away. @throws Error */
  writePart(sessionId: string, wallMs: number): Promise<Part | null>
  /** Of a session's sealed files (`delete/sealed-records.ts`). @throws Error */
  sealedRecords(sessionId: string): Promise<readonly GoneRecord[]>
  /** Clears all copies of deleted sessions (`purge.ts`); what still holds one, one sentence each. @throws Error */
  purge(place: string | null, wallMs: number): Promise<readonly string[]>
  /** Gives every backup the slots that the record has now. Nothing waits for the second place. */
  spreadKeys(place: string | null): void
  /** SQLite's look at every page of the record itself: 'ok', or its first complaint. */
  checkPages(): Promise<string>
  /** Of the newest whole one in the data folder that opens with the keys of now; null: there is none. */
  lastWallMs(): number | null
  close(): void
}

export function createBackups({ dataDir, keys, sources, software, worker }: BackupsOptions): Backups {
  /** Opened at the first copy, and closed after SQLite has closed it: see `CopyJob.file`. */
  let file: number | null = null
  const folder = backupsPath(dataDir)

  /** Whether it answers: what reads it would else wait for ever, and all that comes after. */
  async function answers(place: string | null): Promise<boolean> {
    if (place === null) return true
    if (!worker) return lookForNewest(place) !== 'silent'
    const look = inThread<PlaceSeen>(worker, { kind: 'lookAtPlace', dataDir, place }, PLACE_MS)
    return look.then(
      () => true,
      () => false,
    )
  }

  return {
    async make(wallMs, named) {
      const isThere = await answers(named)
      const place = isThere ? named : null
      file ??= openSync(databasePath(dataDir), 'r')
      const job: CopyJob = {
        dataDir,
        file,
        places: [folder, ...(place === null ? [] : [place])],
        databaseKey: keys.database,
        backupKey: keys.backup,
        keyId: keys.id,
        wallMs,
        station: hostname(),
        software,
      }
      const copied = worker ? await inThread<Copied>(worker, { kind: 'copy', job }) : copyRecord(job)
      const kept = worker
        ? await inThread<readonly string[]>(worker, { kind: 'thinOut', places: job.places })
        : thinOutAll(job.places)
      const problems = [
        ...copied.problems,
        ...kept,
        ...(named !== null && !isThere ? [phrase.backups.tookNoBackup(silentPlace(named))] : []),
      ]
      for (const problem of problems) say(problem)
      return { ...copied, problems }
    },
    async lookAtPlace(place) {
      if (!worker) return lookAtPlace(dataDir, place)
      const look = inThread<PlaceSeen>(worker, { kind: 'lookAtPlace', dataDir, place }, PLACE_MS)
      return look.catch(() => ({ isThere: true, lastWallMs: null, problem: silentPlace(place) }))
    },
    async checkPlace(place) {
      if (!worker) return checkPlace(dataDir, place)
      await inThread<null>(worker, { kind: 'checkPlace', dataDir, place }, PLACE_MS, silentPlace(place))
    },
    async tryOut(name) {
      if (!listBackups(folder).some(known => known.name === name))
        throw new StoreError('missing', phrase.backups.backupNotListed(name))
      const from = join(folder, name)
      if (worker) return inThread<TriedBackup>(worker, { kind: 'try', from, dataDir })
      return tryBackup(from, dataDir, sources)
    },
    async writePart(sessionId, wallMs) {
      const job: SealJob = {
        dataDir,
        sessionId,
        wallMs,
        databaseKey: keys.database,
        sessionKey: keys.session,
      }
      return worker ? inThread<Part | null>(worker, { kind: 'seal', job }) : writePart(job)
    },
    async sealedRecords(sessionId) {
      const job: SealedRecordsJob = {
        dataDir,
        sessionId,
        databaseKey: keys.database,
        sessionKey: keys.session,
      }
      return worker
        ? inThread<readonly GoneRecord[]>(worker, { kind: 'sealedRecords', job })
        : listSealedRecords(job)
    },
    async purge(named, wallMs) {
      const isThere = await answers(named)
      const place = isThere ? named : null
      const job: PurgeJob = {
        dataDir,
        places: [folder, ...(place === null ? [] : [place])],
        software,
        wallMs,
      }
      const left = await (worker
        ? inThread<readonly string[]>(worker, { kind: 'purge', job })
        : purgeBackups(job, keys))
      return named !== null && !isThere
        ? [...left, phrase.backups.clearedAtNextBackup(silentPlace(named))]
        : left
    },
    spreadKeys(place) {
      if (!worker || place === null) {
        spreadAnswering(dataDir, place)
        return
      }
      spreadKeys(dataDir, null)
      const work = { kind: 'spreadKeys', dataDir, place } as const
      inThread<null>(worker, work, PLACE_MS, silentPlace(place)).catch((error: unknown) =>
        say(phrase.backups.secondPlaceWithoutKeysOfNow, error),
      )
    },
    async checkPages() {
      if (worker) return inThread<string>(worker, { kind: 'pages', dataDir, key: keys.database })
      return checkPages(dataDir, keys.database)
    },
    lastWallMs() {
      const newest = listBackups(folder).findLast(({ name }) => {
        const manifest = readManifest(join(folder, name))
        return manifest === null || manifest.keys === keys.id
      })
      return newest?.wallMs ?? null
    },
    close() {
      if (file !== null) closeSync(file)
      file = null
    },
  }
}

/** Removes what is thinned out; gives what could not be, a sentence each. */
export const thinOutAll = (places: readonly string[]): readonly string[] => places.flatMap(removeOld)

/** Removes what is thinned out; gives what it could not, in a sentence. */
function removeOld(place: string): readonly string[] {
  try {
    for (const { name } of thinOut(listPlace(place)))
      rmSync(join(place, name), { recursive: true, force: true })
    return []
  } catch (error) {
    return [phrase.backups.oldBackupsNotRemoved(place, explainPlace(error, place))]
  }
}

/** What a thread of its own is asked. */
export type BackupWork =
  | { readonly kind: 'copy'; readonly job: CopyJob }
  | { readonly kind: 'try'; readonly from: string; readonly dataDir: string }
  | { readonly kind: 'seal'; readonly job: SealJob }
  | { readonly kind: 'sealedRecords'; readonly job: SealedRecordsJob }
  | { readonly kind: 'purge'; readonly job: PurgeJob }
  | { readonly kind: 'pages'; readonly dataDir: string; readonly key: Uint8Array }
  | { readonly kind: 'lookAtPlace' | 'checkPlace'; readonly dataDir: string; readonly place: string }
  | { readonly kind: 'thinOut'; readonly places: readonly string[] }
  | { readonly kind: 'spreadKeys'; readonly dataDir: string; readonly place: string }
  | { readonly kind: 'askLogin' }
  | { readonly kind: 'keepKey'; readonly dataDir: string; readonly place: KeyPlace }

type BackupResult =
  | Copied
  | TriedBackup
  | PlaceSeen
  | Part
  | readonly GoneRecord[]
  | readonly string[]
  | string
  | boolean
  | null

export type BackupWorkerWord =
  | { readonly kind: 'done'; readonly result: BackupResult }
  | { readonly kind: 'failed'; readonly message: string }

/** @param patienceMs after which the thread is left to itself; else it is waited for however long it takes */
export function inThread<T extends BackupResult>(
  worker: string | URL,
  work: BackupWork,
  patienceMs?: number,
  late = phrase.backups.notAnswered,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, { workerData: work })
    if (patienceMs !== undefined) {
      const timer = setTimeout(() => {
        reject(new StoreError('denied', late))
        thread.unref()
        void thread.terminate()
      }, patienceMs)
      thread.once('exit', () => clearTimeout(timer))
    }
    thread.on('message', (word: BackupWorkerWord) => {
      if (word.kind === 'done') resolve(word.result as T)
      else reject(new Error(word.message))
    })
    thread.once('error', reject)
    thread.once('exit', code => reject(new Error(phrase.backups.copyThreadEnded(code))))
  })
}
