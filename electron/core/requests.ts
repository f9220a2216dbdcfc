import type { Authority } from '../../shared/authority.ts'
import { type Answer, type Proofs, type RequestName, requests } from '../../shared/ipc.ts'
import { whyNotText } from '../../shared/plain-text.ts'
import { type Action, type ActName, acts } from '../../shared/record/index.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import { refusal } from '../../shared/words/refusal.ts'
import { firstIssue } from '../../shared/words/schema-complaints.ts'
import { spokenWords } from '../../shared/words/spoken.ts'
import { captureHandlers } from './handlers/captures.ts'
import { clinicSetHandlers } from './handlers/clinic-set.ts'
import { deviceHandlers } from './handlers/devices.ts'
import { type Handlers, requireRoom } from './handlers/handler.ts'
import { importHandlers } from './handlers/imports.ts'
import { installationHandlers } from './handlers/installation.ts'
import { peopleHandlers } from './handlers/people.ts'
import { presetHandlers } from './handlers/presets.ts'
import { recordCareHandlers } from './handlers/record-care.ts'
import { sessionHandlers } from './handlers/sessions.ts'
import { signHandlers } from './handlers/sign.ts'
import { type Allowed, authorize } from './people/authorize.ts'
import { Refusal } from './refusal.ts'
import type { Room } from './room.ts'
import type { CoreServices, DoneAct, Sender } from './services.ts'
import { isDoneWithin } from './within.ts'
import { PATIENCE_MS } from './write.ts'

/** Answers one request: form, then who may, then the work. Whatever comes in, an answer goes out. */
export async function answer(
  core: CoreServices,
  sender: Sender,
  name: unknown,
  payload: unknown,
): Promise<Answer> {
  try {
    if (typeof name !== 'string' || !Object.hasOwn(requests, name))
      return invalid(phrase.core.noRequest(String(name).slice(0, 40)))
    const known = name as RequestName
    const { asked, proofs } = takeProofs(payload)
    const why = whyNotText(asked)
    if (why !== null) return invalid(why)
    const parsed = requests[known].payload.safeParse(asked)
    if (!parsed.success) {
      const { where, what } = firstIssue(parsed.error)
      return invalid(`${where || phrase.core.theRequest}: ${what}.`)
    }
    const allowed = await authorize(core, sender, known, parsed.data, proofs)
    const value = await handle(core, known, parsed.data, allowed, sender)
    return value instanceof NotYetRecorded
      ? { ok: true, value: null, recorded: false, message: value.sentence }
      : { ok: true, value }
  } catch (error) {
    if (error instanceof Refusal) {
      const { code, why } = error
      return { ok: false, code, message: error.inWords(spokenWords), ...(why === undefined ? {} : { why }) }
    }
    const message = error instanceof Error ? error.message : phrase.core.somethingWentWrong
    return { ok: false, code: 'failed', message }
  }
}

function invalid(message: string): Answer {
  return { ok: false, code: 'invalid', message }
}

/** What was proved for this request stands beside its payload. */
function takeProofs(payload: unknown): { readonly asked: unknown; readonly proofs: Proofs } {
  if (typeof payload !== 'object' || payload === null) return { asked: payload, proofs: {} }
  const { proof, secondProof, ...asked } = payload as Record<string, unknown>
  return {
    asked,
    proofs: {
      ...(typeof proof === 'string' ? { proof } : {}),
      ...(typeof secondProof === 'string' ? { secondProof } : {}),
    },
  }
}

const handlers: Handlers = {
  ...peopleHandlers,
  ...installationHandlers,
  ...sessionHandlers,
  ...recordCareHandlers,
  ...deviceHandlers,
  ...captureHandlers,
  ...signHandlers,
  ...importHandlers,
  ...presetHandlers,
  ...clinicSetHandlers,
}

async function handle(
  core: CoreServices,
  name: RequestName,
  payload: object,
  allowed: Allowed,
  sender: Sender,
): Promise<unknown> {
  const { authority } = allowed
  if (isAct(name)) {
    if (authority === null) throw new Refusal(refusal('sayWhoDoes'))
    return act(core, name, payload, authority, allowed)
  }
  const handler = handlers[name as keyof Handlers] as (
    core: CoreServices,
    payload: object,
    sender: Sender,
    authority: Authority | null,
  ) => unknown
  const names = {
    ...(authority === null ? {} : { by: authority.name }),
    ...(allowed.second === undefined ? {} : { second: allowed.second }),
  }
  return handler(core, { ...payload, ...names }, sender, authority)
}

function isAct(name: RequestName): name is ActName {
  return Object.hasOwn(acts, name)
}

/** An act that is done, and whose record has not answered yet. */
class NotYetRecorded {
  readonly sentence: string
  constructor(waitedMs: number) {
    const seconds = Math.round(waitedMs / SECOND_MS)
    this.sentence = phrase.core.doneNotRecorded(seconds)
  }
}

/** What a person does in a room, or in every room where it is a state of the whole installation. */
async function act(
  core: CoreServices,
  name: ActName,
  payload: object,
  authority: Authority,
  { isDemo, second }: Allowed,
): Promise<null | NotYetRecorded> {
  const { roomId, name: _picked, ...rest } = payload as { roomId: string; name?: string }
  const action = {
    do: name,
    ...rest,
    by: authority.name,
    ...(second === undefined ? {} : { second }),
    ...(name === 'acknowledge' && authority.kind === 'unidentified' ? { identified: false } : {}),
  } as Action
  const rooms = acts[name].everywhere ? openRooms(core, isDemo) : [requireRoom(core, roomId)]
  const refused = rooms.map(room => room.act(action, authority))
  const reason = refused.find(why => why !== null)
  if (reason != null && refused.every(why => why !== null)) throw new Refusal(reason)
  // What was done is answered once it is in the record, but nobody at a bedside waits for a disk.
  const begunMs = core.now().monoMs
  const recorded = Promise.all(rooms.map(room => room.flush()))
  if (await isDoneWithin(recorded, PATIENCE_MS)) return null
  core.tellPending(describeAct(name, authority.name, rooms, core.now()), recorded)
  return new NotYetRecorded(core.now().monoMs - begunMs)
}

/** So that a person knows again what was done. */
function describeAct(name: ActName, by: string, rooms: readonly Room[], { wallMs }: Instant): DoneAct {
  const what = name.replaceAll(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
  const time = new Date(wallMs).toTimeString().slice(0, 8)
  return {
    act: name,
    by,
    roomIds: rooms.map(({ id }) => id),
    wallMs,
    sentence: phrase.core.actByIn(what, by, rooms.map(room => room.name).join(', '), time),
  }
}

/** The Demo nurse has no hand in the sound of others. */
function openRooms(core: CoreServices, isDemo: boolean): readonly Room[] {
  const rooms = core.rooms.all().filter(room => {
    const session = room.state()?.session
    return session && (!isDemo || session.simulated)
  })
  if (rooms.length === 0) throw new Refusal(refusal('noSessionOpen'))
  return rooms
}
