import { type Action, type ActName, acts } from '../record/index.ts'
import { type Instant, SECOND_MS } from '../time.ts'
import type { Press, RoomState } from './room-state.ts'
import type { Session } from './types.ts'

/** Two identical presses within so long are one (field rules, "Doses"). */
const SAME_PRESS_MS = 3 * SECOND_MS

/** Between two of the same the one undoes what the other did: the second is no repeat. Of a correction another one does. */
const undoneBy: Partial<Record<ActName, ActName>> = {
  pauseInfusion: 'resumeInfusion',
  resumeInfusion: 'pauseInfusion',
  correctDose: 'correctDose',
  correctGap: 'correctGap',
}

/** The same words pressed again: one press of an unsure finger, or a window that asked twice. Others may lie between two of the same. */
export function isPressedAgain(state: RoomState, action: Action, now: Instant): boolean {
  if (!acts[action.do].oncePerPress) return false
  const press = JSON.stringify(action)
  return standing(state.dosePresses, state.session, now).some(known => known.press === press)
}

/** The presses that count, with this one, after which the session stands as it does. */
export function notePress(
  { dosePresses, session: before }: RoomState,
  after: Session,
  action: Action,
  now: Instant,
): readonly Press[] {
  const press = JSON.stringify(action)
  const known = standing(dosePresses, after, now).filter(({ press: earlier }) => {
    const { do: name } = JSON.parse(earlier) as Action
    return undoneBy[name] !== action.do
  })
  const given = after.doses.filter(({ id }) => before.doses.every(dose => dose.id !== id))
  const doses = (given.length > 0 ? given : after.doses).map(({ id }) => id)
  return [...known, { press, monoMs: now.monoMs, doses }]
}

/** Those of the last 3 s whose doses have not been withdrawn since. */
function standing(presses: readonly Press[] = [], session: Session, now: Instant): readonly Press[] {
  return presses.filter(
    ({ monoMs, doses = [] }) =>
      now.monoMs - monoMs <= SAME_PRESS_MS && doses.every(id => session.doses.some(dose => dose.id === id)),
  )
}
