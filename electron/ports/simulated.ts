import type { Player } from '../../devices/simulated/index.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Timers } from '../core/timers.ts'
import { createListeners, type Transport, TransportError } from '../link/index.ts'

export type { Player }

/**
 * The line to a simulated monitor, on the monotonic line of time. The monitor plays on while nobody listens: like a real one it does not wait for its
 * reader, and what it said in between is gone.
 */
export function createSimulatedTransport(port: string, player: Player, timers: Timers): Transport {
  const data = createListeners<Uint8Array>()
  const ended = createListeners<string>()
  let isOpen = false
  let cancelNext = () => {}
  const answers = new Set<() => void>()

  function playOn(): void {
    const nowMs = timers.now().monoMs
    const { bytes, connected, nextAtMs } = player.step(nowMs)
    if (!connected) {
      halt()
      ended.tell(unplugged(port))
      return
    }
    cancelNext = timers.setTimer(Math.max(1, nextAtMs - nowMs), playOn)
    if (bytes.length > 0) data.tell(bytes)
  }

  function halt(): void {
    isOpen = false
    cancelNext()
    for (const cancel of answers) cancel()
    answers.clear()
  }

  return {
    async open() {
      const nowMs = timers.now().monoMs
      const { connected, nextAtMs } = player.step(nowMs)
      if (!connected) throw new TransportError('not-found', unplugged(port))
      isOpen = true
      cancelNext = timers.setTimer(Math.max(1, nextAtMs - nowMs), playOn)
    },
    write(bytes) {
      if (!isOpen) return
      const answer = player.hear(bytes, timers.now().monoMs)
      if (answer.length === 0) return
      // Never within the caller's own call: a line has a way there and back.
      const cancel = timers.setTimer(1, () => {
        answers.delete(cancel)
        data.tell(answer)
      })
      answers.add(cancel)
    },
    async close() {
      halt()
    },
    onData: data.add,
    onClose: ended.add,
  }
}

function unplugged(port: string): string {
  return phrase.lines.simulatedCableOut(port)
}
