import { z } from 'zod'
import { limitAlarmIds, trendAlarmIds } from '../alarm/ids.ts'
import { person, safe } from '../record/privacy.ts'
import { scaleIds } from '../session/scales.ts'
import { complaint } from '../words/complaints.ts'
import { commonEnglish as words } from '../words/en/common.ts'
import { sourcedPaths } from './figures.ts'
import { presetLabel } from './label.ts'
import { withLaterAlarms } from './later-alarms.ts'
import { type Complaint, limitComplaints, limitRow, phaseLimits } from './limit-schema.ts'
import { type DueRule, drugs, limitPhases, type Preset, routes } from './preset.ts'
import * as ranges from './ranges.ts'

/*
 * What a preset must be, from wherever it comes: a window, the store or a file. First its form, then what its figures must
 * be to each other. Every complaint is one sentence that names the field.
 */

z.config({ jitless: true })

/** Ids stand in records and reports: capitals, digits, dots and hyphens. */
export const presetId = safe(
  z.string().regex(/^[A-Z0-9][A-Z0-9.-]{0,39}$/, { error: () => complaint.presets.id }),
)
const version = safe(z.string().regex(/^[1-9]\d{0,5}$/, { error: () => complaint.texts.wholeFrom1 }))
const sourceText = safe(
  z
    .string()
    .trim()
    .min(1, { error: () => complaint.presets.source })
    .max(400),
)

function within([min, max]: ranges.Range) {
  const message = { error: () => complaint.presets.within(min, max) }
  return z.number(message).min(min, message).max(max, message)
}
const minutesWithin = (range: ranges.Range) =>
  within(range).refine(Number.isInteger, { error: () => complaint.presets.wholeMinutes })

const minute = minutesWithin(ranges.windowMin)
const dueRule = z
  .strictObject({
    id: safe(z.string().regex(/^[A-Z][A-Za-z0-9]{0,9}$/, { error: () => complaint.presets.dueId })),
    label: safe(
      z
        .string()
        .trim()
        .min(1, { error: () => complaint.texts.empty })
        .max(40),
    ),
    class: z.enum(['required', 'recommended']),
    anchor: z.enum(['t0', 'dose', 'end']),
    targetMin: minute,
    fromMin: minute,
    toMin: minute,
    ratings: z.array(z.enum(scaleIds)).min(1).max(scaleIds.length).readonly().exactOptional(),
    everyMinWhileDosing: minutesWithin(ranges.repeatMin).exactOptional(),
    everyMin: minutesWithin(ranges.repeatMin).exactOptional(),
  })
  .readonly()

const difference = z
  .strictObject({
    field: safe(z.string().max(200)),
    before: z.string().max(1000).nullable(),
    after: z.string().max(1000).nullable(),
  })
  .readonly()

const clinicMark = z
  .strictObject({
    basedOn: z.strictObject({ id: presetId, version }).readonly(),
    approved: z
      .strictObject({
        by: person(z.string().trim().min(1).max(80)),
        wallMs: z.number(),
        differs: z.array(difference).max(200).readonly(),
      })
      .readonly()
      .exactOptional(),
  })
  .readonly()

const phaseName = safe(
  z
    .string()
    .trim()
    .min(1, { error: () => complaint.texts.empty })
    .max(30),
)

export const presetSchema = z
  .strictObject({
    id: presetId,
    version,
    label: presetLabel,
    drug: z.enum(drugs),
    route: z.enum(routes),
    dose: z.union([
      z.strictObject({ mg: within(ranges.doseMg) }).readonly(),
      z.strictObject({ mgPerKg: within(ranges.doseMgPerKg) }).readonly(),
      z.strictObject({ simulatedMg: within(ranges.doseMg) }).readonly(),
    ]),
    ceiling: z
      .union([
        z.strictObject({ mg: z.number() }).readonly(),
        z.strictObject({ mgPerKg: z.number() }).readonly(),
      ])
      .exactOptional(),
    devices: z
      .strictObject({
        count: z.int().min(1).max(3),
        mgEach: within(ranges.doseMg),
        restMin: minutesWithin(ranges.restMin),
      })
      .readonly()
      .exactOptional(),
    infusionMin: minutesWithin(ranges.infusionMin).exactOptional(),
    holdMin: minutesWithin(ranges.holdMin).exactOptional(),
    boosters: z.literal(true).exactOptional(),
    phaseNames: z.strictObject({ dosing: phaseName, observation: phaseName }).readonly(),
    dischargeFrom: z.enum(['t0', 'end']),
    assessmentAfterMin: minutesWithin(ranges.assessmentMin),
    dischargeAfterMin: minutesWithin(ranges.assessmentMin),
    due: z.array(dueRule).min(1).max(30).readonly(),
    limits: z.preprocess(withLaterAlarms, z.record(z.enum(limitAlarmIds), limitRow).readonly()),
    phaseLimits: z.partialRecord(z.enum(limitPhases), phaseLimits).readonly().exactOptional(),
    trendAlarms: z
      .array(z.enum(trendAlarmIds))
      .max(trendAlarmIds.length)
      .refine(ids => new Set(ids).size === ids.length, { error: () => complaint.presets.eachAlarmOnce })
      .readonly()
      .exactOptional(),
    source: sourceText,
    sources: z.record(z.string(), sourceText).readonly(),
    toComplete: z
      .array(safe(z.string().max(80)))
      .max(60)
      .readonly()
      .exactOptional(),
    clinic: clinicMark.exactOptional(),
  })
  .readonly()
  .superRefine((preset, context) => {
    // One complaint at a time is enough for a person; the first one is told.
    for (const [path, message] of complaints(preset)) context.addIssue({ code: 'custom', path, message })
  }) satisfies z.ZodType<Preset>

function complaints(preset: Preset): readonly Complaint[] {
  return [
    ...doseComplaints(preset),
    ...ceilingComplaints(preset),
    ...preset.due.flatMap((rule, index) => windowComplaints(rule, index, preset.due)),
    ...dischargeComplaints(preset),
    ...limitComplaints(preset),
    ...sourceComplaints(preset),
  ]
}

/** What each route is given by. */
function doseComplaints(preset: Preset): readonly Complaint[] {
  const { route, dose, devices, infusionMin, holdMin, boosters } = preset
  const found: Complaint[] = []
  const said = complaint.presets
  const only = (field: keyof typeof said.missing, isThere: boolean, of: Preset['route']) => {
    if (isThere && route !== of) found.push([[field], said.belongs[field]])
    if (!isThere && route === of) found.push([[field], said.missing[field]])
  }
  only('devices', devices !== undefined, 'nasal')
  only('infusionMin', infusionMin !== undefined, 'iv')
  only('holdMin', holdMin !== undefined, 'sublingual')
  if (boosters && route !== 'im') found.push([['boosters'], said.belongs.boosters])
  if (route === 'nasal' && !('mg' in dose)) found.push([['dose'], said.nasalDose])
  if (devices && 'mg' in dose && dose.mg !== devices.count * devices.mgEach)
    found.push([['dose', 'mg'], said.devicesHold(devices.count, devices.mgEach)])
  return found
}

/** Never under what the preset itself gives. */
function ceilingComplaints({ ceiling, dose, route }: Preset): readonly Complaint[] {
  if (!ceiling) return []
  const unit = 'mg' in ceiling ? 'mg' : 'mgPerKg'
  const value = 'mg' in ceiling ? ceiling.mg : ceiling.mgPerKg
  const [min, max] = ranges.ceilingRanges[route][unit]
  const at = (message: string): readonly Complaint[] => [[['ceiling', unit], message]]
  if (value < min || value > max) return at(complaint.presets.withinForRoute(min, max))
  const own = 'mg' in ceiling ? ('mg' in dose ? dose.mg : null) : 'mgPerKg' in dose ? dose.mgPerKg : null
  return own !== null && value < own ? at(complaint.presets.underDose(own)) : []
}

function windowComplaints(rule: DueRule, index: number, all: readonly DueRule[]): readonly Complaint[] {
  const { id, targetMin, fromMin, toMin } = rule
  const at = (field: string, message: string): Complaint => [['due', index, field], message]
  const found: Complaint[] = []
  const said = complaint.presets
  if (all.findIndex(other => other.id === id) !== index) found.push(at('id', said.idTwice(id)))
  if (fromMin > targetMin) found.push(at('fromMin', said.fromLate(id, targetMin)))
  if (toMin <= targetMin) found.push(at('toMin', said.toEarly(id, targetMin)))
  const [shortest, longest] = ranges.windowLengthMin
  if (toMin > targetMin && (toMin - fromMin < shortest || toMin - fromMin > longest))
    found.push(at('toMin', said.windowLength(id, shortest, longest)))
  if (rule.everyMin !== undefined && rule.everyMinWhileDosing !== undefined)
    found.push(at('everyMin', said.repeatedTwice(id)))
  return found
}

function dischargeComplaints(preset: Preset): readonly Complaint[] {
  const { route, dischargeFrom, assessmentAfterMin, dischargeAfterMin, due } = preset
  const [earliest, latest] = ranges.dischargeMin[route]
  if (dischargeAfterMin < earliest || dischargeAfterMin > latest)
    return [[['dischargeAfterMin'], complaint.presets.withinForRoute(earliest, latest)]]
  if (assessmentAfterMin >= dischargeAfterMin)
    return [[['assessmentAfterMin'], complaint.presets.assessmentLate(dischargeAfterMin)]]
  const hasLast = due.some(
    rule =>
      rule.class === 'required' &&
      rule.anchor === dischargeFrom &&
      rule.fromMin >= assessmentAfterMin &&
      rule.toMin <= dischargeAfterMin,
  )
  if (hasLast) return []
  return [[['due'], complaint.presets.noLast(assessmentAfterMin, dischargeAfterMin)]]
}

function sourceComplaints(preset: Preset): readonly Complaint[] {
  const paths = sourcedPaths(preset, words)
  const missing = paths.find(path => !Object.hasOwn(preset.sources, path))
  if (missing !== undefined) return [[['sources', missing], complaint.presets.noSource]]
  const stranger = Object.keys(preset.sources).find(path => !paths.includes(path))
  return stranger === undefined ? [] : [[['sources', stranger], complaint.presets.strangeSource]]
}

export type ParsedPreset =
  | { readonly ok: true; readonly preset: Preset }
  | { readonly ok: false; readonly error: string }

/** A preset from outside, or one sentence that names the field. */
export function parsePreset(value: unknown): ParsedPreset {
  const parsed = presetSchema.safeParse(value)
  if (parsed.success) return { ok: true, preset: parsed.data }
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') || complaint.presets.thePreset
  return { ok: false, error: complaint.texts.of(where, issue?.message ?? complaint.texts.unknownForm) }
}
