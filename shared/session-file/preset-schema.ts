import { z } from 'zod'
import { type LimitAlarmId, limitAlarmIds } from '../alarm/ids.ts'
import type { Preset } from '../presets/preset.ts'
import { type VitalId, vitals } from '../vitals.ts'
import { figure, identifier, label, words } from './words.ts'

const level = z.tuple([figure, figure]).exactOptional()
const limitRow = z.strictObject({
  parameter: z.enum(Object.keys(vitals) as [VitalId, ...VitalId[]]),
  side: z.enum(['high', 'low']),
  reference: z.literal('rise').exactOptional(),
  clearForS: figure,
  levels: z.strictObject({ low: level, medium: level, high: level }),
})
const limits = z.strictObject(
  Object.fromEntries(limitAlarmIds.map(id => [id, limitRow])) as Record<LimitAlarmId, typeof limitRow>,
)

const dueRule = z.strictObject({
  id: identifier,
  label,
  class: z.enum(['required', 'recommended']),
  anchor: z.enum(['t0', 'dose', 'end']),
  targetMin: figure,
  fromMin: figure,
  toMin: figure,
  everyMinWhileDosing: figure.positive().exactOptional(),
  everyMin: figure.positive().exactOptional(),
})

/** A preset as a session keeps it, shipped or of a clinic. */
export const presetSchema = z.strictObject({
  id: identifier,
  version: label,
  label,
  drug: z.enum(['ketamine', 'esketamine']),
  route: z.enum(['nasal', 'iv', 'im', 'sublingual']),
  dose: z.union([
    z.strictObject({ mg: figure }),
    z.strictObject({ mgPerKg: figure }),
    z.strictObject({ simulatedMg: figure }),
  ]),
  devices: z.strictObject({ count: figure, mgEach: figure, restMin: figure }).exactOptional(),
  infusionMin: figure.exactOptional(),
  holdMin: figure.exactOptional(),
  boosters: z.literal(true).exactOptional(),
  phaseNames: z.strictObject({ dosing: label, observation: label }),
  dischargeFrom: z.enum(['t0', 'end']),
  assessmentAfterMin: figure,
  dischargeAfterMin: figure,
  due: z.array(dueRule).max(200),
  limits,
  source: words,
}) satisfies z.ZodType<Preset>
