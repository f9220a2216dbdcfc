import { randomUUID } from 'node:crypto'
import { phrase } from '../../../shared/words/host.ts'
import { refusal } from '../../../shared/words/refusal.ts'
import { clinicSetInUse } from '../clinic-sets.ts'
import type { DeviceConfig } from '../contracts/record.ts'
import { requireDriver } from '../devices.ts'
import { requirePreset } from '../presets.ts'
import { Refusal } from '../refusal.ts'
import { type Handlers, nameSession, requireDevice, requireKnown, requireRoom } from './handler.ts'

/** Raw captures: begun, handed out, played again. */
export const captureHandlers: Pick<Handlers, 'setCapture' | 'listCaptures' | 'readCapture' | 'openReplay'> = {
  async setCapture(core, { by, deviceId, on }) {
    const { room, device } = requireDevice(core, deviceId)
    if (on) device.tap.startCapture(room.now())
    else await device.tap.stopCapture()
    const detail = `${device.config.label}: raw capture ${on ? 'begun' : 'ended'}`
    core.note({ event: 'system', kind: 'device', by, detail })
    return null
  },
  listCaptures: core => core.captures.list(),
  async readCapture(core, { by, captureId }) {
    const { bytes, path } = await core.captures.read(captureId)
    core.note({ event: 'system', kind: 'export', by, detail: `Capture ${captureId} handed out` })
    return {
      fileName: captureId,
      mediaType: 'application/octet-stream',
      base64: Buffer.from(bytes).toString('base64'),
      path,
    }
  },
  async openReplay(core, { by, roomId, presetId, captures, speed = 1 }) {
    const room = requireRoom(core, roomId)
    if (room.state()) throw new Refusal(refusal('alreadyOpenSession', room.name))
    const real = room.devices().find(device => device.origin === 'device')
    if (real) throw new Refusal(refusal('realMonitorReplay', room.name, real.label))
    const preset = requireKnown(() => requirePreset(core.register.presets(), presetId))
    const configs: DeviceConfig[] = []
    for (const captureId of captures) {
      const capture = await core.captures.describe(captureId)
      const driver = requireKnown(() => requireDriver(capture.driver))
      configs.push({
        id: `replay-${randomUUID().slice(0, 8)}`,
        driver: driver.id,
        label: phrase.simulated.replay(capture.label),
        port: `replay:${captureId}`,
        serialNumber: null,
        roomId,
        origin: 'replay',
        remoteStart: false,
        replay: { speed },
      })
    }
    const sessionId = nameSession(core)
    const opening = {
      sessionId,
      room: room.name,
      preset,
      clinicSet: clinicSetInUse(core.register.clinicSets()),
      patient: { initials: 'RPL', birthYear: 1900, recordId: 'replay' },
      by,
      simulated: false,
      replayed: true,
      speed,
    }
    await room.open(opening, configs)
    await core.publishInstallation()
    return { sessionId }
  },
}
