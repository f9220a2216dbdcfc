import type { Driver } from '../../devices/driver.ts'
import type { Player } from '../../devices/simulated/index.ts'
import { assertNever } from '../../shared/assert-never.ts'
import { createSerialTransport } from './serial.ts'
import { createSimulatedTransport } from './simulated.ts'
import { createTcpTransport } from './tcp.ts'
import type { Timers } from './timers.ts'
import { parsePort, type Transport } from './transport.ts'

export interface TransportContext {
  readonly timers: Timers
  /** The simulated monitor of a scenario; the same one for every opening of one device. */
  readonly playerFor: (scenario: string) => Player
}

/**
 * The transport that a port's name asks for, not yet open.
 *
 * @throws {TransportError} where the name can be no port
 */
export function createTransport(port: string, driver: Driver, context: TransportContext): Transport {
  const address = parsePort(port)
  switch (address.kind) {
    case 'serial':
      return createSerialTransport(address.path, driver.line, context.timers)
    case 'tcp':
      return createTcpTransport(address.host, address.port, context.timers)
    case 'simulated':
      return createSimulatedTransport(port, context.playerFor(address.scenario), context.timers)
    default:
      return assertNever(address)
  }
}
