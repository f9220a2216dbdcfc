import { randomUUID } from 'node:crypto'
import { drivers } from '../../../devices/index.ts'
import { findScenario } from '../../../devices/simulated/index.ts'
import type { Payload, Result } from '../../../shared/ipc.ts'
import { listPorts } from '../../ports/discovery.ts'
import { identifyPort } from '../../ports/identify.ts'
import { createSerialTransport } from '../../ports/serial.ts'
import { createTcpTransport } from '../../ports/tcp.ts'
import { systemTimers } from '../../ports/timers.ts'
import { parsePort } from '../../ports/transport.ts'
import type { DeviceConfig } from '../../store/types.ts'
import type { Inside } from '../core.ts'
import { requireDriver, viewDriver } from '../devices.ts'
import type { Room } from '../room.ts'
import { type Handlers, Refusal, requireDevice, requireKnown, requireRoom } from './handler.ts'

/** Ports and devices: what the device page asks. */
export const deviceHandlers: Pick<
  Handlers,
  'listPorts' | 'identifyPort' | 'addDevice' | 'setRemoteStart' | 'moveDevice' | 'removeDevice' | 'watchBytes'
> = {
  async listPorts(inside) {
    const used = new Map(
      inside.rooms().flatMap(room => room.devices().map(device => [device.port, device.id] as const)),
    )
    const ports = await listPorts(drivers)
    return ports.map(({ stablePath: _stable, ...port }) => ({ ...port, usedBy: used.get(port.path) ?? null }))
  },
  identifyPort: (inside, request) => identify(inside, request),
  async addDevice(inside, { by, roomId, driver: driverId, port, baudRate, label, remoteStart }) {
    const room = requireRoom(inside, roomId)
    const driver = requireKnown(() => requireDriver(driverId))
    const address = requireKnown(() => parsePort(port))
    const known = viewDriver(driver).baudRates
    if (baudRate !== undefined && !known.includes(baudRate))
      throw new Refusal(`${driver.label} is not known to send at ${baudRate}: choose ${known.join(' or ')}.`)
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
      ...(baudRate === undefined || baudRate === driver.line.baudRate ? {} : { baudRate }),
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
  async setRemoteStart(inside, { by, deviceId, remoteStart }) {
    const { room, device } = requireDevice(inside, deviceId)
    await replaceDevice(inside, room, room, { ...device.config, remoteStart })
    const may = remoteStart ? 'allowed' : 'not allowed'
    const detail = `${device.config.label}: starting the cuff from Vigil is ${may}`
    inside.note({ event: 'system', kind: 'device', by, detail })
    return null
  },
  async moveDevice(inside, { by, deviceId, roomId }) {
    const { room, device } = requireDevice(inside, deviceId)
    const to = requireRoom(inside, roomId)
    if (to === room) throw new Refusal(`${device.config.label} is in ${room.name} already.`)
    for (const each of [room, to])
      if (each.state())
        throw new Refusal(`${each.name} has an open session: close it before moving ${device.config.label}.`)
    await replaceDevice(inside, room, to, { ...device.config, roomId })
    const detail = `${device.config.label} moved from ${room.name} to ${to.name}`
    inside.note({ event: 'system', kind: 'device', by, detail })
    return null
  },
  async removeDevice(inside, { by, deviceId }) {
    const room = inside.rooms().find(candidate => candidate.devices().some(device => device.id === deviceId))
    if (!room) throw new Refusal(`There is no device "${deviceId}".`)
    inside.store.removeDevice(deviceId)
    await room.removeDevice(deviceId)
    inside.note({ event: 'system', kind: 'device', by, detail: `${deviceId} removed from ${room.name}` })
    return null
  },
  watchBytes(inside, { deviceId }) {
    const { room, device } = requireDevice(inside, deviceId)
    device.tap.watch(room.now())
    return null
  },
}

/** Closes the line of a device and opens it anew, as the new settings say. */
async function replaceDevice(inside: Inside, from: Room, to: Room, config: DeviceConfig): Promise<void> {
  await from.removeDevice(config.id)
  inside.store.removeDevice(config.id)
  inside.store.addDevice(config)
  to.addDevice(config)
}

async function identify(
  inside: Inside,
  { by, port, mayProbe = false }: Payload<'identifyPort'>,
): Promise<Result<'identifyPort'>> {
  const address = requireKnown(() => parsePort(port))
  if (address.kind !== 'serial' && address.kind !== 'tcp')
    throw new Refusal('Only a serial port, or a device server, can be listened to.')
  const taken = inside
    .rooms()
    .flatMap(room => room.devices())
    .find(device => device.port === port)
  if (taken) throw new Refusal(`${port} belongs to ${taken.label}: remove that device first.`)
  const listed = await listPorts(drivers).catch(() => [])
  const timers = systemTimers(inside.now)
  const found = await identifyPort({
    port,
    drivers,
    likely: listed.find(({ path }) => path === port)?.fits ?? [],
    mayProbe,
    lineIsFixed: address.kind === 'tcp',
    timers,
    createTransport: line =>
      address.kind === 'tcp'
        ? createTcpTransport(address.host, address.port, timers)
        : createSerialTransport(address.path, line, timers),
    onStep(step, of, trying, perhaps) {
      const more = perhaps === undefined ? {} : { perhaps }
      inside.publish({ kind: 'identifying', port, step, of, trying, ...more })
    },
  })
  const detail = `${port} ${mayProbe ? 'asked and ' : ''}listened to: ${found.sentence}`
  inside.note({ event: 'system', kind: 'device', by, detail })
  return found
}
