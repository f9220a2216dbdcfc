import { z } from 'zod'
import { alarmIds, limitAlarmIds, priorities } from '../alarm/ids.ts'
import { alarmParameters } from '../limits.ts'
import { typedName } from '../plain-text.ts'
import { checkIds } from './discharge.ts'
import { preDoseIds } from './pre-dose.ts'
import { remsFieldIds } from './rems.ts'
import { scaleIds } from './scales.ts'
import { confirmables, cuffSites, cuffSizes, markKinds, sensorSites } from './types.ts'

/**
 * What people do in a session. The dashboard's requests (`shared/ipc.ts`) are these with a `roomId`; a session script's
 * `do` lines are these as they stand. Schemas are strict: an unknown field is an error, not a silent loss.
 */
const by = typedName(80)
const shortText = z.string().trim().min(1).max(500)
const pressure = z.number().int().min(0).max(400)

export const actionSchemas = {
  /** T0. Nasal presets: the first device. Infusions: the pump starts. `mg` and `weightKg` where the preset needs them. */
  startDosing: z.strictObject({
    by,
    mg: z.number().positive().max(2000).optional(),
    weightKg: z.number().min(20).max(350).optional(),
    lot: z.string().trim().max(40).optional(),
    /** The prescriber's word, when something stands against dosing (no baseline, BP above 140/90 …). */
    reason: shortText.optional(),
    /** Who signs too at 160/100 or more. */
    second: by.optional(),
  }),
  /** Two identifiers, asked of the patient: they must be the session's. */
  confirmIdentity: z.strictObject({
    by,
    recordId: typedName(40),
    birthYear: z.number().int().min(1900).max(2100),
  }),
  /** Answers to the checklist before dosing: what is clear, and what speaks against it, with words. */
  recordPreDose: z.strictObject({
    by,
    clear: z.array(z.enum(preDoseIds)).max(preDoseIds.length),
    present: z.array(z.enum(preDoseIds)).max(preDoseIds.length).default([]),
    text: shortText.optional(),
  }),
  /** The prescriber lets pass what stands against dosing now; `second` signs too at 160/100 or more. */
  overrideGate: z.strictObject({ by, reason: shortText, second: by.optional() }),
  /** The next nasal device. */
  recordDevice: z.strictObject({
    by,
    lot: z.string().trim().max(40).optional(),
    reason: shortText.optional(),
  }),
  /** End of the infusion, the lozenge spat out or swallowed, or dosing abandoned after fewer devices. */
  endDosing: z.strictObject({
    by,
    reason: shortText.optional(),
    /** What became of a lozenge. */
    how: z.enum(['spat', 'swallowed']).optional(),
  }),
  /** A further injection. */
  recordBooster: z.strictObject({
    by,
    mg: z.number().positive().max(2000),
    lot: z.string().trim().max(40).optional(),
    reason: shortText.optional(),
  }),
  pauseInfusion: z.strictObject({ by, reason: shortText.optional() }),
  resumeInfusion: z.strictObject({ by }),
  recordMark: z.strictObject({
    by,
    mark: z.enum(markKinds),
    severity: z.enum(['none', 'mild', 'moderate', 'severe']).optional(),
    text: shortText.optional(),
    /** The cuff reading that `talking`, `distressed` or `moving` bears on: the last one, or the one before. */
    seq: z.number().int().positive().optional(),
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
  /**
   * One alarm, or, without `alarm`, all that are active or latched now. `occurrence`, `priority` and `value` are what stood on
   * the screen, `call` how often it had called (AR-24): a window must send the first three, in a script what is left out means
   * what stands now.
   */
  acknowledge: z.strictObject({
    by,
    alarm: z.enum(alarmIds as [string, ...string[]]).optional(),
    deviceId: z.string().max(80).optional(),
    occurrence: z.number().int().positive().optional(),
    call: z.number().int().positive().optional(),
    priority: z.enum(priorities).optional(),
    value: z.number().nullable().optional(),
    reason: shortText.optional(),
    /** An emergency: whoever `by` is, known to Vigil or not. Needs a reason, and stands out in the record. */
    breakGlass: z.literal(true).optional(),
  }),
  /** AUDIO PAUSED for 120 s. */
  pauseAudio: z.strictObject({ by }),
  resumeAudio: z.strictObject({ by }),
  /** AUDIO OFF until it is turned on again. */
  turnAudioOff: z.strictObject({ by, reason: shortText }),
  turnAudioOn: z.strictObject({ by }),
  /** ALARM PAUSED for 120 s; not while a drug is being given. */
  pauseAlarms: z.strictObject({ by }),
  resumeAlarms: z.strictObject({ by }),
  /** ALARM OFF for one parameter until it is turned on again. */
  turnAlarmOff: z.strictObject({ by, parameter: z.enum(alarmParameters), reason: shortText }),
  turnAlarmOn: z.strictObject({ by, parameter: z.enum(alarmParameters) }),
  /** Where cuff and sensor are: on one arm, a tight cuff imitates a desaturation (AR-8). */
  setSites: z.strictObject({
    by,
    cuff: z.enum(cuffSites),
    sensor: z.enum(sensorSites),
    cuffSize: z.enum(cuffSizes).optional(),
  }),
  /** The cuff starts by itself every so many minutes; null ends that. Not under 2 min (plausibility rules, 7). */
  setCuffCycle: z.strictObject({ by, everyMin: z.number().int().min(2).max(60).nullable() }),
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
  /** A rating of the patient: one score for each item of the scale. */
  recordScale: z.strictObject({
    by,
    scale: z.enum(scaleIds),
    answers: z.array(z.number().int().min(-5).max(5)).min(1).max(23),
  }),
  /** Something of the discharge checklist that only a person can say. `text`: the escort's name, or yes or no. */
  confirmCheck: z.strictObject({ by, item: z.enum(confirmables), text: shortText.optional() }),
  /** The prescriber lets a failed item of the discharge checklist pass, with words. */
  overrideCheck: z.strictObject({ by, check: z.enum(checkIds), reason: shortText }),
  handOver: z.strictObject({ by, to: by, text: shortText.optional() }),
  /** Answers to the REMS field sheet, several in one go; null takes an answer back. */
  recordRems: z.strictObject({
    by,
    answers: z.partialRecord(
      z.enum(remsFieldIds),
      z.union([z.boolean(), z.number().int().min(0), z.string().trim().min(1).max(200), z.null()]),
    ),
  }),
  startDischarge: z.strictObject({ by, reason: shortText.optional() }),
  closeSession: z.strictObject({ by, reason: shortText.optional() }),
} as const

export type ActionName = keyof typeof actionSchemas
export type Action = {
  [N in ActionName]: { readonly do: N } & z.infer<(typeof actionSchemas)[N]>
}[ActionName]

export const actionNames = Object.keys(actionSchemas) as ActionName[]
