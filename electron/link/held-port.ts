import { type Timers, within } from '../core/timers.ts'
import type { Transport } from './transport.ts'

/** A transport that does not give its port back within this time is left to itself, and the port is tried anew. */
const CLOSE_WITHIN_MS = 2000

export interface HeldPortOptions {
  /** A fresh transport for each opening. What it throws counts as an opening that failed. */
  readonly createTransport: () => Transport | Promise<Transport>
  readonly timers: Timers
  /** Before the first byte of an opening, which may come while it is still settling. */
  readonly onFresh: () => void
  readonly onData: (bytes: Uint8Array) => void
  readonly onRemark: (text: string | null) => void
  readonly onOpened: () => void
  /** The port has ended by itself, or never opened; the next opening waits until it is free. */
  readonly onLost: (kind: 'closed' | 'openFailed', reason: string) => void
}

/** One opening of the port, from the order to its close. */
interface Opening {
  transport: Transport | null
  readonly unsubscribe: (() => void)[]
}

/** The port of one line: one opening at a time, and none before the last one's port is free. */
export interface HeldPort {
  open(): Promise<void>
  /** Lets go of the present opening; resolves once its port is free, or has had its time. */
  release(): Promise<void>
  /** Resolves once no release is under way. */
  released(): Promise<void>
  transport(): Transport | null
}

export function createHeldPort(options: HeldPortOptions): HeldPort {
  let opening: Opening | null = null
  let releasing: Promise<void> = Promise.resolve()

  async function open(): Promise<void> {
    const mine: Opening = { transport: null, unsubscribe: [] }
    opening = mine
    const lose = (kind: 'closed' | 'openFailed', reason: string) => {
      if (opening !== mine) return
      void release()
      options.onLost(kind, reason)
    }
    try {
      await releasing
      if (opening !== mine) return
      const transport = await options.createTransport()
      if (opening !== mine) return
      mine.transport = transport
      options.onFresh()
      mine.unsubscribe.push(
        transport.onData(options.onData),
        transport.onClose(reason => lose('closed', reason)),
      )
      if (transport.onRemark) mine.unsubscribe.push(transport.onRemark(options.onRemark))
      await transport.open()
    } catch (error) {
      lose('openFailed', error instanceof Error ? error.message : String(error))
      return
    }
    if (opening === mine) options.onOpened()
  }

  function release(): Promise<void> {
    const old = opening
    opening = null
    for (const unsubscribe of old?.unsubscribe ?? []) unsubscribe()
    // An opening that has no transport yet may itself wait for the release of the one before.
    const before = releasing
    const own = old?.transport
      ? within(old.transport.close(), CLOSE_WITHIN_MS, options.timers)
      : Promise.resolve()
    releasing = own.then(() => before)
    return releasing
  }

  return { open, release, released: () => releasing, transport: () => opening?.transport ?? null }
}
