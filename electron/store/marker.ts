import { type Instant, MINUTE_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import { say } from '../process/say.ts'
import type { Database } from './engine.ts'
import { markPath } from './files.ts'
import type { Keys } from './keys/keys.ts'
import type { OsStore } from './keys/os-store.ts'
import { readHead } from './mark.ts'
import { readMark, writeMark } from './mark-file.ts'
import { writeOsMark } from './os-mark.ts'

/** Keeps the mark of a record that is written to. */
export interface Marker {
  /** Where the record has grown, and the mark was not written for a minute: each one waits for the disk. */
  writeSometimes(at: Instant): void
  /** The same now, and where the record's key store of the login has one, there too: it may take its time, so not each minute. */
  write(wallMs?: number): void
}

export function createMarker(db: Database, dataDir: string, keys: Keys, os: OsStore | null): Marker {
  const found = readMark(markPath(dataDir))
  let writtenSeq = found?.seq ?? -1
  let wallMs = found?.wallMs ?? 0
  const restoredWallMs = found?.restoredWallMs ?? 0
  let lastMs: number | null = null

  let keptSeq = -1

  function write(now: number, alsoInStore: boolean): void {
    wallMs = now
    const head = readHead(db)
    if (head.seq === (alsoInStore ? keptSeq : writtenSeq)) return
    try {
      const mark = writeMark(dataDir, keys, head, { wallMs, restoredWallMs })
      writtenSeq = head.seq
      if (!alsoInStore) return
      writeOsMark(os, keys, mark)
      keptSeq = head.seq
    } catch (error) {
      // The record itself is whole; an older mark only sees less.
      say(phrase.record.markNotWritten, error)
    }
  }

  return {
    write: (now = wallMs) => write(now, true),
    writeSometimes(at) {
      wallMs = at.wallMs
      if (lastMs !== null && at.monoMs - lastMs < MINUTE_MS) return
      lastMs = at.monoMs
      write(at.wallMs, false)
    },
  }
}
