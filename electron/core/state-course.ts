import type { RoomState } from '../../shared/session/room-state.ts'
import type { Commit } from './contracts/record.ts'
import { findChange } from './state-change.ts'

/** Changes that weigh more than so many whole states are read slower than one: the next is told whole. */
const MOST_CHANGES = 2

/** How the record is told of a room's state: whole at first, and then what has changed. */
export interface StateCourse {
  tell(state: RoomState): Pick<Commit, 'state' | 'stateChange'>
  /** It is not known any more what the record has. */
  forget(): void
}

export function createStateCourse(): StateCourse {
  let told: RoomState | null = null
  let wholeLength = 0
  let changesLength = 0

  function tellWhole(state: RoomState): Pick<Commit, 'state'> {
    told = state
    wholeLength = JSON.stringify(state).length
    changesLength = 0
    return { state }
  }

  return {
    tell(state) {
      if (told === null || isReadWhole(told, state)) return tellWhole(state)
      const change = findChange(told, state)
      if (change === null) return {}
      const stateChange = JSON.stringify(change)
      changesLength += stateChange.length
      if (changesLength > MOST_CHANGES * wholeLength) return tellWhole(state)
      told = state
      return { stateChange }
    },
    forget() {
      told = null
    },
  }
}

/** What is closed stays whole, and what lists look up in it is looked up in whole states. */
function isReadWhole({ session: before }: RoomState, { session }: RoomState): boolean {
  return (
    session.phase === 'closed' ||
    session.patient !== before.patient ||
    session.preset !== before.preset ||
    session.room !== before.room
  )
}
