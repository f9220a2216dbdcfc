import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'

/** Linux's file system in memory. */
const MEMORY = '/dev/shm'
/** A whole run leaves less than this at any time. */
const ENOUGH_BYTES = 2 ** 31

/**
 * From now on temporary folders, of this process and of all that it begins, lie in memory where there is room: Vigil waits for the disk at each
 * commit, thousands of times in a run, and no test tells a disk that has kept its word from one that has not (`npm run campaign` does).
 * A `TMPDIR` that was chosen stays.
 */
export function keepTemporaryInMemory(): void {
  if (process.platform !== 'linux' || process.env['TMPDIR']) return
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    if (bavail * bsize < ENOUGH_BYTES) return
    const folder = mkdtempSync(join(MEMORY, 'vigil-'))
    process.env['TMPDIR'] = folder
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  } catch {
    // None here.
  }
}
