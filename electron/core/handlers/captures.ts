import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { CaptureError } from '../../ports/capture/format.ts'
import { captureFolder, listCaptures, loadCapture, readCaptureFile } from '../../ports/capture/library.ts'
import type { DeviceConfig } from '../../store/types.ts'
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
  listCaptures: core => listCaptures(core.dataDir),
  async readCapture(core, { by, captureId }) {
    const bytes = await requireCapture(readCaptureFile(core.dataDir, captureId))
    core.note({ event: 'system', kind: 'export', by, detail: `Capture ${captureId} handed out` })
    return {
      fileName: captureId,
      mediaType: 'application/octet-stream',
      base64: Buffer.from(bytes).toString('base64'),
      path: join(captureFolder(core.dataDir), captureId),
    }
  },
  async openReplay(core, { by, roomId, presetId, captures, speed = 1 }) {
    const room = requireRoom(core, roomId)
    if (room.state()) throw new Refusal(`${room.name} already has an open session: close it first.`)
    const real = room.devices().find(device => device.origin === 'device')
    if (real) throw new Refusal(`${room.name} has a real monitor (${real.label}): replay in another room.`)
    const preset = requireKnown(() => requirePreset(core.store, presetId))
    const configs: DeviceConfig[] = []
    for (const captureId of captures) {
      const { header } = await requireCapture(loadCapture(core.dataDir, captureId))
      const driver = requireKnown(() => requireDriver(header.driver))
      configs.push({
        id: `replay-${randomUUID().slice(0, 8)}`,
        driver: driver.id,
        label: `REPLAY ${header.label}`,
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
      patient: { initials: 'RPL', birthYear: 1900, recordId: 'replay' },
      by,
      simulated: false,
      replayed: true,
      speed,
    }
    room.open(opening, configs, state => {
      core.store.openSession(roomId, state)
      for (const config of configs) core.store.addDevice(config)
      return state
    })
    core.publishInstallation()
    return { sessionId }
  },
}

/** What cannot be read of a capture is the person's business, not a failure of ours. */
async function requireCapture<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof CaptureError) throw new Refusal(error.message)
    throw error
  }
}
