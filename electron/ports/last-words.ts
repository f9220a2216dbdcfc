import { type Timers, within } from './timers.ts'
import type { Transport } from './transport.ts'

/** They may take so long to go out; a monitor that does not take them is left without. */
const LAST_WORDS_MS = 500

/** Sends these, and waits until they have gone out: the port is closed next. Undefined: there is nothing to wait for. */
export function sayLastWords(
  transport: Transport,
  words: readonly Uint8Array[],
  timers: Timers,
): Promise<void> | undefined {
  for (const bytes of words) transport.write(bytes)
  return transport.drain && words.length > 0 ? within(transport.drain(), LAST_WORDS_MS, timers) : undefined
}
