import { needsRems } from '../../shared/session/rems.ts'
import { DAY_MS } from '../../shared/time.ts'
import type { RemsDue, SessionSummary } from '../../shared/views.ts'
import type { ReadStore } from './read.ts'

/** The form is due so long after the treatment (monitoring protocols, 1.3). */
const REMS_DUE_MS = 7 * DAY_MS
/** Older ones are past help, and reminding of them for ever would hide those that are not. */
export const REMIND_FOR_MS = 60 * DAY_MS
/** So many sessions are looked at, newest first. */
const MOST_SESSIONS = 1000

/**
 * Lists REMS forms that somebody has still to send, the most urgent first: those of closed esketamine sessions of real patients
 * that were held here, until the installation has noted that the form was sent.
 */
export function createRemsReminders(
  store: Pick<ReadStore, 'sessions' | 'session' | 'notedSessions'>,
): (nowWallMs: number) => readonly RemsDue[] {
  // Whether a closed session comes with the form never changes; its state is large, and is read once.
  const needs = new Map<string, boolean>()

  function needsForm(id: string): boolean {
    const known = needs.get(id)
    if (known !== undefined) return known
    const session = store.session(id)?.session
    const found = session !== undefined && needsRems(session) && !session.replayed
    needs.set(id, found)
    return found
  }

  return nowWallMs => {
    const sent = new Set(store.notedSessions('rems'))
    return store
      .sessions(MOST_SESSIONS)
      .flatMap(summary => remindOf(summary, nowWallMs))
      .filter(({ sessionId }) => !sent.has(sessionId) && needsForm(sessionId))
      .toSorted((a, b) => a.dueWallMs - b.dueWallMs)
  }
}

function remindOf(
  { id, initials, birthYear, t0, closedAt, simulated, imported }: SessionSummary,
  nowWallMs: number,
): readonly RemsDue[] {
  if (!t0 || !closedAt || simulated || imported || nowWallMs - t0.wallMs > REMIND_FOR_MS) return []
  return [
    { sessionId: id, initials, birthYear, treatedWallMs: t0.wallMs, dueWallMs: t0.wallMs + REMS_DUE_MS },
  ]
}
