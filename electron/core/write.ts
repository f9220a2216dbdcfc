import type { LogEntry } from '../../shared/views.ts'
import type { Change, WriteBatch } from './contracts/record.ts'

/** Stores changes as one batch; gives its log entries. @throws Error with one sentence when nothing of it could be stored */
export type Store = (...changes: readonly Change[]) => Promise<readonly LogEntry[]>

/** For whoever waits for an answer. */
export function storeWith(write: WriteBatch): Store {
  return (...changes) =>
    new Promise((resolve, reject) => {
      write(changes, outcome => (outcome.ok ? resolve(outcome.entries) : reject(outcome.error)))
    })
}
