import { refusal } from '../../../shared/words/refusal.ts'
import { Refusal } from '../refusal.ts'
import type { Handlers } from './handler.ts'

/** The installation: rooms, windows and their sound. */
export const installationHandlers: Pick<
  Handlers,
  | 'snapshot'
  | 'addRoom'
  | 'soundPlayed'
  | 'stationAlive'
  | 'setAudioProfile'
  | 'setSecondContact'
  | 'setClinic'
  | 'testSound'
  | 'confirmSound'
> = {
  snapshot: (core, _nothing, sender) => core.snapshot(sender),
  addRoom: (core, { by, name }) =>
    core.inTurn(async () => {
      const rooms = core.rooms.all()
      if (rooms.some(room => room.name.toLowerCase() === name.toLowerCase()))
        throw new Refusal(refusal('alreadyRoomCalled', name))
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
