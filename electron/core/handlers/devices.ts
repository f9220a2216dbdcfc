import { randomUUID } from 'node:crypto'
import type { Driver } from '../../../devices/driver.ts'
import { findScenario } from '../../../devices/simulated/index.ts'
import type { Result } from '../../../shared/ipc.ts'
import { refusal } from '../../../shared/words/refusal.ts'
import type { DeviceConfig } from '../contracts/record.ts'
import { requireDriver, viewDriver } from '../devices.ts'
import { type PortAddress, parsePort } from '../port-address.ts'
import { Refusal } from '../refusal.ts'
import type { Room } from '../room.ts'
import type { CoreServices } from '../services.ts'
import { systemTimers } from '../timers.ts'
import { type Asked, type Handlers, requireDevice, requireKnown, requireRoom } from './handler.ts'

/** Ports and devices: what the device page asks. */
export const deviceHandlers: Pick<
  Handlers,
  'listPorts' | 'identifyPort' | 'addDevice' | 'setRemoteStart' | 'moveDevice' | 'removeDevice' | 'watchBytes'
> = {
  async listPorts(core) {
    const used = new Map(core.rooms.devices().map(device => [device.port, device.id] as const))
    const ports = await core.lines.list()
    return ports.map(port => ({ ...port, usedBy: used.get(port.path) ?? null }))
  },
  identifyPort: (core, request) => identify(core, request),
  async addDevice(core, { by, roomId, driver: driverId, port, baudRate, label, remoteStart }) {
    const room = requireRoom(core, roomId)
    const driver = requireKnown(() => requireDriver(driverId))
    const address = requireKnown(() => parsePort(port))
    requirePortFor(driver, address)
    const known = viewDriver(driver).baudRates
    if (baudRate !== undefined && !known.includes(baudRate))
      throw new Refusal(refusal('notKnownSend', driver.words.label, baudRate, known.join(' or ')))
    const taken = core.rooms.devices().find(device => device.port === port)
    if (taken && address.kind !== 'simulated')
      throw new Refusal(refusal('alreadyBelongsRemove', port, taken.label))
    if (address.kind === 'simulated' && !findScenario(address.scenario))
      throw new Refusal(refusal('noScenario', address.scenario))
    if (address.kind !== 'simulated' && room.state()?.session.speed !== 1 && room.state()?.session.simulated)
      throw new Refusal(refusal('simulatedSessionClose', room.name))
    const listed =
      address.kind === 'serial'
        ? (await core.lines.list().catch(() => [])).find(found => found.path === port)
        : null
    const config: DeviceConfig = {
      id: `device-${randomUUID().slice(0, 8)}`,
      driver: driver.id,
      label: label ?? driver.words.label,
      port,
      ...(baudRate === undefined || baudRate === driver.line.baudRate ? {} : { baudRate }),
      serialNumber: listed?.serialNumber ?? null,
      roomId,
      origin: address.kind === 'simulated' ? 'simulated' : 'device',
      remoteStart: remoteStart ?? false,
    }
    await core.store({ change: 'addDevice', config })
    room.addDevice(config)
    core.rooms.publishDevices()
    core.note({
      event: 'system',
      kind: 'device',
      by,
      detail: `${config.label} on ${port} added to ${room.name}`,
    })
    return { deviceId: config.id }
  },
  async setRemoteStart(core, { by, deviceId, remoteStart }) {
    const { room, device } = requireDevice(core, deviceId)
    await replaceDevice(core, room, room, { ...device.config, remoteStart })
    const may = remoteStart ? 'allowed' : 'not allowed'
    const detail = `${device.config.label}: starting the cuff from Vigil is ${may}`
    core.note({ event: 'system', kind: 'device', by, detail })
    return null
  },
  async moveDevice(core, { by, deviceId, roomId }) {
    const { room, device } = requireDevice(core, deviceId)
    const to = requireRoom(core, roomId)
    if (to === room) throw new Refusal(refusal('deviceThereAlready', device.config.label, room.name))
    for (const each of [room, to])
      if (each.state()) throw new Refusal(refusal('openSessionClose', each.name, device.config.label))
    await replaceDevice(core, room, to, { ...device.config, roomId })
    const detail = `${device.config.label} moved from ${room.name} to ${to.name}`
    core.note({ event: 'system', kind: 'device', by, detail })
    return null
  },
  async removeDevice(core, { by, deviceId }) {
    const room = core.rooms
      .all()
      .find(candidate => candidate.devices().some(device => device.id === deviceId))
    if (!room) throw new Refusal(refusal('noDevice', deviceId))
    await core.store({ change: 'removeDevice', id: deviceId })
    await room.removeDevice(deviceId)
    core.rooms.publishDevices()
    core.note({ event: 'system', kind: 'device', by, detail: `${deviceId} removed from ${room.name}` })
    return null
  },
  watchBytes(core, { deviceId }) {
    requireDevice(core, deviceId).device.tap.watch()
    return null
  },
}

/** A sender over the network has no serial line, and nothing else may call Vigil. */
function requirePortFor({ words: { label }, network }: Driver, { kind }: PortAddress): void {
  if (network && kind === 'serial') throw new Refusal(refusal('comesOverNetwork', label))
  if (!network && kind === 'tcp-listen') throw new Refusal(refusal('cannotCallVigil', label))
}

/** Closes the line of a device and opens it anew, as the new settings say. */
async function replaceDevice(core: CoreServices, from: Room, to: Room, config: DeviceConfig): Promise<void> {
  await from.removeDevice(config.id)
  await core.store({ change: 'removeDevice', id: config.id }, { change: 'addDevice', config })
  to.addDevice(config)
  core.rooms.publishDevices()
}

async function identify(
  core: CoreServices,
  { by, port, mayProbe = false }: Asked<'identifyPort'>,
): Promise<Result<'identifyPort'>> {
  const address = requireKnown(() => parsePort(port))
  if (address.kind !== 'serial' && address.kind !== 'tcp') throw new Refusal(refusal('onlySerialPort'))
  const taken = core.rooms.devices().find(device => device.port === port)
  if (taken) throw new Refusal(refusal('belongsRemoveDevice', port, taken.label))
  const found = await core.lines.identify({
    port,
    mayProbe,
    timers: systemTimers(core.now),
    onStep(step, of, trying, perhaps) {
      const more = perhaps === undefined ? {} : { perhaps }
      core.publish({ kind: 'identifying', port, step, of, trying, ...more })
    },
  })
  const detail = `${port} ${mayProbe ? 'asked and ' : ''}listened to: ${found.sentence}`
  core.note({ event: 'system', kind: 'device', by, detail })
  return found
}
