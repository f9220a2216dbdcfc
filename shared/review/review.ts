import type { Limits } from '../limits.ts'
import type { Session } from '../session/types.ts'
import type { History, ImportNote } from '../views.ts'
import type { SessionCourse } from './course.ts'

/** A recorded session as it is reviewed. */
export interface SessionReview {
  readonly session: Session
  /** In force at the end. */
  readonly limits: Limits
  /** When it was closed, or the last thing that is recorded of it; ms on the monotonic line. */
  readonly endMs: number
  readonly history: History
  /** How it came here from another installation; null: it was held here. */
  readonly imported: ImportNote | null
  /** The same patient's sessions, this one first, then earlier ones, newest first. */
  readonly courses: readonly SessionCourse[]
}
