import { type Answer, type RequestName, requests } from '../../shared/ipc.ts'
import { clinicians, type Person, type Role } from '../../shared/roles.ts'
import { type Action, type ActionName, actionNames } from '../../shared/session/actions.ts'

import { captureHandlers } from './handlers/captures.ts'
import { deviceHandlers } from './handlers/devices.ts'
import { type Handlers, personNamed, requireRoom } from './handlers/handler.ts'
import { importHandlers } from './handlers/imports.ts'
import { installationHandlers } from './handlers/installation.ts'
import { presetHandlers } from './handlers/presets.ts'
import { sessionHandlers } from './handlers/sessions.ts'
import { signHandlers } from './handlers/sign.ts'
import { Refusal } from './refusal.ts'
import type { Room } from './room.ts'
import type { CoreServices, Sender } from './services.ts'

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
    const person = findPerson(core, known, parsed.data)
    if ('message' in person) return { ok: false, code: 'forbidden', message: person.message }
    // The record has every name as it was first written.
    const data = 'name' in person ? { ...parsed.data, by: person.name } : parsed.data
    return { ok: true, value: await handle(core, known, data, person.role, sender) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: 'refused', message: error.message }
    const message =
      error instanceof Error ? error.message : 'Something went wrong; it has been written to the log.'
    return { ok: false, code: 'failed', message }
  }
}

/** The role of the person named in `by`, or why they may not. */
function findPerson(
  core: CoreServices,
  name: RequestName,
  payload: object,
):
  | Person
  | { readonly name: string; readonly role: null }
  | { readonly role: null }
  | { readonly message: string } {
  const { roles } = requests[name]
  if (roles === null) return { role: null }
  const by = 'by' in payload ? String(payload.by) : ''
  // In an emergency anybody may acknowledge; the record says so.
  if ('breakGlass' in payload && payload.breakGlass === true) return { name: by, role: null }
  const person = personNamed(core, by)
  if (!person) return { message: `Vigil knows nobody called "${by}": add the name first.` }
  if (!(roles as readonly Role[]).includes(person.role))
    return { message: `${person.name} is ${person.role}; this needs ${listWords(roles)}.` }
  if (core.store.setting('currentPerson') !== person.name) {
    core.store.setSetting('currentPerson', person.name)
    core.publishInstallation()
  }
  return person
}

function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

const handlers: Handlers = {
  ...installationHandlers,
  ...sessionHandlers,
  ...deviceHandlers,
  ...captureHandlers,
  ...signHandlers,
  ...importHandlers,
  ...presetHandlers,
}

async function handle(
  core: CoreServices,
  name: RequestName,
  payload: object,
  role: Role | null,
  sender: Sender,
): Promise<unknown> {
  if ((actionNames as readonly string[]).includes(name)) return act(core, name as ActionName, payload, role)
  const handler = handlers[name as keyof Handlers] as (
    core: CoreServices,
    payload: object,
    sender: Sender,
  ) => unknown
  return handler(core, payload, sender)
}

/** An action of a person in a room, by the request's own name. */
function act(core: CoreServices, name: ActionName, payload: object, role: Role | null): null {
  const { roomId, ...rest } = payload as { roomId: string }
  const action = { do: name, ...rest } as Action
  if ('second' in action && action.second !== undefined) requireSecond(core, action.second)
  const rooms = forAllRooms.includes(name) ? openRooms(core) : [requireRoom(core, roomId)]
  const refused = rooms.map(room => room.act(action, role))
  const reason = refused.find(sentence => sentence !== null)
  if (reason != null && refused.every(sentence => sentence !== null)) throw new Refusal(reason)
  return null
}

/** Who signs beside the prescriber must be known, and may judge a patient. */
function requireSecond(core: CoreServices, name: string): void {
  const person = personNamed(core, name)
  if (!person) throw new Refusal(`Vigil knows nobody called "${name}": add the name first.`)
  if (!clinicians.includes(person.role))
    throw new Refusal(`${person.name} is ${person.role}; only a clinician or prescriber may sign too.`)
}

/** AUDIO PAUSED and AUDIO OFF are states of the whole installation (AR-9): sound is one for all rooms. */
const forAllRooms: readonly ActionName[] = ['pauseAudio', 'resumeAudio', 'turnAudioOff', 'turnAudioOn']

function openRooms(core: CoreServices): readonly Room[] {
  const rooms = core.rooms().filter(room => room.state())
  if (rooms.length === 0) throw new Refusal('No session is open.')
  return rooms
}
