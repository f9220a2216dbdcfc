import { type Timers, within } from '../core/timers.ts'
import type { Transport } from './transport.ts'

/** How long closing bytes may take to go out; a monitor that does not take them is left without. */
const CLOSING_BYTES_MS = 500

/** Sends what a host says at the end of its link, and waits until it is out: the port is closed next. Undefined: there is nothing to wait for. */
export function sendClosingBytes(
  transport: Transport,
  chunks: readonly Uint8Array[],
  timers: Timers,
): Promise<void> | undefined {
  for (const bytes of chunks) transport.write(bytes)
  return transport.drain && chunks.length > 0
    ? within(transport.drain(), CLOSING_BYTES_MS, timers)
    : undefined
}
