import { checkPin, hasPin } from '../pin.ts'
import { Refusal } from '../refusal.ts'
import { type Handlers, personNamed } from './handler.ts'

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
  addPerson(core, { name, role }) {
    const known = personNamed(core, name)
    if (known && known.role !== role)
      throw new Refusal(`${known.name} is already known as ${known.role}; choose another name.`)
    if (known) return known
    core.store.addPerson({ name, role })
    core.note({ event: 'system', kind: 'person', by: name, detail: `${name}, ${role}` })
    core.publishInstallation()
    return { name, role }
  },
  setCurrentPerson(core, { name }) {
    if (!personNamed(core, name)) throw new Refusal(`Vigil knows nobody called "${name}".`)
    core.store.setSetting('currentPerson', name)
    core.publishInstallation()
    return null
  },
  async unlock(core, { name, pin }) {
    const person = personNamed(core, name)
    if (!person) throw new Refusal(`Vigil knows nobody called "${name}".`)
    if (hasPin(core.store, person.name)) {
      if (pin === undefined) throw new Refusal(`${person.name} has a PIN: enter it.`)
      await checkPin(core.store, person.name, pin, core.now().monoMs)
    }
    core.store.setSetting('currentPerson', person.name)
    core.note({ event: 'system', kind: 'person', by: person.name, detail: 'Unlocked a screen.' })
    core.publishInstallation()
    return null
  },
  addRoom(core, { by, name }) {
    if (core.rooms().some(room => room.name.toLowerCase() === name.toLowerCase()))
      throw new Refusal(`There is already a room called "${name}".`)
    const roomId = `room-${core.rooms().length + 1}`
    core.store.addRoom({ id: roomId, name })
    core.addRoom(roomId, name)
    core.note({ event: 'system', kind: 'room', by, detail: name })
    return { roomId }
  },
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
  setSecondContact(core, { by, contact }) {
    core.store.setSetting('secondContact', contact)
    core.note({ event: 'system', kind: 'sound', by, detail: `Second contact: ${contact || 'nobody'}` })
    core.publishInstallation()
    return null
  },
  setClinic(core, { by, clinic }) {
    core.store.setSetting('clinic', JSON.stringify(clinic))
    const { name, address, provider } = clinic
    const said = [name, address, provider.name, provider.phone, provider.email].filter(part => part !== '')
    core.note({ event: 'system', kind: 'clinic', by, detail: said.join(', ') || 'nothing' })
    core.publishInstallation()
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
