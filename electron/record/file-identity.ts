import { statSync } from 'node:fs'
import { phrase } from '../../shared/words/host.ts'
import { databasePath, walPath } from '../store/files.ts'
import type { Trouble } from './messages.ts'

/**
 * Looks whether the record's file is still the one that was opened: SQLite would go on writing into one that has no name any
 * more, and nobody would find it again.
 *
 * @returns called as often as wanted: what is wrong, or null
 */
export function watchFile(dataDir: string): () => Trouble | null {
  const path = databasePath(dataDir)
  const opened = identify(path)
  return () =>
    opened === null || identify(path) === opened
      ? null
      : {
          code: 'gone',
          sentence: phrase.processes.recordFileGone(path),
        }
}

/**
 * Looks whether the file beside the record that has its newest part (SQLite's write-ahead log) still has its name: what is stored goes on into
 * it, and is gone with this process. As long as the process lives, closing the record saves all of it.
 *
 * @param onLost called once
 */
export function watchNewest(dataDir: string, onLost: () => void): () => Trouble | null {
  const path = walPath(dataDir)
  let written = identify(path)
  let isLost = false
  return () => {
    const now = identify(path)
    written ??= now
    if (now === written && !isLost) return null
    if (!isLost) onLost()
    isLost = true
    return { code: 'gone', sentence: phrase.processes.recordFileGone(path) }
  }
}

/** Which file it is, whatever its name; null: there is none. */
function identify(path: string): string | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return `${dev} ${ino}`
  } catch {
    return null
  }
}
