import { appendFileSync, renameSync, statSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from './make-folder.ts'
import { passErrorLog } from './say.ts'
import { FILE_MODE } from './tighten.ts'

/** More lines than this do not wait for a disk that takes none. */
const MOST_WAITING = 200

/** Then the log begins again, and the one before is kept: two files, however long Vigil runs. */
const MOST_BYTES = 2_000_000

/** From now on what this process says is also kept in `errors.log` of this folder. */
export function keepErrorLog(dataDir: string, now?: () => Date): void {
  passErrorLog(openErrorLog(dataDir), now)
}

/** The same, but nobody waits for the disk: what it does not take in time is said on stderr alone. */
export function keepErrorLogLater(dataDir: string): void {
  passErrorLog(openErrorLogLater(dataDir))
}

export const errorLogPath = (dataDir: string): string => join(dataDir, 'errors.log')

/**
 * Appends lines to `errors.log` of the data folder: a packaged app has no terminal. Never throws, as it is called where
 * nothing else may go wrong: the disk may be what is wrong.
 */
export function openErrorLog(dataDir: string): (line: string) => void {
  const path = errorLogPath(dataDir)
  let isMade = false
  return line => {
    try {
      // Once: a folder that is taken away while Vigil runs is put back by whoever took it, and into no other.
      if (!isMade) makeFolder(dataDir)
      isMade = true
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) + line.length > MOST_BYTES)
        renameSync(path, `${path}.1`)
      appendFileSync(path, line, { mode: FILE_MODE })
    } catch {
      // As said above.
    }
  }
}

/** The same, line after line, without waiting for the disk; only the process that writes all along turns the log over. */
function openErrorLogLater(dataDir: string): (line: string) => void {
  const path = errorLogPath(dataDir)
  let waiting = 0
  let last: Promise<void> = Promise.resolve()
  return line => {
    if (waiting >= MOST_WAITING) return
    waiting += 1
    last = last
      .then(() => appendFile(path, line, { mode: FILE_MODE }))
      .catch(() => {})
      .finally(() => {
        waiting -= 1
      })
  }
}
