import { globSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'

/** Linux's file system in memory. */
const MEMORY = '/dev/shm'
/** Before the number of the process whose folder it is. */
const OWN = 'vigil-test-'
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
    for (const left of globSync(join(MEMORY, `${OWN}*`)))
      if (!isThere(Number(left.split('-')[2]))) remove(left)
    const { bavail, bsize } = statfsSync(MEMORY)
    if (bavail * bsize < ENOUGH_BYTES) return
    const folder = mkdtempSync(join(MEMORY, `${OWN}${process.pid}-`))
    process.env['TMPDIR'] = folder
    process.once('exit', () => remove(folder))
  } catch {
    // None here.
  }
}

/** The run's folder in memory, with all that it begins; null: temporary folders lie elsewhere, beside those of others. */
export function ownFolder(): string | null {
  const folder = process.env['TMPDIR'] ?? ''
  return folder.startsWith(join(MEMORY, OWN)) ? folder : null
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** What is still written to by a process that ends is left to the next run. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    // The next one.
  }
}
