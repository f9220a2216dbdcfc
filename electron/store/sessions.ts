import type { RoomState } from '../../shared/session/room-state.ts'
import type { Session } from '../../shared/session/types.ts'
import type { Chains } from './chains.ts'
import { parseState, text } from './rows.ts'
import { insertInto, type Prepare } from './statements.ts'
import { summarise, summaryColumns } from './summary.ts'

const sql = {
  add: insertInto('sessions', ['id', 'room_id', ...summaryColumns]),
  addState: insertInto('states', ['session_id', 'state']),
  set: `UPDATE sessions SET ${summaryColumns.map(name => `${name} = ?`).join(', ')},
    high_alarms = high_alarms + ? WHERE id = ?`,
  setState: 'UPDATE states SET state = ? WHERE session_id = ?',
  open: `SELECT sessions.id, room_id, state FROM sessions JOIN states ON session_id = sessions.id
    WHERE closed_wall_ms IS NULL ORDER BY opened_wall_ms`,
} as const

/** A new session, with the state it begins with as text. */
export function addSession(prepare: Prepare, roomId: string, session: Session, stateText: string): void {
  prepare(sql.add).run(session.id, roomId, ...summarise(session))
  prepare(sql.addState).run(session.id, stateText)
}

/** What lists show of a session. @param newHigh HIGH alarms that have just been raised */
export function setSession(prepare: Prepare, session: Session, newHigh: number): void {
  prepare(sql.set).run(...summarise(session), newHigh, session.id)
}

export function setState(prepare: Prepare, sessionId: string, stateText: string): void {
  prepare(sql.setState).run(stateText, sessionId)
}

/** Sessions that were not closed, each with its room to go on from. */
export function readOpenSessions(
  prepare: Prepare,
  chains: Chains,
): readonly { readonly roomId: string; readonly state: RoomState }[] {
  return prepare(sql.open)
    .all()
    .map(row => {
      const state = parseState(row)
      // Readings are stored more often than the state: their numbers go on from the newest.
      const lastSeq = Math.max(state.lastSeq, chains.readingsOf(text(row, 'id')).seq)
      return { roomId: text(row, 'room_id'), state: { ...state, lastSeq } }
    })
}
