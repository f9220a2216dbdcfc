import { phrase } from '../../shared/words/host.ts'
import type { Host } from '../driver.ts'
import { answerCreated, associationRequest, keepAlive, pollNumerics, releaseRequest } from './association.ts'
import { createFrames } from './frame.ts'
import { readMessage } from './messages.ts'

/** Between two association requests. */
const REQUEST_EVERY_MS = 2000
/** A refusal is mostly an association of an earlier run that is still alive: it ends after 10 s. */
const REFUSED_MS = 10_000
const POLL_EVERY_MS = 1000
/** A poll that is not answered by then will not be. */
const ANSWER_WITHIN_MS = 3000
const KEEP_ALIVE_AFTER_MS = 4000
const LOST_AFTER_MS = 8000
const RELEASE_APART_MS = 500

/** `greeting`: to be associated; `talking`: associated and announced. */
type Phase = 'releasing' | 'greeting' | 'talking'

/** Releases what an earlier run may have left, associates, answers every announcement, and polls all numerics each second. */
export function createHost(): Host {
  let phase: Phase = 'releasing'
  let releases = 1
  let nextMs = Number.NEGATIVE_INFINITY
  let heardMs = 0
  let askedMs: number | null = null
  let keptAlive = false
  let number = 0
  const answers: Uint8Array[] = []
  let nowMs = 0

  const takeByte = createFrames(bytes => {
    const message = readMessage(bytes)
    if (!message) return false
    heardMs = nowMs
    keptAlive = false
    switch (message.kind) {
      case 'refused':
        if (phase === 'greeting') nextMs = nowMs + REFUSED_MS
        break
      case 'accepted':
        // The announcement must follow; until then nothing is asked.
        if (phase === 'greeting') nextMs = nowMs + LOST_AFTER_MS
        break
      case 'ended':
        // The answer to a release of ours, or the monitor's own wish.
        if (phase === 'talking') greet()
        break
      case 'created':
        // It comes again after a discharge of the patient or a change of mode.
        answers.push(answerCreated(message.invoke, message.time))
        if (phase !== 'talking') {
          phase = 'talking'
          nextMs = nowMs
          askedMs = null
        }
        break
      case 'result':
        if (!message.isPart) askedMs = null
        break
      default:
    }
    return true
  })

  function greet(): void {
    phase = 'greeting'
    nextMs = nowMs
  }

  function nextNumber(): number {
    number = (number % 0xffff) + 1
    return number
  }

  function act(): Uint8Array[] {
    if (phase === 'talking' && nowMs - heardMs >= LOST_AFTER_MS) {
      phase = 'releasing'
      releases = 2
      nextMs = nowMs
    }
    if (phase === 'talking' && !keptAlive && nowMs - heardMs >= KEEP_ALIVE_AFTER_MS) {
      keptAlive = true
      return [keepAlive(nextNumber())]
    }
    if (nowMs < nextMs) return []
    switch (phase) {
      case 'releasing':
        if (releases === 0) {
          greet()
          return act()
        }
        releases -= 1
        nextMs = nowMs + RELEASE_APART_MS
        return [releaseRequest]
      case 'greeting':
        nextMs = nowMs + REQUEST_EVERY_MS
        return [associationRequest]
      case 'talking':
        nextMs = nowMs + POLL_EVERY_MS
        if (askedMs !== null && nowMs - askedMs < ANSWER_WITHIN_MS) return []
        askedMs = nowMs
        return [pollNumerics(nextNumber())]
    }
  }

  return {
    commands: [],
    command: () => ({
      ok: false,
      reason: phrase.monitors.onlyReads,
    }),
    // An association that stays would be refused to the next program until it ends by itself.
    end: () => (phase === 'releasing' ? [] : [releaseRequest]),
    hear(bytes, atMs) {
      nowMs = atMs
      for (const byte of bytes) takeByte(byte, [])
    },
    step(atMs) {
      nowMs = atMs
      const send = [...answers.splice(0), ...act()]
      const wakeAtMs = phase === 'talking' ? Math.min(nextMs, nowMs + POLL_EVERY_MS) : nextMs
      return { send, wakeAtMs: Math.max(wakeAtMs, nowMs + 1) }
    },
  }
}
