import type { RecordReader } from '../core/contracts/record.ts'
import type { ReadStore } from '../store/read.ts'
import { createRemsReminders } from '../store/rems-due.ts'
import { readReview } from '../store/review.ts'

/** What is read while the record grows. */
export function createReadJobs(store: ReadStore): RecordReader {
  const remsDue = createRemsReminders(store)
  return {
    sessions: async most => store.sessions(most),
    session: async id => store.session(id),
    recordHash: async id => store.recordHash(id),
    history: async id => store.history(id),
    review: async id => readReview(store, id),
    lastWeight: async (recordId, simulated) => store.lastWeight(recordId, simulated),
    remsDue: async nowWallMs => remsDue(nowWallMs),
  }
}
