import type { Answer, RequestName } from '../../shared/ipc.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Sender } from './services.ts'

/** As the core answers. */
type Request = (sender: Sender, name: unknown, payload: unknown) => Promise<Answer>

/** Each reads a whole session, or many: the core's thread does nothing else meanwhile. */
const heavy: readonly RequestName[] = [
  'history',
  'reviewSession',
  'listSessions',
  'findSessions',
  'recordCare',
  'tryBackup',
  'listCaptures',
  'readCapture',
  'makeReport',
]
/** Of one window. */
export const MOST_IN_LINE = 32

const tooMany = (): Answer => ({
  ok: false,
  code: 'refused',
  message: phrase.core.tooMuchAtOnce,
})

interface Line {
  length: number
  tail: Promise<unknown>
}

/**
 * Heavy requests of a window are answered one after another, and between two of them everything else has its turn: alarms
 * and other windows wait for one of them at the most, however many a window asks for.
 */
export function takeTurns(request: Request): Request {
  const lines = new Map<string, Line>()

  return async (sender, name, payload) => {
    if (!(heavy as readonly string[]).includes(String(name))) return request(sender, name, payload)
    const line = lines.get(sender.windowId) ?? { length: 0, tail: Promise.resolve() }
    if (line.length >= MOST_IN_LINE) return tooMany()
    const isFirst = line.length === 0
    line.length += 1
    lines.set(sender.windowId, line)
    const before = line.tail
    const answered = isFirst
      ? request(sender, name, payload)
      : before.then(nextTurn).then(() => request(sender, name, payload))
    line.tail = answered
    try {
      return await answered
    } finally {
      line.length -= 1
      if (line.length === 0) lines.delete(sender.windowId)
    }
  }
}

/** Everything that waits has its turn first. */
function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
