import type { RoomState } from '../../shared/session/room-state.ts'
import type { Session } from '../../shared/session/types.ts'
import type { Instant } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Chains } from './chains.ts'
import { readable } from './readable.ts'
import { number, text } from './rows.ts'
import { insertInto, type Prepare } from './statements.ts'
import { readState, writeState } from './states.ts'
import { summarise, summaryColumns } from './summary.ts'

const sql = {
  add: insertInto('sessions', ['id', 'room_id', 'own_log', ...summaryColumns]),
  addState: insertInto('states', ['session_id', 'state']),
  set: `UPDATE sessions SET ${summaryColumns.map(name => `${name} = ?`).join(', ')},
    high_alarms = high_alarms + ? WHERE id = ?`,
  move: 'UPDATE sessions SET room_id = ? WHERE id = ?',
  open: `SELECT id, room_id FROM sessions
    WHERE closed_wall_ms IS NULL ORDER BY opened_wall_ms`,
  ownOpen: `SELECT id FROM sessions JOIN states ON session_id = sessions.id
    WHERE closed_wall_ms IS NULL AND state ->> '$.session.speed' = 1`,
  lastNote: 'SELECT mono_ms, wall_ms FROM log WHERE session_id IS NULL ORDER BY seq DESC LIMIT 1',
  lastRecord: 'SELECT mono_ms, wall_ms FROM session_records WHERE session_id = ? ORDER BY seq DESC LIMIT 1',
  lastReading: 'SELECT mono_ms, wall_ms FROM readings WHERE session_id = ? ORDER BY seq DESC LIMIT 1',
} as const

/** A new session, with the state it begins with as text. */
export function addSession(prepare: Prepare, roomId: string, session: Session, stateText: string): void {
  prepare(sql.add).run(session.id, roomId, 1, ...summarise(session))
  prepare(sql.addState).run(session.id, stateText)
}

/** Where an open session goes on, with its state as text. */
export function moveSession(prepare: Prepare, roomId: string, sessionId: string, stateText: string): void {
  prepare(sql.move).run(roomId, sessionId)
  writeState(prepare, sessionId, stateText)
}

/** What lists show of a session. @param newHigh HIGH alarms that have just been raised */
export function setSession(prepare: Prepare, session: Session, newHigh: number): void {
  prepare(sql.set).run(...summarise(session), newHigh, session.id)
}

/** Sessions that were not closed, each with its room to go on from. */
export function readOpenSessions(
  prepare: Prepare,
  chains: Chains,
): readonly { readonly roomId: string; readonly state: RoomState }[] {
  return readable(
    prepare(sql.open).all(),
    row => {
      const state = readState(prepare, text(row, 'id'))
      if (!state) throw new Error(phrase.record.noState)
      // Readings are stored more often than the state: their numbers go on from the newest.
      const lastSeq = Math.max(state.lastSeq, chains.readingsOf(text(row, 'id')).seq)
      return { roomId: text(row, 'room_id'), state: { ...state, lastSeq } }
    },
    row => phrase.record.openSessionRow(String(row['id'])),
  )
}

/** The newest moment on the core's own line that anything is recorded of; rooms that run faster have lines of their own. */
export function newestRecorded(prepare: Prepare): Instant | null {
  const open = prepare(sql.ownOpen)
    .all()
    .map(row => text(row, 'id'))
  const rows = [
    prepare(sql.lastNote).get(),
    ...open.flatMap(id => [prepare(sql.lastRecord).get(id), prepare(sql.lastReading).get(id)]),
  ]
  return rows.reduce<Instant | null>((newest, row) => {
    if (!row || (newest && number(row, 'mono_ms') <= newest.monoMs)) return newest
    return { monoMs: number(row, 'mono_ms'), wallMs: number(row, 'wall_ms') }
  }, null)
}
