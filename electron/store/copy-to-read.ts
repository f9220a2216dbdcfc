import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { databasePath, walPath } from './files.ts'

/** A database beside the one that is meant, and what removes it again. */
export interface CopyToRead {
  /** A folder that holds it under its own name. */
  readonly folder: string
  remove(): void
}

/**
 * Copies a database to where temporary files go, as encrypted as it is: SQLite wants a file beside the database for reading too, and a full
 * or locked disk has no room for one. Only where nobody has it open, this process least of all: closing the original would give SQLite's
 * locks on it back (POSIX, fcntl).
 *
 * @returns null: it cannot be copied either
 */
export function copyToRead(dataDir: string): CopyToRead | null {
  let folder: string | null = null
  const remove = () => {
    if (folder !== null) rmSync(folder, { recursive: true, force: true })
  }
  try {
    // For this login alone: mkdtemp makes it so.
    folder = mkdtempSync(join(tmpdir(), 'vigil-read-'))
    for (const path of [databasePath(dataDir), walPath(dataDir)])
      if (existsSync(path)) copyFileSync(path, join(folder, basename(path)))
    return { folder, remove }
  } catch {
    remove()
    return null
  }
}
