import type { RoomState } from '../../../shared/session/room-state.ts'
import { amendSession, signSession, type Written } from '../../../shared/session/sign.ts'
import { checkPin, hasPin, setPin } from '../pin.ts'
import { Refusal } from '../refusal.ts'
import type { CoreServices } from '../services.ts'
import { type Handlers, personNamed } from './handler.ts'

/** What is done with a closed session's record: signed, and amended. */
export const signHandlers: Pick<Handlers, 'setPin' | 'signSession' | 'amendSession'> = {
  async setPin(core, { by, name, pin, oldPin }) {
    const person = personNamed(core, name)
    if (!person) throw new Refusal(`Vigil knows nobody called "${name}": add the name first.`)
    const own = person.name === by
    if (!own && personNamed(core, by)?.role !== 'admin')
      throw new Refusal(`Only ${person.name} or an administrator may set this PIN.`)
    if (own && hasPin(core.store, person.name)) {
      if (oldPin === undefined)
        throw new Refusal('Enter the old PIN too, or let an administrator set a new one.')
      await checkPin(core.store, person.name, oldPin, core.now().monoMs)
    }
    await setPin(core.store, person.name, pin)
    core.note({ event: 'system', kind: 'person', by, detail: `PIN of ${person.name} set` })
    core.publishInstallation()
    return null
  },
  async signSession(core, { by, sessionId, meaning, pin }) {
    const person = personNamed(core, by)
    if (!person) throw new Refusal(`Vigil knows nobody called "${by}".`)
    requireClosed(core, sessionId)
    await checkPin(core.store, by, pin, core.now().monoMs)
    // Read after the PIN: what is signed is what stands there now.
    const state = requireClosed(core, sessionId)
    const recordHash = core.store.recordHash(sessionId) ?? ''
    const { role } = person
    return write(core, state, signSession(state.session, { by, role, meaning, recordHash }, core.now()))
  },
  async amendSession(core, { by, sessionId, pin, ...change }) {
    requireClosed(core, sessionId)
    await checkPin(core.store, by, pin, core.now().monoMs)
    const state = requireClosed(core, sessionId)
    return write(core, state, amendSession(state.session, { by, ...change }, core.now()))
  },
}

function requireClosed(core: CoreServices, sessionId: string): RoomState {
  const state = core.store.session(sessionId)
  if (!state) throw new Refusal(`There is no session "${sessionId}".`)
  if (core.rooms().some(room => room.state()?.session.id === sessionId))
    throw new Refusal('The session is open: close it first.')
  return state
}

/** One transaction: the changed session, and the record that vouches for it. */
function write(core: CoreServices, state: RoomState, written: Written): null {
  if ('refused' in written) throw new Refusal(written.refused)
  const { session, event } = written
  core.store.commit({
    sessionId: session.id,
    state: { ...state, session },
    readings: [],
    log: [{ at: core.now(), entry: event }],
  })
  core.publishInstallation()
  return null
}
