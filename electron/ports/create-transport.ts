import type { Driver } from '../../devices/driver.ts'
import type { Player } from '../../devices/simulated/index.ts'
import { assertNever } from '../../shared/assert-never.ts'
import { phrase } from '../../shared/words/host.ts'
import { parsePort } from '../core/port-address.ts'
import type { Timers } from '../core/timers.ts'
import { type Transport, TransportError } from '../link/index.ts'
import type { Capture } from './capture/format.ts'
import { createReplayedTransport } from './capture/replayed.ts'
import { createSerialTransport } from './serial.ts'
import { createSimulatedTransport } from './simulated.ts'
import { createTcpTransport } from './tcp.ts'
import { createListeningTransport } from './tcp-listen.ts'

export interface TransportContext {
  readonly timers: Timers
  /** The simulated monitor of a scenario; the same one for every opening of one device. */
  readonly playerFor: (scenario: string) => Player
  /** Captures of this installation, for ports that replay one; absent: there are none. */
  readonly replays?: {
    readonly load: (captureId: string) => Promise<Capture>
    /** When the first moment of every capture is on the timers' line. */
    readonly startMs: () => number
  }
}

/**
 * The transport that a port's name asks for, not yet open.
 *
 * @throws {TransportError} where the name can be no port
 */
export function createTransport(
  port: string,
  driver: Pick<Driver, 'line'>,
  context: TransportContext,
): Transport {
  const address = parsePort(port)
  switch (address.kind) {
    case 'serial':
      return createSerialTransport(address.path, driver.line, context.timers)
    case 'tcp':
      return createTcpTransport(address.host, address.port, context.timers)
    case 'tcp-listen':
      return createListeningTransport(address.host, address.port, () => context.timers.now().monoMs)
    case 'simulated':
      return createSimulatedTransport(port, context.playerFor(address.scenario), context.timers)
    case 'replay': {
      const { captureId } = address
      const { replays, timers } = context
      if (!replays) throw new TransportError('failed', phrase.lines.replayOnDashboardOnly)
      return createReplayedTransport(() => replays.load(captureId), replays.startMs(), timers)
    }
    default:
      return assertNever(address)
  }
}
