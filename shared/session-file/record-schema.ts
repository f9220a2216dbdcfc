import { z } from 'zod'
import { type AlarmId, alarmIds, priorities } from '../alarm/ids.ts'
import type { AlarmEvent, Transition } from '../alarm/types.ts'
import type { SessionEvent } from '../session/types.ts'
import { figure, label, storedInstant, words } from './words.ts'

/** Records rather than lists, so that none can be forgotten. */
const transitions: Readonly<Record<Transition, true>> = {
  raised: true,
  escalated: true,
  lowered: true,
  acknowledged: true,
  reAlarmed: true,
  cleared: true,
  latched: true,
  reset: true,
  suppressed: true,
}
const kinds: Readonly<Record<SessionEvent['kind'], true>> = {
  opened: true,
  phase: true,
  baseline: true,
  gate: true,
  gateOverride: true,
  identity: true,
  preDose: true,
  dose: true,
  mark: true,
  markWithdrawn: true,
  manual: true,
  limit: true,
  due: true,
  measured: true,
  missed: true,
  extra: true,
  audio: true,
  alarms: true,
  escalation: true,
  sound: true,
  sites: true,
  scale: true,
  check: true,
  handOver: true,
  rems: true,
  infusion: true,
  nibp: true,
  device: true,
  link: true,
  gap: true,
  clock: true,
  report: true,
  closed: true,
  signed: true,
  amended: true,
}
function keysOf<K extends string>(record: Readonly<Record<K, true>>): [K, ...K[]] {
  return Object.keys(record) as [K, ...K[]]
}

const alarmEvent = z.strictObject({
  event: z.literal('alarm'),
  alarm: z.enum(alarmIds as [AlarmId, ...AlarmId[]]),
  deviceId: label.exactOptional(),
  priority: z.enum(priorities),
  transition: z.enum(keysOf(transitions)),
  value: figure.nullable(),
  limit: figure.nullable(),
  by: label.exactOptional(),
  reason: words.exactOptional(),
  cause: label.exactOptional(),
  detail: words.exactOptional(),
  breakGlass: z.literal(true).exactOptional(),
  withheld: z.enum(['alarm paused', 'alarm off']).exactOptional(),
  occurrence: z.int().positive().exactOptional(),
  seen: z.strictObject({ priority: z.enum(priorities), value: figure.nullable() }).exactOptional(),
}) satisfies z.ZodType<AlarmEvent>

/** Its figures and words are read with care wherever they are read: every kind of event has its own, and versions differ. */
const sessionEvent = z
  .object({ event: z.literal('session'), kind: z.enum(keysOf(kinds)), by: label.exactOptional() })
  .catchall(z.unknown())

const context = z.strictObject({
  phase: label.exactOptional(),
  minutesFromT0: z.number().nullable().exactOptional(),
  baseline: z.strictObject({ systolic: figure, diastolic: figure }).nullable().exactOptional(),
  preset: label.exactOptional(),
  parameter: label.exactOptional(),
})

export const recordSchema = z.strictObject({
  at: storedInstant,
  entry: z.discriminatedUnion('event', [alarmEvent, sessionEvent]),
  utcOffsetMin: z
    .int()
    .min(-14 * 60)
    .max(14 * 60),
  context,
  station: label,
  software: label,
})
