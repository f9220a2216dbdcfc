import type { Driver, Host, MonitorCommand } from '../../../devices/driver.ts'
import type { Player } from '../../../devices/simulated/index.ts'
import type { LinkView } from '../../../shared/link.ts'
import type { Sample } from '../../../shared/reading.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Identification, PortView } from '../../../shared/views.ts'
import type { Timers } from '../timers.ts'
import type { DeviceConfig } from './record.ts'

/* What the core asks of the lines to monitors. */

export type CommandAnswer = ReturnType<Host['command']>
export type ChunkDirection = 'in' | 'out'

/** The line to one device, kept open until it is closed. */
export interface Line {
  view(): LinkView
  /** Hands a person's command to the monitor, or gives the reason why not. */
  command(command: MonitorCommand): CommandAnswer
  /** Ends the link for good; resolves once the port is free. No timer and no listener is left. */
  close(): Promise<void>
}

/** What is told of a line. */
export interface LineListeners {
  /** Believed samples, in order. Never empty. */
  readonly onSamples: (samples: readonly Sample[], at: Instant) => void
  /** At least one believed frame came, with or without samples: the link is alive (AR-7). Told before `onSamples`. */
  readonly onFrame?: (at: Instant) => void
  /** On every change of state, error or attempts, and otherwise once a second while counts change. */
  readonly onState: (view: LinkView) => void
  /** Every chunk as it was on the line, for the raw capture. */
  readonly onChunk?: (direction: ChunkDirection, bytes: Uint8Array, at: Instant) => void
}

export interface LineOptions extends LineListeners {
  readonly config: Pick<DeviceConfig, 'port' | 'serialNumber' | 'origin'>
  readonly driver: Driver
  readonly timers: Timers
  /** The simulated monitor on this line; the same one for every opening. */
  readonly player: () => Player
  /** When the first moment of a replayed capture is, on the timers' line. */
  readonly replayStartMs: () => number
}

export interface IdentifyRequest {
  /** Serial path or `tcp://host:port`. */
  readonly port: string
  /** A person has said that this port may be asked. */
  readonly mayProbe: boolean
  readonly timers: Timers
  /** `perhaps`: the driver for whose sake it listens on. */
  readonly onStep: (step: number, of: number, trying: string, perhaps?: string) => void
}

export interface Lines {
  /** The serial ports of this machine. @throws Error with one sentence, where the system cannot list them */
  list(): Promise<readonly Omit<PortView, 'usedBy'>[]>
  /** Finds out which monitor is on a port. @throws Error with one sentence, where it cannot be opened, or goes */
  identify(request: IdentifyRequest): Promise<Identification>
  open(options: LineOptions): Line
}
