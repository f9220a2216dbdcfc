import { z } from 'zod'
import { type AlarmId, alarmIds, type Priority, priorities } from '../alarm/ids.ts'
import { judgeAnswer, type Objection, type Standing } from '../alarm/rules/seen.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
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
    if (asked.breakGlass && asked.reason === undefined) return { refused: refusal('breakGlassWithoutReason') }
    const answer = omitUndefined({ ...asked, kind: 'acknowledge' as const })
    const judged = judgeAnswer(alarms, answer)
    if (judged === 'twice') return onlyAlarmInputs(session)
    if ('why' in judged) return { refused: whyNotAcknowledge(judged, asked) }
    return onlyAlarmInputs(session, answer)
  },
})

interface Asked {
  readonly alarm?: AlarmId | undefined
  readonly priority?: Priority | undefined
  readonly value?: number | null | undefined
}

function whyNotAcknowledge(objection: Objection, { alarm, priority, value }: Asked): WhyNot {
  if (objection.why === 'nothing')
    return alarm === undefined ? refusal('noAlarmWaits') : refusal('alarmNotActive', { alarm }, alarm)
  const { now } = objection
  const name = { alarm: now.alarm }
  const seen = priority === undefined ? sayValue(value) : levelOf(priority, value)
  const look = refusal('lookAgain', standingOf(now))
  switch (objection.why) {
    case 'acknowledged':
      return refusal('acknowledgedAlready', name, now.alarm, objection.by)
    case 'withheld':
      return refusal('alarmWithheld', name, objection.state.toUpperCase())
    case 'another':
      return refusal('alarmEnded', name, look)
    case 'risen':
      return seen === '' ? refusal('alarmRisen', name, look) : refusal('alarmRisenFrom', name, seen, look)
    case 'worse':
      return refusal('alarmWorse', name, seen, look)
    case 'calledAgain':
      return refusal('alarmCalledAgain', name, look)
  }
}

function standingOf({ priority, value, isLatched }: Standing): WhyNot {
  return isLatched ? refusal('endedAs', { priority }) : levelOf(priority, value)
}

function levelOf(priority: Priority, value: number | null | undefined): WhyNot {
  const said = sayValue(value)
  return said === '' ? refusal('priorityAlone', { priority }) : refusal('priorityAt', { priority }, said)
}

function sayValue(value: number | null | undefined): string {
  return value == null ? '' : String(Math.round(value * 10) / 10)
}
