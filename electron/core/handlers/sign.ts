import type { RoomState } from '../../../shared/session/room-state.ts'
import { amendSession, signSession, type Written } from '../../../shared/session/sign.ts'
import type { Inside } from '../core.ts'
import { checkPin, hasPin, setPin } from '../pin.ts'
import { type Handlers, personNamed, Refusal } from './handler.ts'

/** What is done with a closed session's record: signed, and amended. */
export const signHandlers: Pick<Handlers, 'setPin' | 'signSession' | 'amendSession'> = {
  async setPin(inside, { by, name, pin, oldPin }) {
    const person = personNamed(inside, name)
    if (!person) throw new Refusal(`Vigil knows nobody called "${name}": add the name first.`)
    const own = person.name === by
    if (!own && personNamed(inside, by)?.role !== 'admin')
      throw new Refusal(`Only ${person.name} or an administrator may set this PIN.`)
    if (own && hasPin(inside.store, person.name)) {
      if (oldPin === undefined)
        throw new Refusal('Enter the old PIN too, or let an administrator set a new one.')
      await checkPin(inside.store, person.name, oldPin, inside.now().monoMs)
    }
    await setPin(inside.store, person.name, pin)
    inside.note({ event: 'system', kind: 'person', by, detail: `PIN of ${person.name} set` })
    inside.publishStation()
    return null
  },
  async signSession(inside, { by, sessionId, meaning, pin }) {
    const person = personNamed(inside, by)
    if (!person) throw new Refusal(`Vigil knows nobody called "${by}".`)
    requireClosed(inside, sessionId)
    await checkPin(inside.store, by, pin, inside.now().monoMs)
    // Read after the PIN: what is signed is what stands there now.
    const state = requireClosed(inside, sessionId)
    const recordHash = inside.store.recordHash(sessionId) ?? ''
    const { role } = person
    return write(inside, state, signSession(state.session, { by, role, meaning, recordHash }, inside.now()))
  },
  async amendSession(inside, { by, sessionId, pin, ...change }) {
    requireClosed(inside, sessionId)
    await checkPin(inside.store, by, pin, inside.now().monoMs)
    const state = requireClosed(inside, sessionId)
    return write(inside, state, amendSession(state.session, { by, ...change }, inside.now()))
  },
}

function requireClosed(inside: Inside, sessionId: string): RoomState {
  const state = inside.store.session(sessionId)
  if (!state) throw new Refusal(`There is no session "${sessionId}".`)
  if (inside.rooms().some(room => room.state()?.session.id === sessionId))
    throw new Refusal('The session is open: close it first.')
  return state
}

/** One transaction: the changed session, and the record that vouches for it. */
function write(inside: Inside, state: RoomState, written: Written): null {
  if ('refused' in written) throw new Refusal(written.refused)
  const { session, event } = written
  inside.store.commit({
    sessionId: session.id,
    state: { ...state, session },
    readings: [],
    log: [{ at: inside.now(), entry: event }],
  })
  inside.publishStation()
  return null
}
