import { entryOf } from '../record/index.ts'
import type { Session } from '../session/types.ts'
import { doubtOfPatient } from '../session/unconfirmed.ts'
import type { LogEntry } from '../views.ts'

/** What is to be said of an entry that tells of the patient: whose that is was asked, or it was not this one (AR-23). */
export function doubtOfEntry(
  session: Pick<Session, 'patientQuestions'>,
  { entry, at }: Pick<LogEntry, 'entry' | 'at'>,
): ReturnType<typeof doubtOfPatient> {
  const isOfPatient = entry.event === 'session' && entryOf(entry)?.isOfPatient
  return isOfPatient ? doubtOfPatient(session, at) : null
}
