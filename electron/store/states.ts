import type { RoomState } from '../../shared/session/room-state.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Commit } from '../core/contracts/record.ts'
import { applyChange, type ValueChange } from '../core/state-change.ts'
import { parseState, text } from './rows.ts'
import type { Prepare } from './statements.ts'

/*
 * States of open sessions: a row with a whole one, and after it what has changed since, so that a second of monitoring costs some hundred
 * bytes and not the whole state. A closed session has its whole state and no changes.
 */

const sql = {
  addChange: 'INSERT INTO state_changes (session_id, change) VALUES (?, ?)',
  changes: 'SELECT change FROM state_changes WHERE session_id = ? ORDER BY number',
  forgetChanges: 'DELETE FROM state_changes WHERE session_id = ?',
  set: 'UPDATE states SET state = ? WHERE session_id = ?',
  state: 'SELECT state FROM states WHERE session_id = ?',
} as const

/** A state as it stands now, and whether its session is another than before. */
export interface StoredState {
  readonly state: RoomState
  readonly hasSessionChanged: boolean
}

export interface States {
  /** Stores what a commit says of its session's state; null: it says nothing of it. */
  store(sessionId: string, commit: Pick<Commit, 'state' | 'stateChange'>): StoredState | null
  /** A transaction was rolled back: what is remembered may never have been stored. */
  forget(): void
}

export function createStates(prepare: Prepare): States {
  const known = new Map<string, RoomState>()

  return {
    store(sessionId, { state, stateChange }) {
      if (state !== undefined) {
        writeState(prepare, sessionId, JSON.stringify(state))
        // As it will be read again: without what JSON leaves out.
        known.delete(sessionId)
        return { state, hasSessionChanged: true }
      }
      if (stateChange === undefined) return null
      const before = known.get(sessionId) ?? readState(prepare, sessionId)
      if (!before) throw new Error(phrase.record.noStateToChange(sessionId))
      const next = applyChange(before, JSON.parse(stateChange) as ValueChange) as RoomState
      prepare(sql.addChange).run(sessionId, stateChange)
      known.set(sessionId, next)
      return { state: next, hasSessionChanged: next.session !== before.session }
    },
    forget: () => known.clear(),
  }
}

/** Writes a whole state over what there was, as text. */
export function writeState(prepare: Prepare, sessionId: string, stateText: string): void {
  prepare(sql.set).run(stateText, sessionId)
  prepare(sql.forgetChanges).run(sessionId)
}

/** The state of a session as it was stored last; null: there is none. */
export function readState(prepare: Prepare, sessionId: string): RoomState | null {
  const row = prepare(sql.state).get(sessionId)
  if (!row) return null
  const changes = prepare(sql.changes).all(sessionId)
  if (changes.length === 0) return parseState(row)
  let state: unknown = JSON.parse(text(row, 'state'))
  for (const change of changes) state = applyChange(state, JSON.parse(text(change, 'change')) as ValueChange)
  return parseState({ state: JSON.stringify(state) })
}
