import type { Authority } from '../../shared/authority.ts'
import { type Answer, type RequestName, requests } from '../../shared/ipc.ts'
import { type Action, type ActName, acts } from '../../shared/record/index.ts'
import { clinicians, type Role } from '../../shared/roles.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import { captureHandlers } from './handlers/captures.ts'
import { clinicSetHandlers } from './handlers/clinic-set.ts'
import { deviceHandlers } from './handlers/devices.ts'
import { type Handlers, requirePerson, requireRoom } from './handlers/handler.ts'
import { importHandlers } from './handlers/imports.ts'
import { installationHandlers } from './handlers/installation.ts'
import { presetHandlers } from './handlers/presets.ts'
import { recordCareHandlers } from './handlers/record-care.ts'
import { sessionHandlers } from './handlers/sessions.ts'
import { signHandlers } from './handlers/sign.ts'
import { Refusal } from './refusal.ts'
import type { Room } from './room.ts'
import type { CoreServices, Sender } from './services.ts'
import { isDoneWithin } from './within.ts'
import { PATIENCE_MS } from './write.ts'

/** Answers one request: schema, then role, then the work. Whatever comes in, an answer goes out. */
export async function answer(
  core: CoreServices,
  sender: Sender,
  name: unknown,
  payload: unknown,
): Promise<Answer> {
  try {
    if (typeof name !== 'string' || !Object.hasOwn(requests, name))
      return { ok: false, code: 'invalid', message: `There is no request "${String(name).slice(0, 40)}".` }
    const known = name as RequestName
    const parsed = requests[known].payload.safeParse(payload)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      const where = issue?.path.join('.') || 'the request'
      return {
        ok: false,
        code: 'invalid',
        message: `${where}: ${issue?.message ?? 'not of the known form'}.`,
      }
    }
    const authority = findAuthority(core, known, parsed.data)
    if (authority && 'message' in authority)
      return { ok: false, code: 'forbidden', message: authority.message }
    // The record has every name as it was first written.
    const data = authority === null ? parsed.data : { ...parsed.data, by: authority.name }
    const value = await handle(core, known, data, authority, sender)
    return value instanceof NotYetRecorded
      ? { ok: true, value: null, recorded: false, message: value.sentence }
      : { ok: true, value }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: 'refused', message: error.message }
    const message =
      error instanceof Error ? error.message : 'Something went wrong; it has been written to the log.'
    return { ok: false, code: 'failed', message }
  }
}

/** On whose word it is asked: of whoever is named in `by`, or why not; null: the request names nobody, any window may. */
function findAuthority(
  core: CoreServices,
  name: RequestName,
  payload: object,
): Authority | { readonly message: string } | null {
  const { roles } = requests[name]
  if (roles === null) return null
  const by = 'by' in payload ? String(payload.by) : ''
  // In an emergency anybody may acknowledge; the record says so.
  if ('breakGlass' in payload && payload.breakGlass === true) {
    const reason = 'reason' in payload ? String(payload.reason) : ''
    return { kind: 'breakGlass', name: by, reason }
  }
  const person = core.register.personNamed(by)
  if (!person) return { message: `Vigil knows nobody called "${by}": add the name first.` }
  if (!(roles as readonly Role[]).includes(person.role))
    return { message: `${person.name} is ${person.role}; this needs ${listWords(roles)}.` }
  if (core.register.setting('currentPerson') !== person.name)
    core.register
      .setSetting('currentPerson', person.name)
      .then(core.publishInstallation)
      .catch((error: unknown) => core.say('Who works here could not be stored.', error))
  return { kind: 'person', ...person, fresh: false }
}

function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

const handlers: Handlers = {
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
  authority: Authority | null,
  sender: Sender,
): Promise<unknown> {
  if (isAct(name)) {
    if (authority === null) throw new Refusal('Say who does that.')
    return act(core, name, payload, authority)
  }
  const handler = handlers[name as keyof Handlers] as (
    core: CoreServices,
    payload: object,
    sender: Sender,
    authority: Authority | null,
  ) => unknown
  return handler(core, payload, sender, authority)
}

function isAct(name: RequestName): name is ActName {
  return Object.hasOwn(acts, name)
}

/** An act that is done, and whose record has not answered yet. */
class NotYetRecorded {
  readonly sentence: string
  constructor(waitedMs: number) {
    const seconds = Math.round(waitedMs / SECOND_MS)
    this.sentence = `Done, but not yet written down: the record has not answered for ${seconds} s.`
  }
}

/** What a person does in a room, or in every room where it is a state of the whole installation. */
async function act(
  core: CoreServices,
  name: ActName,
  payload: object,
  authority: Authority,
): Promise<null | NotYetRecorded> {
  const { roomId, ...rest } = payload as { roomId: string }
  const action = { do: name, ...rest } as Action
  if ('second' in action && action.second !== undefined) requireSecond(core, action.second)
  const rooms = acts[name].everywhere ? openRooms(core) : [requireRoom(core, roomId)]
  const refused = rooms.map(room => room.act(action, authority))
  const reason = refused.find(sentence => sentence !== null)
  if (reason != null && refused.every(sentence => sentence !== null)) throw new Refusal(reason)
  // What was done is answered once it is in the record, but nobody at a bedside waits for a disk.
  const begunMs = core.now().monoMs
  const recorded = Promise.all(rooms.map(room => room.flush()))
  if (await isDoneWithin(recorded, PATIENCE_MS)) return null
  core.tellPending(nameAct(name, authority.name, rooms, core.now()), recorded)
  return new NotYetRecorded(core.now().monoMs - begunMs)
}

/** So that a person knows again what was done. */
function nameAct(name: ActName, by: string, rooms: readonly Room[], { wallMs }: Instant): string {
  const what = name.replaceAll(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
  const time = new Date(wallMs).toTimeString().slice(0, 8)
  return `“${what}” by ${by} in ${rooms.map(room => room.name).join(', ')}, ${time}.`
}

/** Who signs beside the prescriber must be known, and may judge a patient. */
function requireSecond(core: CoreServices, name: string): void {
  const person = requirePerson(core, name)
  if (!clinicians.includes(person.role))
    throw new Refusal(`${person.name} is ${person.role}; only a clinician or prescriber may sign too.`)
}

function openRooms(core: CoreServices): readonly Room[] {
  const rooms = core.rooms.all().filter(room => room.state())
  if (rooms.length === 0) throw new Refusal('No session is open.')
  return rooms
}
