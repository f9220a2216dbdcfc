import { SECOND_MS } from '../../shared/time.ts'
import type { Trouble } from './messages.ts'

/** So long without an answer, and nothing is being recorded as far as anybody knows. */
const SILENT_MS = SECOND_MS

export interface RecordSeen {
  /** Since when the oldest batch waits; null: none does. */
  readonly waitingSinceMs: number | null
  /** What the record itself says. */
  readonly trouble: Trouble | null
  /** There is no process just now, and why. */
  readonly gone: string | null
}

/**
 * Why nothing is being recorded, in one sentence; null: it is. Pure. A lock, and a process that is begun anew, pass within a moment and
 * are told once a batch has waited for a second; what does not pass by itself is told at once.
 */
export function judgeRecord(seen: RecordSeen, dataDir: string, nowMs: number): string | null {
  const { waitingSinceMs, trouble, gone } = seen
  if (trouble && trouble.code !== 'locked') return trouble.sentence
  if (waitingSinceMs === null || nowMs - waitingSinceMs < SILENT_MS) return null
  if (gone !== null)
    return `The record process has stopped (${gone}) and is started again; until then nothing is recorded.`
  return (
    trouble?.sentence ?? `The disk with ${dataDir} does not answer: check it; until then nothing is recorded.`
  )
}
