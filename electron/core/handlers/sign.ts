import type { Authority } from '../../../shared/authority.ts'
import type { AfterClose, Effect } from '../../../shared/record/act.ts'
import { recordActs, type SessionEvent } from '../../../shared/record/index.ts'
import { needsRems } from '../../../shared/session/rems.ts'
import type { RoomState } from '../../../shared/session/room-state.ts'
import type { Session } from '../../../shared/session/types.ts'
import { refusal } from '../../../shared/words/refusal.ts'
import { Refusal } from '../refusal.ts'
import type { CoreServices } from '../services.ts'
import type { Handlers } from './handler.ts'

const { signSession, amendSession } = recordActs

/** What is done with a closed session's record: signed, amended, and its REMS form sent. */
export const signHandlers: Pick<Handlers, 'signSession' | 'amendSession' | 'noteRemsSent'> = {
  signSession: (core, payload, _sender, authority) => doAfterClose(core, signSession, payload, authority),
  amendSession: (core, payload, _sender, authority) => doAfterClose(core, amendSession, payload, authority),
  async noteRemsSent(core, { by, sessionId }) {
    const { session } = await requireClosed(core, sessionId)
    if (!needsRems(session)) throw new Refusal(refusal('noRemsForm'))
    // A note about the session, not a part of it: what was signed stays as it was signed.
    core.note({ event: 'system', kind: 'rems', by, session: sessionId })
    await core.publishInstallation()
    return null
  },
}

/** An act without its types: the request's schema has checked the payload. */
interface RecordAct {
  apply(session: Session, payload: object, circumstances: AfterClose): Effect<SessionEvent>
}

/** Does something with a closed session, on the word of a person who gives the PIN for it. @throws Refusal */
async function doAfterClose(
  core: CoreServices,
  act: object,
  { sessionId, ...payload }: { readonly sessionId: string },
  authority: Authority,
): Promise<null> {
  if (authority.kind !== 'person') throw new Refusal(refusal('onlyPersonWith'))
  return core.inTurn(async () => {
    // What is signed is what stands there now.
    const state = await requireClosed(core, sessionId)
    const recordHash = (await core.read.recordHash(sessionId)) ?? ''
    const now = core.now()
    const circumstances = { authority, recordHash, now }
    const effect = (act as RecordAct).apply(state.session, payload, circumstances)
    if ('refused' in effect) throw new Refusal(effect.refused)
    // One transaction: the changed session, and the records that vouch for it.
    await core.store({
      change: 'commit',
      sessionId,
      state: { ...state, session: effect.session },
      readings: [],
      log: effect.events.map(entry => ({ at: now, entry })),
    })
    await core.publishInstallation()
    return null
  })
}

async function requireClosed(core: CoreServices, sessionId: string): Promise<RoomState> {
  const state = await core.read.session(sessionId)
  if (!state) throw new Refusal(refusal('noSession', sessionId))
  if (core.rooms.all().some(room => room.state()?.session.id === sessionId))
    throw new Refusal(refusal('sessionOpenClose'))
  return state
}
