import type { LogEntry } from '../../shared/views.ts'
import type { Importing } from '../core/contracts/imports.ts'
import type { Chains } from './chains.ts'
import { countHighs } from './commit.ts'
import { noteEndOf, type Own, utcOffsetMin } from './ends.ts'
import { ELSEWHERE, planImport, type ReadyImport, type Stage } from './import.ts'
import { addSession, setSession } from './sessions.ts'
import type { Prepare } from './statements.ts'

/** Writes an imported session whole, its staged readings too, within a transaction of the caller's. */
export function writeImport(
  prepare: Prepare,
  chains: Chains,
  own: Own,
  stage: Stage,
  ready: ReadyImport,
  note: Importing,
): LogEntry {
  const { session } = ready
  prepare('INSERT OR IGNORE INTO rooms (id, name) VALUES (?, ?)').run(ELSEWHERE, '')
  const readingsEnd = stage.end()
  const plan = planImport(ready, readingsEnd, note, { ...own, utcOffsetMin: utcOffsetMin(note.at.wallMs) })
  const high = countHighs(ready.records)
  addSession(prepare, ELSEWHERE, session, plan.stateText)
  // It comes closed: held against a log that is still to be written, it would pass for edited.
  chains.beginLog(session.id)
  setSession(prepare, session, high)
  stage.move()
  const seq = chains.addRecords(plan.log)
  if (readingsEnd) chains.moveReadings(session.id, readingsEnd)
  noteEndOf(chains, own, note.at, session.id)
  return { sessionId: null, seq, at: note.at, entry: plan.entry }
}
