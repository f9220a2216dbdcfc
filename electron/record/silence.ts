import { SECOND_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Trouble } from './messages.ts'

/** So long without an answer, or without a sign of life, and nothing is being recorded as far as anybody knows. */
const SILENT_MS = SECOND_MS
/** A lock passes within a moment; one that lasts so long is told. With the record's own look at it that is a second after it began. */
const LOCKED_MS = 0.7 * SECOND_MS

export interface RecordSeen {
  /** Since when the oldest batch waits; null: none does. */
  readonly waitingSinceMs: number | null
  /** When its process last said anything, which it does several times a second; null: there is none that has opened the record. */
  readonly heardMs: number | null
  /** What the record itself says, and since when. */
  readonly trouble: (Trouble & { readonly sinceMs: number }) | null
  /** There is no process just now, and why. */
  readonly gone: string | null
}

/** Has a process that there is said nothing for so long that its disk holds it up? */
export const isSilent = (heardMs: number | null, nowMs: number): boolean =>
  heardMs !== null && nowMs - heardMs >= SILENT_MS

/**
 * Why nothing is being recorded, in one sentence; null: it is. Pure. A lock, and a process that is begun anew, pass within a moment and
 * are told once they have not; what does not pass by itself is told at once. A process that
 * says nothing waits for its disk, or for a processor: which, nobody knows.
 */
export function judgeRecord(seen: RecordSeen, dataDir: string, nowMs: number): string | null {
  const { waitingSinceMs, heardMs, trouble, gone } = seen
  const isOver = (sinceMs: number | null, ms: number) => sinceMs !== null && nowMs - sinceMs >= ms
  const waits = isOver(waitingSinceMs, SILENT_MS)
  if (trouble && trouble.code !== 'locked') return trouble.sentence
  if (gone !== null) return waits ? phrase.processes.recordStopped(gone) : null
  if (trouble) return waits || isOver(trouble.sinceMs, LOCKED_MS) ? trouble.sentence : null
  return waits || isSilent(heardMs, nowMs) ? phrase.processes.diskSilent(dataDir) : null
}
