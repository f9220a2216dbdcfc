import { z } from 'zod'
import { type AlarmId, alarmIds, type Priority, priorities } from '../alarm/ids.ts'
import { judgeAnswer, type Objection, type Standing } from '../alarm/rules/seen.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { alarmNames, priorityNames } from '../words/en/alarms.ts'
import { act, onlyAlarmInputs } from './act.ts'
import { by, carers, shortText } from './parts.ts'

const payload = z.strictObject({
  by,
  /**
   * One alarm, or, without `alarm`, all that are active or latched now. `occurrence`, `priority` and `value` are what stood on
   * the screen, `call` how often it had called (AR-24): what a script leaves out means what stands now.
   */
  alarm: z.enum(alarmIds).optional(),
  deviceId: z.string().max(80).optional(),
  occurrence: z.number().int().positive().optional(),
  call: z.number().int().positive().optional(),
  priority: z.enum(priorities).optional(),
  value: z.number().nullable().optional(),
  reason: shortText.optional(),
  /** An emergency: whoever `by` is, known to Vigil or not. Needs a reason, and stands out in the record. */
  breakGlass: z.literal(true).optional(),
  /** At a locked screen: `by` is a name that was picked there, and nobody has shown who they are. */
  identified: z.literal(false).optional(),
})

/** A person answers an alarm that they saw (AR-6, AR-24). The same press twice is one: the second does nothing, and is not refused. */
export const acknowledge = act('acknowledge', {
  payload,
  // Whoever answers at a window answers to what stood there.
  // `name`: in an emergency, or picked at a locked screen; the one request with a name in it.
  fromWindow: payload
    .required({ alarm: true, occurrence: true, priority: true, value: true })
    .extend({ name: by.optional() }),
  roles: carers,
  breakGlass: true,
  whenLocked: true,
  events: [],
  apply({ session, alarm: alarms }, asked) {
    if (asked.breakGlass && asked.reason === undefined)
      return { refused: 'An emergency acknowledgement needs a few words of reason.' }
    const answer = omitUndefined({ ...asked, kind: 'acknowledge' as const })
    const judged = judgeAnswer(alarms, answer)
    if (judged === 'twice') return onlyAlarmInputs(session)
    if ('why' in judged) return { refused: objectionInWords(judged, asked) }
    return onlyAlarmInputs(session, answer)
  },
})

interface Asked {
  readonly alarm?: AlarmId | undefined
  readonly priority?: Priority | undefined
  readonly value?: number | null | undefined
}

function objectionInWords(objection: Objection, { alarm, priority, value }: Asked): string {
  if (objection.why === 'nothing') {
    if (alarm === undefined) return 'No alarm is waiting to be acknowledged.'
    return `${alarmNames[alarm]} (${alarm}) is not active: there is nothing to acknowledge.`
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
