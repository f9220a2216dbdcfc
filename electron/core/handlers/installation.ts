import { checkPin, hasPin } from '../pin.ts'
import { Refusal } from '../refusal.ts'
import { type Handlers, requirePerson } from './handler.ts'

/** The installation: people, rooms, windows and their sound. */
export const installationHandlers: Pick<
  Handlers,
  | 'snapshot'
  | 'addPerson'
  | 'setCurrentPerson'
  | 'unlock'
  | 'addRoom'
  | 'soundPlayed'
  | 'stationAlive'
  | 'setAudioProfile'
  | 'setSecondContact'
  | 'setClinic'
  | 'testSound'
  | 'confirmSound'
> = {
  snapshot: core => core.snapshot(),
  addPerson: (core, { name, role }) =>
    core.inTurn(async () => {
      const known = core.register.personNamed(name)
      if (known && known.role !== role)
        throw new Refusal(`${known.name} is already known as ${known.role}; choose another name.`)
      if (known) return known
      await core.register.addPerson({ name, role })
      core.note({ event: 'system', kind: 'person', by: name, detail: `${name}, ${role}` })
      await core.publishInstallation()
      return { name, role }
    }),
  async setCurrentPerson(core, { name }) {
    const { name: known } = requirePerson(core, name)
    await core.register.setSetting('currentPerson', known)
    await core.publishInstallation()
    return null
  },
  async unlock(core, { name, pin }) {
    const person = requirePerson(core, name)
    if (hasPin(core.register, person.name)) {
      if (pin === undefined) throw new Refusal(`${person.name} has a PIN: enter it.`)
      await checkPin(core.register, person.name, pin, core.now().monoMs)
    }
    await core.register.setSetting('currentPerson', person.name)
    core.note({ event: 'system', kind: 'person', by: person.name, detail: 'Unlocked a screen.' })
    await core.publishInstallation()
    return null
  },
  addRoom: (core, { by, name }) =>
    core.inTurn(async () => {
      const rooms = core.rooms.all()
      if (rooms.some(room => room.name.toLowerCase() === name.toLowerCase()))
        throw new Refusal(`There is already a room called "${name}".`)
      const room = { id: `room-${rooms.length + 1}`, name }
      await core.store({ change: 'addRoom', room })
      core.rooms.add(room)
      core.note({ event: 'system', kind: 'room', by, detail: name })
      return { roomId: room.id }
    }),
  soundPlayed(core, { orderId, ok }, { windowId }) {
    core.windows.confirm(windowId, ok)
    core.sound({ kind: 'confirmed', orderId, ok })
    return null
  },
  stationAlive(core, { profile, audible }, { windowId }) {
    core.windows.hear(windowId, profile, audible, core.now().monoMs)
    return null
  },
  setAudioProfile(core, { by, profile }, { windowId }) {
    const before = core.windows.profileOf(windowId)
    core.windows.hear(windowId, profile, false, core.now().monoMs)
    core.note({
      event: 'system',
      kind: 'sound',
      by,
      detail: `Audio profile of ${windowId}: ${before ?? 'none'} -> ${profile}`,
    })
    return null
  },
  async setSecondContact(core, { by, contact }) {
    await core.register.setSetting('secondContact', contact)
    core.note({ event: 'system', kind: 'sound', by, detail: `Second contact: ${contact || 'nobody'}` })
    await core.publishInstallation()
    return null
  },
  async setClinic(core, { by, clinic }) {
    await core.register.setSetting('clinic', JSON.stringify(clinic))
    const { name, address, provider } = clinic
    const said = [name, address, provider.name, provider.phone, provider.email].filter(part => part !== '')
    core.note({ event: 'system', kind: 'clinic', by, detail: said.join(', ') || 'nothing' })
    await core.publishInstallation()
    return null
  },
  testSound(core, { priority }) {
    core.sound({ kind: 'test', priority })
    return null
  },
  confirmSound(core, { by }) {
    core.confirmSound(by)
    core.note({ event: 'system', kind: 'sound', by, detail: 'Heard the test sound.' })
    return null
  },
}
