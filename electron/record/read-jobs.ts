import type { RecordReader } from '../core/contracts/record.ts'
import type { ReadStore } from '../store/read.ts'
import { createRemsReminders } from '../store/rems-due.ts'
import { readReview } from '../store/review.ts'

/** As the core's reader, but for what is large. */
export type ReadJobs = Omit<RecordReader, 'history' | 'chart' | 'review'> & {
  readonly [N in 'history' | 'chart' | 'review']: (sessionId: string) => Promise<string>
}

/** What is read while the record grows. */
export function createReadJobs(store: ReadStore): ReadJobs {
  const remsDue = createRemsReminders(store)
  return {
    sessions: async most => store.sessions(most),
    find: async query => store.find(query),
    session: async id => store.session(id),
    recordHash: async id => store.recordHash(id),
    // As JSON, which nobody reads before the window.
    history: async id => JSON.stringify(store.history(id)),
    chart: async id => JSON.stringify({ ...store.history(id), log: [] }),
    review: async id => JSON.stringify(readReview(store, id)),
    lastWeight: async (recordId, simulated) => store.lastWeight(recordId, simulated),
    remsDue: async nowWallMs => remsDue(nowWallMs),
  }
}
