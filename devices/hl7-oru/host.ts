import type { Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Host } from '../driver.ts'
import { acknowledge } from './acknowledge.ts'
import { createMllpFrames } from './mllp.ts'

/** It asks for nothing, and so need not be woken. */
const WAKE_EVERY_MS = 60_000
/** Answers every message, so that its sender goes on to the next; says nothing by itself. */
export function createHost(): Host {
  let answers: Uint8Array[] = []
  const ignored: Sample[] = []
  const takeBytes = createMllpFrames(text => {
    const answer = acknowledge(text)
    if (answer !== null) answers.push(answer)
  })
  return {
    commands: [],
    command: () => ({ ok: false, reason: phrase.drivers['hl7-oru'].cannotStart }),
    hear(bytes) {
      takeBytes(bytes, ignored)
      ignored.length = 0
    },
    step(nowMs) {
      const send = answers
      answers = []
      return { send, wakeAtMs: nowMs + WAKE_EVERY_MS }
    },
  }
}
