import { z } from 'zod'
import { alarmIds, isLimitAlarm, priorities } from '../alarm/ids.ts'
import { type AlarmEvent, transitions } from '../alarm/types.ts'
import type { Words } from '../text/en.ts'
import type { Forgotten, KnowsAll } from './knows-all.ts'
import { figure, ownLabel, ownWords, whom, words } from './parts.ts'

/** Alarms whose detail is Vigil's own: that of the others is a device's name, or what a system said. */
const ownDetail = ['sedation-deep', 'measurement-missed', 'nibp-failed', 'clock-step'] as const

const parts = {
  event: z.literal('alarm'),
  deviceId: ownLabel.exactOptional(),
  priority: z.enum(priorities),
  transition: z.enum(transitions),
  value: figure.nullable(),
  limit: figure.nullable(),
  by: whom.exactOptional(),
  reason: words.exactOptional(),
  cause: ownLabel.exactOptional(),
  breakGlass: z.literal(true).exactOptional(),
  withheld: z.enum(['alarm paused', 'alarm off']).exactOptional(),
  occurrence: z.int().positive().exactOptional(),
  seen: z.strictObject({ priority: z.enum(priorities), value: figure.nullable() }).exactOptional(),
}

/** One transition of an alarm, as it is stored. */
export const alarmEventSchema = z.discriminatedUnion('alarm', [
  z.strictObject({ ...parts, alarm: z.enum(ownDetail), detail: ownWords.exactOptional() }),
  z.strictObject({
    ...parts,
    alarm: z.enum(alarmIds).exclude([...ownDetail]),
    detail: words.exactOptional(),
  }),
]) satisfies z.ZodType<AlarmEvent>
/** @public Used by nothing: it fails to compile where a field is forgotten. */
export type KnownAlarmEvent = KnowsAll<Forgotten<AlarmEvent, z.infer<typeof alarmEventSchema>>>

type Seen = NonNullable<AlarmEvent['seen']>

/** What was seen, if it was not what stood there when the acknowledgement was taken (AR-24). */
export function sawOtherThan({ seen, priority, value }: AlarmEvent): Seen | undefined {
  return seen?.priority === priority && seen.value === value ? undefined : seen
}

/** 'seen: HIGH 186'; '' where what was acknowledged is what was seen. */
export function saySeen(seen: Seen | undefined, said: Words): string {
  if (seen === undefined) return ''
  const { priority, value } = seen
  const figures = value === null ? '' : Number.isInteger(value) ? String(value) : value.toFixed(1)
  return said.sawOther(said.priorities[priority], figures)
}

/** '!!! SpO2 low 84: alarm' */
export function sayAlarm(event: AlarmEvent, said: Words): string {
  const { alarm, priority, transition, value, detail, breakGlass, by } = event
  const shown = isLimitAlarm(alarm) && value !== null ? String(Math.round(value)) : detail
  const subject = [said.priorityMarks[priority], said.alarms[alarm], shown].filter(Boolean).join(' ')
  const seen = saySeen(sawOtherThan(event), said)
  const how = [said.record.alarm[transition], breakGlass && `(${said.breakGlass})`, seen && `(${seen})`]
  return `${subject}: ${how.filter(Boolean).join(' ')}${by ? said.record.by(by) : ''}`
}
