import { randomUUID } from 'node:crypto'
import { simulatedCuff } from '../../../devices/index.ts'
import { findScenario } from '../../../devices/simulated/index.ts'
import type { Payload } from '../../../shared/ipc.ts'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { nibp } from '../../../shared/record/cuff.ts'
import { tellWeight } from '../../../shared/record/dose-events.ts'
import { sayWeightDoubt } from '../../../shared/record/dose-questions.ts'
import { moveState } from '../../../shared/record/move.ts'
import { leaveCuff } from '../../../shared/session/leave-cuff.ts'
import type { Opening } from '../../../shared/session/room-state.ts'
import { isWeightOff, readWeight } from '../../../shared/session/weight.ts'
import { phrase } from '../../../shared/words/host.ts'
import { refusal } from '../../../shared/words/refusal.ts'
import { clinicSetInUse } from '../clinic-sets.ts'
import type { DeviceConfig } from '../contracts/record.ts'
import { requireDriver } from '../devices.ts'
import { isFlushed } from '../flush.ts'
import { requirePreset } from '../presets.ts'
import { describeMoment } from '../recorder.ts'
import { Refusal } from '../refusal.ts'
import { makeSessionReport } from '../report.ts'
import type { CoreServices } from '../services.ts'
import { type Asked, type Handlers, nameSession, requireKnown, requireRoom } from './handler.ts'

/** Sessions that a window lists at the most. */
const MOST_LISTED = 1000

/** Sessions: opened, listed, told, measured by the cuff. */
export const sessionHandlers: Pick<
  Handlers,
  | 'history'
  | 'reviewSession'
  | 'listSessions'
  | 'findSessions'
  | 'lastWeight'
  | 'openSession'
  | 'moveSession'
  | 'startNibp'
  | 'stopNibp'
  | 'makeReport'
> = {
  async history(core, { sessionId }, _sender, { kind }) {
    await isFlushed(core, sessionId)
    if (kind !== 'unidentified') return core.read.history(sessionId)
    // The chart of an open session stays where nobody is; what was done, and by whom, is for people.
    if (!core.rooms.all().some(room => room.state()?.session.id === sessionId))
      throw new Refusal(refusal('thisWindowLocked'), 'locked')
    return core.read.chart(sessionId)
  },
  async reviewSession(core, { sessionId }) {
    await isFlushed(core, sessionId)
    if (!(await core.read.session(sessionId))) throw new Refusal(refusal('noSession', sessionId))
    return core.read.review(sessionId)
  },
  listSessions: core => core.read.sessions(MOST_LISTED),
  findSessions: (core, query) => core.read.find(query),
  lastWeight: (core, { recordId, simulated }) => core.read.lastWeight(recordId, simulated),
  openSession: (core, asked) => core.admit(() => openSession(core, asked)),
  moveSession: (core, asked) => core.admit(() => moveSession(core, asked)),
  startNibp: (core, { roomId, by }) => commandCuff(core, roomId, 'startNibp', by),
  stopNibp: (core, { roomId, by }) => commandCuff(core, roomId, 'stopNibp', by),
  makeReport: (core, { by, sessionId, ...wanted }, { entry }) =>
    makeSessionReport(core, sessionId, wanted, by, entry),
}

/** The patient with the weight in kg; one that is 10 % off the last known one wants a second look. */
async function weighOpening(
  core: CoreServices,
  patient: Payload<'openSession'>['patient'],
  confirmed: boolean,
  simulated: boolean,
): Promise<Pick<Opening, 'patient' | 'weight' | 'earlierWeight'>> {
  const { weightKg: _kg, weightLb, ...who } = patient
  const weightKg = readWeight(patient)
  const earlier = await core.read.lastWeight(patient.recordId, simulated)
  const earlierWeight = earlier ? { earlierWeight: earlier } : {}
  if (weightKg === undefined) return { patient: who, ...earlierWeight }
  const isOff = earlier !== null && isWeightOff(weightKg, earlier.kg)
  if (isOff && !confirmed) throw new Refusal(sayWeightDoubt(weightKg, earlier.kg))
  const said = omitUndefined({ enteredLb: weightLb, confirmed: isOff ? (true as const) : undefined })
  return {
    patient: { ...who, weightKg },
    ...(weightLb !== undefined || isOff ? { weight: said } : {}),
    ...earlierWeight,
  }
}

async function openSession(
  core: CoreServices,
  { by, roomId, presetId, patient, weightConfirmed, simulate }: Asked<'openSession'>,
): Promise<{ readonly sessionId: string }> {
  const room = requireRoom(core, roomId)
  if (room.state()) throw new Refusal(refusal('alreadyOpenSession', room.name))
  const other = simulate ? undefined : core.rooms.whereIs(patient.recordId)
  if (other) throw new Refusal(refusal('recordMoveSession', patient.recordId, other.name, room.name))
  const preset = requireKnown(() => requirePreset(core.register.presets(), presetId))
  const real = room.devices().filter(device => device.origin === 'device')
  if (simulate && real.length > 0)
    throw new Refusal(refusal('realMonitorSimulate', room.name, real[0]?.label ?? ''))
  if (simulate && !findScenario(simulate.scenario))
    throw new Refusal(refusal('noScenario', simulate.scenario))
  const configs = simulate ? simulatedDevices(roomId, simulate) : []
  const sessionId = nameSession(core)
  const opening = {
    sessionId,
    room: room.name,
    preset,
    clinicSet: clinicSetInUse(core.register.clinicSets()),
    ...(await weighOpening(core, patient, weightConfirmed === true, simulate !== undefined)),
    by,
    simulated: simulate !== undefined,
    speed: simulate?.speed ?? 1,
  }
  await room.open(opening, configs)
  const session = room.state()?.session
  if (session?.weights)
    for (const event of tellWeight(session, undefined)) room.apply({ kind: 'note', event })
  await core.publishInstallation()
  return { sessionId }
}

/** The session goes on in a room that has none. What was stored and what goes on are the same, or nothing has changed. */
async function moveSession(
  core: CoreServices,
  { by, roomId, toRoomId }: Asked<'moveSession'>,
): Promise<null> {
  const [from, to] = [requireRoom(core, roomId), requireRoom(core, toRoomId)]
  const session = from.state()?.session
  if (!session) throw new Refusal(refusal('noOpenSession', from.name))
  if (from === to) throw new Refusal(refusal('sessionAlready', to.name))
  if (to.state()) throw new Refusal(refusal('alreadyOpenSession', to.name))
  // Its patient and its monitors are one, and bound to the room's own clock.
  if (session.simulated || session.replayed) throw new Refusal(refusal('simulatedOrReplayed'))
  const before = await from.release()
  const at = to.now()
  const { state: moved, event } = moveState(before, to.name, by, at)
  const { state, events } = leaveCuff(moved, at)
  const log = [event, ...events].map(entry => ({ at, entry, context: describeMoment(state, entry, at) }))
  try {
    const entries = await core.store(
      { change: 'moveSession', roomId: to.id, state },
      { change: 'commit', sessionId: session.id, state, readings: [], log },
    )
    to.adopt(state)
    for (const entry of entries) core.publish({ kind: 'log', roomId: to.id, entry })
  } catch (error) {
    from.adopt(before)
    throw error
  }
  await core.publishInstallation()
  return null
}

/** An oximeter, or the monitor that the scenario wants, and a cuff on one simulated patient. */
function simulatedDevices(
  roomId: string,
  { scenario, seed = 1, speed = 1, driver }: NonNullable<Payload<'openSession'>['simulate']>,
): readonly DeviceConfig[] {
  const shared = {
    port: `sim:${scenario}`,
    serialNumber: null,
    roomId,
    origin: 'simulated',
  } as const
  const sim = { scenario, seed, speed }
  const usual = findScenario(scenario)?.monitor ?? 'nonin-df2'
  const oximeter = requireKnown(() => requireDriver(driver ?? usual))
  const cuff = simulatedCuff()
  const id = randomUUID().slice(0, 8)
  return [
    {
      ...shared,
      id: `sim-${id}-oximeter`,
      driver: oximeter.id,
      label: phrase.simulated.device(oximeter.words.label),
      remoteStart: false,
      sim,
    },
    {
      ...shared,
      id: `sim-${id}-cuff`,
      driver: cuff.id,
      label: phrase.simulated.device(cuff.words.label),
      remoteStart: true,
      sim,
    },
  ]
}

function commandCuff(
  core: CoreServices,
  roomId: string,
  command: 'startNibp' | 'stopNibp',
  by: string,
): null {
  const room = requireRoom(core, roomId)
  const answered = room.command(command)
  if (!answered.ok) throw new Refusal(answered.reason)
  room.apply({ kind: 'note', event: nibp.of({ state: command, by }) })
  return null
}
