import { isPressureAlarm } from '../../shared/alarm/ids.ts'
import type { CoreEvent } from '../../shared/ipc.ts'
import { spokenWords as words } from '../../shared/words/spoken.ts'
import { text } from './text.ts'

/** What the operating system shows, also over other programs. It names no patient: others may read it. */
export interface Call {
  readonly title: string
  readonly body: string
}

/**
 * Calls a second person once for each alarm: what one cuff reading breaches is one, whichever of its causes is told first.
 *
 * @param roomName of a room, by its id
 */
export function createCalls(roomName: (roomId: string) => string): (event: CoreEvent) => Call | null {
  let last = ''
  return event => {
    const call = callFor(event, roomName)
    if (call === null || event.kind !== 'escalation' || !isPressureAlarm(event.event.alarm)) return call
    const key = `${event.roomId} ${event.event.stage} ${event.at.monoMs}`
    if (key === last) return null
    last = key
    return call
  }
}

/**
 * The words with which the desktop calls for a second person, when an alarm has gone unanswered for a minute or two (alarm
 * standard, 10); null for every other event.
 *
 * @param roomName of a room, by its id
 */
function callFor(event: CoreEvent, roomName: (roomId: string) => string): Call | null {
  if (event.kind !== 'escalation') return null
  const { stage, alarm } = event.event
  if (stage !== 'secondContact' && stage !== 'callForHelp') return null
  return {
    title: text.unanswered(roomName(event.roomId)),
    body: `${words.alarms[alarm]}: ${words.escalations[stage]}`,
  }
}
