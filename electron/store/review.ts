import { readCourse, type SessionCourse } from '../../shared/review/course.ts'
import type { SessionReview } from '../../shared/review/review.ts'
import { limitsOf } from '../../shared/session/room-state.ts'
import { phrase } from '../../shared/words/host.ts'
import type { ReadStore } from './read.ts'
import { readable } from './readable.ts'

/** Sessions of one patient that are held against each other. */
const MOST_COURSES = 12
/** How far back they are looked for. */
const MOST_SESSIONS = 1000

/**
 * Everything that is looked at when a recorded session is reviewed: all of it from the store.
 *
 * @throws Error naming the session when there is none
 */
export function readReview(store: ReadStore, sessionId: string): SessionReview {
  const state = store.session(sessionId)
  if (!state) throw new Error(phrase.record.noSession(sessionId))
  const { session } = state
  const history = store.history(sessionId)
  const log = [...history.log, ...store.notes(sessionId)].toSorted((a, b) => a.seq - b.seq)
  const last = Math.max(
    session.opened.at.monoMs,
    history.log.at(-1)?.at.monoMs ?? 0,
    ...history.vitals.map(({ monoMs }) => monoMs.at(-1) ?? 0),
  )
  return {
    session,
    limits: limitsOf(session),
    endMs: session.closed?.at.monoMs ?? last,
    history: { ...history, log },
    imported: store.imported(sessionId),
    courses: readCourses(store, sessionId),
  }
}

/** The patient's sessions up to this one, newest first: the same record number is the same patient. */
function readCourses(store: ReadStore, sessionId: string): readonly SessionCourse[] {
  const all = store.sessions(MOST_SESSIONS)
  const from = all.findIndex(({ id }) => id === sessionId)
  const own = all[from]
  const { recordId } = store.session(sessionId)?.session.patient ?? {}
  if (!own || recordId === undefined) return []
  const courses: SessionCourse[] = []
  for (const { id, initials, birthYear } of all.slice(from)) {
    if (courses.length === MOST_COURSES) break
    if (initials !== own.initials || birthYear !== own.birthYear) continue
    const state = store.session(id)
    if (state?.session.patient.recordId !== recordId) continue
    const { session } = state
    // One whose sealed file is missing does not keep the others from being looked at.
    courses.push(
      ...readable(
        [id],
        () => readCourse(session, store.readings(id), store.log(id), limitsOf(session)),
        () => phrase.record.storedSession(id),
      ),
    )
  }
  return courses
}
