import { SECOND_MS } from '../../shared/time.ts'
import type { LogEntry } from '../../shared/views.ts'
import type { Change, WriteBatch } from './contracts/record.ts'

/** Stores changes as one batch; gives its log entries. @throws Error with one sentence when nothing of it could be stored */
export type Store = (...changes: readonly Change[]) => Promise<readonly LogEntry[]>

/** Nobody waits longer for an answer: what has not been begun by then is not done. */
export const PATIENCE_MS = SECOND_MS

/** For whoever waits for an answer. */
export function storeWith(write: WriteBatch): Store {
  return (...changes) =>
    new Promise((resolve, reject) => {
      write(changes, outcome => (outcome.ok ? resolve(outcome.entries) : reject(outcome.error)), {
        patienceMs: PATIENCE_MS,
      })
    })
}
