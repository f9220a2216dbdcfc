import type { AlarmId } from '../alarm/ids.ts'
import type { Acknowledging } from '../alarm/input.ts'
import { judgeAnswer, type Objection, type Standing } from '../alarm/rules/seen.ts'
import { alarmNames, priorityNames } from '../text/alarms.ts'
import type { Action } from './actions.ts'
import type { Effect } from './apply.ts'
import type { RoomState } from './room-state.ts'

type Acknowledge = Extract<Action, { do: 'acknowledge' }>

/** A person answers an alarm that they saw (AR-6, AR-24). The same press twice is one: the second does nothing, and is not refused. */
export function acknowledgeAlarm(state: RoomState, action: Acknowledge): Effect {
  const { do: _do, alarm, ...rest } = action
  if (rest.breakGlass && rest.reason === undefined)
    return { refused: 'An emergency acknowledgement needs a few words of reason.' }
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  const answer = {
    ...said,
    kind: 'acknowledge',
    by: rest.by,
    ...(alarm === undefined ? {} : { alarm: alarm as AlarmId }),
  } as Acknowledging
  const judged = judgeAnswer(state.alarm, answer)
  if (judged === 'twice') return { session: state.session, events: [], alarms: [] }
  if ('why' in judged) return { refused: objectionInWords(judged, action) }
  return { session: state.session, events: [], alarms: [answer] }
}

function objectionInWords(objection: Objection, { alarm, priority, value }: Acknowledge): string {
  if (objection.why === 'nothing') {
    if (alarm === undefined) return 'No alarm is waiting to be acknowledged.'
    return `${alarmNames[alarm as AlarmId]} (${alarm}) is not active: there is nothing to acknowledge.`
  }
  const { now } = objection
  const name = alarmNames[now.alarm]
  const saw = [priority === undefined ? '' : priorityNames[priority], sayValue(value)]
  const seen = saw.filter(Boolean).join(', ')
  const look = `Now it is ${standingInWords(now)}: look, and acknowledge that.`
  switch (objection.why) {
    case 'acknowledged':
      return `${name} (${now.alarm}) has been acknowledged already, by ${objection.by}.`
    case 'withheld':
      return `${name} is held back by ${objection.state.toUpperCase()}: what cannot be seen cannot be acknowledged.`
    case 'another':
      return `The ${name} that you saw has ended, and another has begun. ${look}`
    case 'risen':
      return `${name} has risen since you saw it${seen === '' ? '' : ` at ${seen}`}. ${look}`
    case 'worse':
      return `${name} has got worse since you saw it at ${seen}. ${look}`
    case 'calledAgain':
      return `${name} has alarmed again since you saw it. ${look}`
  }
}

function standingInWords({ priority, value, isLatched }: Standing): string {
  const level = priorityNames[priority]
  if (isLatched) return `ended, and was ${level}`
  return [level, sayValue(value)].filter(Boolean).join(', ')
}

function sayValue(value: number | null | undefined): string {
  return value == null ? '' : String(Math.round(value * 10) / 10)
}
