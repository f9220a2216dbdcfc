import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { phrase } from '../../../shared/words/host.ts'
import { FILE_MODE, FOLDER_MODE } from '../../process/tighten.ts'
import type { Head } from '../chain.ts'
import { syncFile, syncFolder } from '../durable.ts'
import { openEngine } from '../engine.ts'
import { databasePath, nameBackup, walPath } from '../files.ts'
import { quickCheck } from '../inspect.ts'
import { keysPath } from '../keys/slots.ts'
import { readHead } from '../mark.ts'
import { number } from '../rows.ts'
import { readAllParts } from '../seal/parts.ts'
import { prepareOnce } from '../statements.ts'
import { BACKUP_DATABASE, BACKUP_KEYS, MANIFEST, writeManifest } from './manifest.ts'
import { explainPlace, isWithin } from './place.ts'
import { type SealedFile, takeSealedAlong } from './sealed-files.ts'

const PIECE_BYTES = 1 << 20

/** One copy to be made: plain data, for a thread of its own. */
export interface CopyJob {
  readonly dataDir: string
  /** Where the database is; absent: in the data folder. */
  readonly from?: string
  /**
   * The database, opened by the file system for as long as the process has the record open: closing such a file gives back
   * every lock of the process on it (POSIX), SQLite's too.
   */
  readonly file: number
  /** Folders that each get a copy: the first from the record, the others from the first. */
  readonly places: readonly string[]
  readonly databaseKey: Uint8Array
  readonly backupKey: Uint8Array
  readonly keyId: string
  readonly wallMs: number
  readonly station: string
  readonly software: string
}

export interface Copied {
  readonly path: string
  readonly head: Head
  readonly bytes: number
  /** Sealed files that are missing, and places that took no copy: one sentence each. */
  readonly problems: readonly string[]
}

/**
 * Copies the record while it is written to: file, then WAL, while a reader holds a snapshot, so that nothing of the WAL is
 * written over meanwhile. The copy gets its name only when it has been opened by its key, checked and put on the disk.
 *
 * @throws Error when no copy could be made; nothing of it is left then
 */
export function copyRecord(job: CopyJob): Copied {
  const [first, ...others] = job.places
  if (first === undefined) throw new Error(phrase.backups.noPlaceNamed)
  const name = nameBackup(job.wallMs)
  const { sealed, ...made } = makeCopy(job, first, name)
  const problems = others.flatMap(place => {
    if (isWithin(place, job.dataDir)) return [phrase.backups.placeInDataFolder(place)]
    try {
      takeAlong(join(first, name), place, name, sealed)
      return []
    } catch (error) {
      return [explainPlace(error, place)]
    }
  })
  return { path: join(first, name), ...made, problems: [...made.problems, ...problems] }
}

function makeCopy(
  job: CopyJob,
  place: string,
  name: string,
): Omit<Copied, 'path'> & { readonly sealed: readonly SealedFile[] } {
  const part = join(place, `${name}.part`)
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { recursive: true, mode: FOLDER_MODE })
  try {
    const path = join(part, BACKUP_DATABASE)
    const heldHead = copyFiles(job, path)
    const { head, sessions, without, sealed } = settle(path, job.databaseKey)
    if (head.seq < heldHead.seq) throw new Error(phrase.backups.copyEndsTooEarly(head.seq, heldHead.seq))
    const problems = takeSealedAlong(sealed, job.dataDir, part, place)
    copyFileSync(keysPath(job.dataDir), join(part, BACKUP_KEYS))
    syncFile(path)
    syncFile(join(part, BACKUP_KEYS))
    const bytes = sealed.reduce((sum, file) => sum + file.bytes, statSync(path).size)
    const { keyId, wallMs, station, software } = job
    const made = { keys: keyId, head, sessions, bytes, madeWallMs: wallMs, station, software, without }
    writeManifest(part, { format: 'vigil-backup', version: 1, ...made }, job.backupKey)
    rmSync(join(place, name), { recursive: true, force: true })
    renameSync(part, join(place, name))
    syncFolder(place)
    return { head, bytes, problems, sealed }
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    throw error
  }
}

/** Gives the head that the snapshot held. */
function copyFiles({ dataDir, from = dataDir, file, databaseKey }: CopyJob, path: string): Head {
  const reader = openEngine(databasePath(from), { key: databaseKey, readOnly: true })
  try {
    reader.exec('BEGIN')
    const head = readHead(reader)
    copyBytes(file, path)
    // Its frames are only added to while the snapshot is held; a last one that is cut is not taken by SQLite.
    if (existsSync(walPath(from))) copyFileSync(walPath(from), `${path}-wal`)
    reader.exec('COMMIT')
    return head
  } finally {
    reader.close()
  }
}

function copyBytes(from: number, path: string): void {
  const piece = Buffer.alloc(PIECE_BYTES)
  const to = openSync(path, 'wx', FILE_MODE)
  try {
    for (let at = 0; ; ) {
      const count = readSync(from, piece, 0, PIECE_BYTES, at)
      if (count === 0) break
      for (let done = 0; done < count; ) done += writeSync(to, piece, done, count - done)
      at += count
    }
  } finally {
    closeSync(to)
  }
}

/** SQLite's look at every page of the record itself, beside whoever writes to it. */
export function checkPages(dataDir: string, key: Uint8Array): string {
  const db = openEngine(databasePath(dataDir), { key, readOnly: true })
  try {
    return quickCheck(db)
  } catch (error) {
    // A page whose sum does not fit is an error of SQLite's, not an answer.
    return error instanceof Error ? error.message : String(error)
  } finally {
    db.close()
  }
}

/** Makes one file of file and WAL, and looks at every page of it. */
function settle(
  path: string,
  key: Uint8Array,
): {
  readonly head: Head
  readonly sessions: number
  /** Deleted ones. */
  readonly without: number
  readonly sealed: readonly SealedFile[]
} {
  const db = openEngine(path, { key })
  try {
    // Whoever asked puts it on the disk once, as a whole: each time more holds up commits.
    db.exec('PRAGMA synchronous = OFF; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE')
    const complaint = quickCheck(db)
    if (complaint !== 'ok') throw new Error(phrase.backups.copyDamaged(complaint))
    const count = (table: string) => number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get() ?? {}, 'n')
    const [sessions, without] = [count('sessions'), count('tombstones')]
    return { head: readHead(db), sessions, without, sealed: readAllParts(prepareOnce(db)) }
  } finally {
    db.close()
  }
}

/** A whole backup at another place. */
function takeAlong(from: string, place: string, name: string, sealed: readonly SealedFile[]): void {
  if (!existsSync(place)) throw new Error(phrase.backups.placeNotThere)
  const part = join(place, `${name}.part`)
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { mode: FOLDER_MODE })
  try {
    for (const file of [BACKUP_DATABASE, BACKUP_KEYS, MANIFEST]) {
      copyFileSync(join(from, file), join(part, file))
      syncFile(join(part, file))
      if (statSync(join(part, file)).size !== statSync(join(from, file)).size)
        throw new Error(phrase.backups.wasCut(file))
    }
    takeSealedAlong(sealed, from, part, place)
    rmSync(join(place, name), { recursive: true, force: true })
    renameSync(part, join(place, name))
    syncFolder(place)
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    throw error
  }
}
