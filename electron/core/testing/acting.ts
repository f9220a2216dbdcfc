import { access, pinWanted } from '../../../shared/ipc/access.ts'
import type { Enrolled } from '../../../shared/ipc/people.ts'
import type { Answer, RequestName } from '../../../shared/ipc.ts'
import type { Snapshot } from '../../../shared/views.ts'
import { type StartOptions, startCore } from '../../start/start-core.ts'
import type { Core } from '../core.ts'
import type { Entry } from '../services.ts'

/* How a test signs in, in one place: people are enrolled, sit at windows and give their PINs as they would on the screen. */

/** Cheap ones: a test signs in a hundred times. */
const cheap = { costLog2: 4 }

export function startTestCore(options: Omit<StartOptions, 'secrets'>): Promise<Core> {
  return startCore({ ...options, secrets: cheap })
}

/** Of everybody in tests. */
const PIN = '471182'
/** Who sets the clinic up. */
export const FIRST_ADMIN = 'First Admin'

const needsNobody = (name: string): boolean =>
  !Object.hasOwn(access, name) || access[name as RequestName].roles === 'anyWindow'

/** Who is at which window of a core. Another core, on the same data, has nobody at its windows. */
const seats = new WeakMap<Core, Map<string, string>>()

/**
 * Asks a core as people do. `by` in a payload, which no window may send, says who sits down at the window first; where the request wants
 * a PIN, theirs is given. `addPerson` sets the clinic up where that has not been done, and lets the person choose the PIN.
 */
export async function askAs(
  core: Core,
  name: string,
  asked: unknown,
  windowId = 'desk',
  entry: Entry = 'browser',
): Promise<Answer> {
  const send = (request: string, payload: unknown): Promise<Answer> =>
    core.answer({ windowId, entry }, request, payload)
  if (typeof asked !== 'object' || asked === null || needsNobody(name)) return send(name, asked)
  const { by, second, ...payload } = asked as { by?: string; second?: string }
  if (name === 'addPerson') return enrol(core, payload)
  if ('breakGlass' in payload) return send(name, { ...payload, name: by })
  const seated = await sitDown(core, windowId, entry, by)
  if (!seated.ok) return seated
  const secondProof = second === undefined ? {} : await prove(core, send, second, name, 'secondProof')
  if (pinWanted(access[name as RequestName], payload) === 'none' || by === undefined)
    return send(name, { ...payload, ...secondProof })
  return send(name, { ...payload, ...(await prove(core, send, by, name, 'proof')), ...secondProof })
}

async function prove(
  core: Core,
  send: (name: string, payload: unknown) => Promise<Answer>,
  name: string,
  request: string,
  as: 'proof' | 'secondProof',
): Promise<object> {
  const personId = await idOf(core, name)
  const given = await send('confirmPin', { personId, secret: PIN, for: request })
  return given.ok ? { [as]: (given.value as { proof: string }).proof } : {}
}

/** The person of this name sits at the window; without a name whoever sits there, or the first who is known. */
async function sitDown(core: Core, windowId: string, entry: Entry, by: string | undefined): Promise<Answer> {
  const done: Answer = { ok: true, value: null }
  const known = seats.get(core) ?? new Map<string, string>()
  seats.set(core, known)
  const at = known.get(windowId)
  const wanted = by ?? at ?? (await people(core)).find(({ active }) => active)?.name
  if (wanted === undefined) return done
  if (at?.toLowerCase() === wanted.toLowerCase()) return done
  const personId = await idOf(core, wanted)
  const seated = await core.answer({ windowId, entry }, 'signIn', { personId, secret: PIN })
  if (!seated.ok) return { ok: false, code: 'forbidden', message: seated.message }
  known.set(windowId, wanted)
  return done
}

async function enrol(core: Core, payload: object): Promise<Answer> {
  const admin = { windowId: 'of-the-first-admin', entry: 'browser' } as const
  const send = (request: string, more: unknown) => core.answer(admin, request, more)
  if (!(await people(core)).some(({ name }) => name === FIRST_ADMIN))
    await send('setUpClinic', { name: FIRST_ADMIN, secret: PIN })
  else await send('signIn', { personId: await idOf(core, FIRST_ADMIN), secret: PIN })
  const proof = await prove(core, send, FIRST_ADMIN, 'addPerson', 'proof')
  const answer = await send('addPerson', { ...payload, ...proof })
  if (!answer.ok) return answer
  const { personId, code } = answer.value as Enrolled
  return core.answer({ windowId: `choosing-${personId}`, entry: 'browser' }, 'choosePin', {
    personId,
    code,
    secret: PIN,
  })
}

async function people(core: Core): Promise<Snapshot['people']> {
  const answer = await core.request({ windowId: 'looking', entry: 'browser' }, 'snapshot', {})
  return answer.ok ? answer.value.people : []
}

async function idOf(core: Core, name: string): Promise<string> {
  return (await people(core)).find(one => one.name.toLowerCase() === name.toLowerCase())?.id ?? 'nobody'
}
