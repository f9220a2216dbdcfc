import { z } from 'zod'
import { alarmIds, limitAlarmIds, priorities } from '../alarm/ids.ts'
import { markKinds } from './types.ts'

/**
 * What people do in a session. The dashboard's requests (`shared/ipc.ts`) are these with a `roomId`; a session script's
 * `do` lines are these as they stand. Schemas are strict: an unknown field is an error, not a silent loss.
 */
const by = z.string().trim().min(1).max(80)
const shortText = z.string().trim().min(1).max(500)
const pressure = z.number().int().min(0).max(400)

export const actionSchemas = {
  /** T0. Nasal presets: the first device. Infusions: the pump starts. `mg` and `weightKg` where the preset needs them. */
  startDosing: z.strictObject({
    by,
    mg: z.number().positive().max(2000).optional(),
    weightKg: z.number().min(20).max(350).optional(),
    lot: z.string().trim().max(40).optional(),
    /** Needed when something of the gate is missing (no baseline, BP above 140/90 …). */
    reason: shortText.optional(),
  }),
  /** The next nasal device. */
  recordDevice: z.strictObject({
    by,
    lot: z.string().trim().max(40).optional(),
    reason: shortText.optional(),
  }),
  /** End of the infusion, or dosing abandoned after fewer devices. */
  endDosing: z.strictObject({ by, reason: shortText.optional() }),
  pauseInfusion: z.strictObject({ by, reason: shortText.optional() }),
  resumeInfusion: z.strictObject({ by }),
  recordMark: z.strictObject({
    by,
    mark: z.enum(markKinds),
    severity: z.enum(['none', 'mild', 'moderate', 'severe']).optional(),
    text: shortText.optional(),
  }),
  withdrawMark: z.strictObject({ by, markId: z.string().min(1).max(60) }),
  /** Values read off another instrument. Systolic and diastolic go together. */
  recordManual: z.strictObject({
    by,
    systolic: pressure.optional(),
    diastolic: pressure.optional(),
    mean: pressure.optional(),
    pulseRate: z.number().int().min(0).max(400).optional(),
    spo2: z.number().int().min(0).max(100).optional(),
    respRate: z.number().int().min(0).max(100).optional(),
    /** How long ago it was measured, in minutes. */
    minutesAgo: z.number().min(0).max(120).optional(),
    /** Needed when a value differs by more than 30 % from the last one. */
    confirmed: z.boolean().optional(),
  }),
  /** One alarm, or, without `alarm`, all that are active or latched now. */
  acknowledge: z.strictObject({
    by,
    alarm: z.enum(alarmIds as [string, ...string[]]).optional(),
    deviceId: z.string().max(80).optional(),
    reason: shortText.optional(),
  }),
  pauseAudio: z.strictObject({ by }),
  resumeAudio: z.strictObject({ by }),
  changeLimit: z.strictObject({
    by,
    alarm: z.enum(limitAlarmIds),
    priority: z.enum(priorities),
    limit: z.number(),
    reason: shortText.optional(),
  }),
  setBaseline: z.strictObject({
    by,
    systolic: z.number().min(40).max(300),
    diastolic: z.number().min(20).max(200),
    mean: z.number().min(25).max(250).optional(),
    reason: shortText,
  }),
  /** A reason closes a measurement that cannot be taken any more. */
  excuseMeasurement: z.strictObject({ by, item: z.string().min(1).max(20), reason: shortText }),
  confirmGap: z.strictObject({ by }),
  startDischarge: z.strictObject({ by, reason: shortText.optional() }),
  closeSession: z.strictObject({ by, reason: shortText.optional() }),
} as const

export type ActionName = keyof typeof actionSchemas
export type Action = {
  [N in ActionName]: { readonly do: N } & z.infer<(typeof actionSchemas)[N]>
}[ActionName]

export const actionNames = Object.keys(actionSchemas) as ActionName[]
