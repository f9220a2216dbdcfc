import { checkPin, hasPin } from '../pin.ts'
import { type Handlers, personNamed, Refusal } from './handler.ts'

/** The installation: people, rooms, windows and their sound. */
export const stationHandlers: Pick<
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
  snapshot: inside => inside.snapshot(),
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
  async unlock(inside, { name, pin }) {
    const person = personNamed(inside, name)
    if (!person) throw new Refusal(`Vigil knows nobody called "${name}".`)
    if (hasPin(inside.store, person.name)) {
      if (pin === undefined) throw new Refusal(`${person.name} has a PIN: enter it.`)
      await checkPin(inside.store, person.name, pin, inside.now().monoMs)
    }
    inside.store.setSetting('currentPerson', person.name)
    inside.note({ event: 'system', kind: 'person', by: person.name, detail: 'Unlocked a screen.' })
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
  soundPlayed(inside, { orderId, ok }, { windowId }) {
    inside.stations.confirm(windowId, ok)
    inside.sound({ kind: 'confirmed', orderId, ok })
    return null
  },
  stationAlive(inside, { profile, audible }, { windowId }) {
    inside.stations.hear(windowId, profile, audible, inside.now().monoMs)
    return null
  },
  setAudioProfile(inside, { by, profile }, { windowId }) {
    const before = inside.stations.profileOf(windowId)
    inside.stations.hear(windowId, profile, false, inside.now().monoMs)
    inside.note({
      event: 'system',
      kind: 'sound',
      by,
      detail: `Audio profile of ${windowId}: ${before ?? 'none'} -> ${profile}`,
    })
    return null
  },
  setSecondContact(inside, { by, contact }) {
    inside.store.setSetting('secondContact', contact)
    inside.note({ event: 'system', kind: 'sound', by, detail: `Second contact: ${contact || 'nobody'}` })
    inside.publishStation()
    return null
  },
  setClinic(inside, { by, clinic }) {
    inside.store.setSetting('clinic', JSON.stringify(clinic))
    const { name, address, provider } = clinic
    const said = [name, address, provider.name, provider.phone, provider.email].filter(part => part !== '')
    inside.note({ event: 'system', kind: 'clinic', by, detail: said.join(', ') || 'nothing' })
    inside.publishStation()
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
