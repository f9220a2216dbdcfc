import { randomUUID } from 'node:crypto'
import { drivers } from '../../devices/index.ts'
import { findScenario } from '../../devices/simulated/index.ts'
import { type Answer, type Payload, type RequestName, type Result, requests } from '../../shared/ipc.ts'
import type { Person, Role } from '../../shared/roles.ts'
import { type Action, type ActionName, actionNames } from '../../shared/session/actions.ts'
import { listPorts } from '../ports/discovery.ts'
import { parsePort } from '../ports/transport.ts'
import type { DeviceConfig } from '../store/types.ts'
import type { Inside, Sender } from './core.ts'
import { requireDriver } from './devices.ts'
import { type Room, requirePreset } from './room.ts'

/** A request that may not be, in one sentence for the person who asked. */
class Refusal extends Error {}

/** Answers one request: schema, then role, then the work. Whatever comes in, an answer goes out. */
export async function answer(
  inside: Inside,
  _sender: Sender,
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
    const person = findPerson(inside, known, parsed.data)
    if ('message' in person) return { ok: false, code: 'forbidden', message: person.message }
    // The record has every name as it was first written.
    const data = 'name' in person ? { ...parsed.data, by: person.name } : parsed.data
    return { ok: true, value: await handle(inside, known, data, person.role) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: 'refused', message: error.message }
    const message =
      error instanceof Error ? error.message : 'Something went wrong; it has been written to the log.'
    return { ok: false, code: 'failed', message }
  }
}

/** The role of the person named in `by`, or why they may not. */
function findPerson(
  inside: Inside,
  name: RequestName,
  payload: object,
): Person | { readonly role: null } | { readonly message: string } {
  const { roles } = requests[name]
  if (roles === null) return { role: null }
  const by = 'by' in payload ? String(payload.by) : ''
  const person = personNamed(inside, by)
  if (!person) return { message: `Vigil knows nobody called "${by}": add the name first.` }
  if (!(roles as readonly Role[]).includes(person.role))
    return { message: `${person.name} is ${person.role}; this needs ${listWords(roles)}.` }
  if (inside.store.setting('currentPerson') !== person.name) {
    inside.store.setSetting('currentPerson', person.name)
    inside.publishStation()
  }
  return person
}

function personNamed(inside: Inside, name: string): Person | undefined {
  return inside.store.people().find(person => person.name.toLowerCase() === name.trim().toLowerCase())
}

function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

type Handlers = {
  readonly [N in Exclude<RequestName, ActionName>]: (
    inside: Inside,
    payload: Payload<N>,
  ) => Result<N> | Promise<Result<N>>
}

async function handle(
  inside: Inside,
  name: RequestName,
  payload: object,
  role: Role | null,
): Promise<unknown> {
  if ((actionNames as readonly string[]).includes(name)) return act(inside, name as ActionName, payload, role)
  const handler = handlers[name as keyof Handlers] as (inside: Inside, payload: object) => unknown
  return handler(inside, payload)
}

/** An action of a person in a room, by the request's own name. */
function act(inside: Inside, name: ActionName, payload: object, role: Role | null): null {
  const { roomId, ...rest } = payload as { roomId: string }
  const action = { do: name, ...rest } as Action
  // AUDIO PAUSED is one state for the whole station (AR-9).
  const rooms =
    name === 'pauseAudio' || name === 'resumeAudio' ? openRooms(inside) : [requireRoom(inside, roomId)]
  const refused = rooms.map(room => room.act(action, role))
  const reason = refused.find(sentence => sentence !== null)
  if (reason != null && refused.every(sentence => sentence !== null)) throw new Refusal(reason)
  return null
}

function openRooms(inside: Inside): readonly Room[] {
  const rooms = inside.rooms().filter(room => room.state())
  if (rooms.length === 0) throw new Refusal('No session is open.')
  return rooms
}

function requireRoom(inside: Inside, id: string): Room {
  const room = inside.room(id)
  if (!room) throw new Refusal(`There is no room "${id}".`)
  return room
}

const handlers: Handlers = {
  snapshot: inside => inside.snapshot(),
  history: (inside, { sessionId }) => {
    for (const room of inside.rooms()) if (room.state()?.session.id === sessionId) room.flush()
    return inside.store.history(sessionId)
  },
  async listPorts(inside) {
    const used = new Map(
      inside.rooms().flatMap(room => room.devices().map(device => [device.port, device.id] as const)),
    )
    const ports = await listPorts(drivers)
    return ports.map(({ stablePath: _stable, ...port }) => ({ ...port, usedBy: used.get(port.path) ?? null }))
  },
  listSessions: inside => inside.store.sessions(1000),
  addPerson(inside, { name, role }) {
    const known = personNamed(inside, name)
    if (known && known.role !== role)
      throw new Refusal(`${known.name} is already known as ${known.role}; choose another name.`)
    if (known) return known
    inside.store.addPerson({ name, role })
    inside.note({ event: 'system', kind: 'person', by: name, detail: `${name}, ${role}` })
    inside.publishStation()
    return { name, role }
  },
  setCurrentPerson(inside, { name }) {
    if (!personNamed(inside, name)) throw new Refusal(`Vigil knows nobody called "${name}".`)
    inside.store.setSetting('currentPerson', name)
    inside.publishStation()
    return null
  },
  addRoom(inside, { by, name }) {
    if (inside.rooms().some(room => room.name.toLowerCase() === name.toLowerCase()))
      throw new Refusal(`There is already a room called "${name}".`)
    const roomId = `room-${inside.rooms().length + 1}`
    inside.store.addRoom({ id: roomId, name })
    inside.addRoom(roomId, name)
    inside.note({ event: 'system', kind: 'room', by, detail: name })
    return { roomId }
  },
  async addDevice(inside, { by, roomId, driver: driverId, port, label, remoteStart }) {
    const room = requireRoom(inside, roomId)
    const driver = requireKnown(() => requireDriver(driverId))
    const address = requireKnown(() => parsePort(port))
    const taken = inside
      .rooms()
      .flatMap(other => other.devices())
      .find(device => device.port === port)
    if (taken && address.kind !== 'simulated')
      throw new Refusal(`${port} already belongs to ${taken.label}; remove that device first.`)
    if (address.kind === 'simulated' && !findScenario(address.scenario))
      throw new Refusal(`There is no scenario "${address.scenario}".`)
    if (address.kind !== 'simulated' && room.state()?.session.speed !== 1 && room.state()?.session.simulated)
      throw new Refusal(`${room.name} has a simulated session: close it before connecting a monitor.`)
    const listed =
      address.kind === 'serial'
        ? (await listPorts(drivers).catch(() => [])).find(found => found.path === port)
        : null
    const config: DeviceConfig = {
      id: `device-${randomUUID().slice(0, 8)}`,
      driver: driver.id,
      label: label ?? driver.label,
      port,
      serialNumber: listed?.serialNumber ?? null,
      roomId,
      origin: address.kind === 'simulated' ? 'simulated' : 'device',
      remoteStart: remoteStart ?? false,
    }
    inside.store.addDevice(config)
    room.addDevice(config)
    inside.note({
      event: 'system',
      kind: 'device',
      by,
      detail: `${config.label} on ${port} added to ${room.name}`,
    })
    return { deviceId: config.id }
  },
  async removeDevice(inside, { by, deviceId }) {
    const room = inside.rooms().find(candidate => candidate.devices().some(device => device.id === deviceId))
    if (!room) throw new Refusal(`There is no device "${deviceId}".`)
    inside.store.removeDevice(deviceId)
    await room.removeDevice(deviceId)
    inside.note({ event: 'system', kind: 'device', by, detail: `${deviceId} removed from ${room.name}` })
    return null
  },
  openSession(inside, { by, roomId, presetId, patient, simulate }) {
    const room = requireRoom(inside, roomId)
    if (room.state()) throw new Refusal(`${room.name} already has an open session: close it first.`)
    const preset = requireKnown(() => requirePreset(presetId))
    const real = room.devices().filter(device => device.origin === 'device')
    if (simulate && real.length > 0)
      throw new Refusal(`${room.name} has a real monitor (${real[0]?.label}): simulate in another room.`)
    if (simulate && !findScenario(simulate.scenario))
      throw new Refusal(`There is no scenario "${simulate.scenario}".`)
    const configs = simulate ? simulatedDevices(roomId, simulate) : []
    const sessionId = `S-${dateStamp(inside)}-${randomUUID().slice(0, 6)}`
    const { weightKg, ...who } = patient
    const opening = {
      sessionId,
      room: room.name,
      preset,
      patient: weightKg === undefined ? who : { ...who, weightKg },
      by,
      simulated: simulate !== undefined,
      speed: simulate?.speed ?? 1,
    }
    room.open(opening, configs, state => {
      inside.store.openSession(roomId, state)
      for (const config of configs) inside.store.addDevice(config)
      return state
    })
    inside.publishStation()
    return { sessionId }
  },
  startNibp: (inside, { roomId, by }) => commandCuff(inside, roomId, 'startNibp', by),
  stopNibp: (inside, { roomId, by }) => commandCuff(inside, roomId, 'stopNibp', by),
  async makeReport(inside, { by, sessionId, format }) {
    // Fonts and the PDF library are loaded when the first report is made: a start must not wait for them.
    const { makeSessionReport } = await import('./report.ts')
    return makeSessionReport(inside, sessionId, format, by)
  },
  soundPlayed(inside, { orderId, ok }) {
    inside.sound({ kind: 'confirmed', orderId, ok })
    return null
  },
  testSound(inside, { priority }) {
    inside.sound({ kind: 'test', priority })
    return null
  },
  confirmSound(inside, { by }) {
    inside.confirmSound(by)
    inside.note({ event: 'system', kind: 'sound', by, detail: 'Heard the test sound.' })
    return null
  },
}

/** An oximeter and a cuff on one simulated patient. */
function simulatedDevices(
  roomId: string,
  { scenario, seed = 1, speed = 1, driver = 'nonin-df2' }: NonNullable<Payload<'openSession'>['simulate']>,
): readonly DeviceConfig[] {
  const shared = {
    port: `sim:${scenario}`,
    serialNumber: null,
    roomId,
    origin: 'simulated',
  } as const
  const sim = { scenario, seed, speed }
  const oximeter = requireKnown(() => requireDriver(driver))
  const cuff = requireDriver('dinamap-host')
  const id = randomUUID().slice(0, 8)
  return [
    {
      ...shared,
      id: `sim-${id}-oximeter`,
      driver: oximeter.id,
      label: `Simulated ${oximeter.label}`,
      remoteStart: false,
      sim,
    },
    {
      ...shared,
      id: `sim-${id}-cuff`,
      driver: cuff.id,
      label: `Simulated ${cuff.label}`,
      remoteStart: true,
      sim,
    },
  ]
}

function commandCuff(inside: Inside, roomId: string, command: 'startNibp' | 'stopNibp', by: string): null {
  const room = requireRoom(inside, roomId)
  const answered = room.command(command)
  if (!answered.ok) throw new Refusal(answered.reason)
  room.take({ kind: 'note', event: { event: 'session', kind: 'nibp', state: command, by } })
  return null
}

function requireKnown<T>(find: () => T): T {
  try {
    return find()
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error))
  }
}

function dateStamp(inside: Inside): string {
  return new Date(inside.now().wallMs).toISOString().slice(0, 10).replaceAll('-', '')
}
