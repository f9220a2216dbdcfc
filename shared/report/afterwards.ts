import { entryOf } from '../record/index.ts'
import type { LogEntry } from '../views.ts'

/** Was it done with the closed session? Then it has a time of day, but no time in the session. */
export function isAfterwards({ entry }: LogEntry): boolean {
  return entry.event === 'system' || (entry.event === 'session' && entryOf(entry)?.isAfterwards === true)
}
