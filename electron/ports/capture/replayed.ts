import { phrase } from '../../../shared/words/host.ts'
import type { Timers } from '../../core/timers.ts'
import { createListeners, type Transport, TransportError } from '../../link/index.ts'
import type { Capture, CaptureRecord } from './format.ts'

/**
 * The line to a monitor as a capture remembers it: what came in then comes in again, at its time after `startMs` on the
 * timers' line. What is sent goes nowhere; the answers are in the capture.
 *
 * @param load reads the capture when the line is opened
 */
export function createReplayedTransport(
  load: () => Promise<Capture>,
  startMs: number,
  timers: Timers,
): Transport {
  const data = createListeners<Uint8Array>()
  const ended = createListeners<string>()
  let heard: readonly CaptureRecord[] = []
  let next = 0
  let cancel = () => {}
  let isOpen = false

  function playOn(): void {
    const elapsedMs = timers.now().monoMs - startMs
    for (;;) {
      const record = heard[next]
      if (!isOpen) return
      if (!record) {
        isOpen = false
        ended.tell(phrase.lines.captureEnded)
        return
      }
      if (record.atMs > elapsedMs) {
        cancel = timers.setTimer(Math.max(1, record.atMs - elapsedMs), playOn)
        return
      }
      next += 1
      data.tell(record.bytes)
    }
  }

  return {
    async open() {
      const { records } = await load()
      heard = records.filter(record => record.kind === 'in')
      const elapsedMs = timers.now().monoMs - startMs
      // A line that comes back does not hear what was said in between.
      next = heard.findIndex(record => record.atMs >= elapsedMs)
      if (next < 0) throw new TransportError('not-found', phrase.lines.captureEnded)
      isOpen = true
      cancel = timers.setTimer(1, playOn)
    },
    write() {},
    async close() {
      isOpen = false
      cancel()
    },
    onData: data.add,
    onClose: ended.add,
  }
}
