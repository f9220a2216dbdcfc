import { z } from 'zod'
import { type AlarmId, alarmIds, isLimitAlarm, isTrendAlarm, priorities } from '../alarm/ids.ts'
import { type AlarmEvent, transitions } from '../alarm/types.ts'
import { isBeyond } from '../limits.ts'
import type { Words } from '../words/index.ts'
import { nameDetail } from '../words/names.ts'
import type { Forgotten, KnowsAll } from './knows-all.ts'
import { figure, freeText, ownLabel, ownText, whom } from './parts.ts'
import { sawOtherThan, saySeen } from './seen.ts'

/** Alarms whose detail is Vigil's own: that of the others is a device's name, or what a system said. */
const ownDetail = [
  'spo2-trend',
  'pulse-trend',
  'sedation-deep',
  'measurement-missed',
  'nibp-failed',
  'clock-step',
] as const

const parts = {
  event: z.literal('alarm'),
  deviceId: ownLabel.exactOptional(),
  priority: z.enum(priorities),
  transition: z.enum(transitions),
  value: figure.nullable(),
  limit: figure.nullable(),
  by: whom.exactOptional(),
  reason: freeText.exactOptional(),
  cause: ownLabel.exactOptional(),
  breakGlass: z.literal(true).exactOptional(),
  identified: z.literal(false).exactOptional(),
  withheld: z.enum(['alarm paused', 'alarm off']).exactOptional(),
  occurrence: z.int().positive().exactOptional(),
  seen: z.strictObject({ priority: z.enum(priorities), value: figure.nullable() }).exactOptional(),
}

/** One transition of an alarm, as it is stored. */
export const alarmEventSchema = z.discriminatedUnion('alarm', [
  z.strictObject({ ...parts, alarm: z.enum(ownDetail), detail: ownText.exactOptional() }),
  z.strictObject({
    ...parts,
    alarm: z.enum(alarmIds).exclude([...ownDetail]),
    detail: freeText.exactOptional(),
  }),
]) satisfies z.ZodType<AlarmEvent>
/** @public Used by nothing: it fails to compile where a field is forgotten. */
export type KnownAlarmEvent = KnowsAll<Forgotten<AlarmEvent, z.infer<typeof alarmEventSchema>>>

/** '!!! SpO2 low 84: alarm'; '!!! SpO2 low: alarm ended at 95', for 95 is not low. */
export function sayAlarm(event: AlarmEvent, words: Words): string {
  const { alarm, priority, transition, value, detail, breakGlass, identified, by } = event
  const said = detail === undefined ? undefined : nameDetail(alarm, detail, words)
  const over = value !== null && isOver(event) ? String(Math.round(value)) : null
  const shown = value === null ? said : over === null ? showValue(alarm, value, said, words) : undefined
  const subject = [words.priorityMarks[priority], words.alarms[alarm], shown].filter(Boolean).join(' ')
  const seen = saySeen(sawOtherThan(event), words)
  const how = [
    over !== null && (transition === 'cleared' || transition === 'latched')
      ? words.record.alarmOver[transition](over)
      : words.record.alarm[transition],
    breakGlass && `(${words.breakGlass})`,
    identified === false && `(${words.unidentified})`,
    seen && `(${seen})`,
  ]
  return `${subject}: ${how.filter(Boolean).join(' ')}${by ? words.record.by(by) : ''}`
}

/** Is what stands in the alarm's name no longer so? The value is then one of its end. */
function isOver({ alarm, transition, value, limit }: AlarmEvent): boolean {
  if (isTrendAlarm(alarm)) return transition === 'cleared'
  if (!isLimitAlarm(alarm) || value === null || limit === null) return false
  return !isBeyond(alarm.endsWith('-low') ? 'low' : 'high', value, limit)
}

function showValue(
  alarm: AlarmId,
  value: number,
  detail: string | undefined,
  words: Words,
): string | undefined {
  const whole = String(Math.round(value))
  if (isTrendAlarm(alarm)) return detail === undefined ? whole : words.trendValues[alarm](whole, detail)
  return isLimitAlarm(alarm) ? whole : detail
}
