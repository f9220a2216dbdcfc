import { z } from 'zod'
import { limitAlarmIds, trendAlarmIds } from '../alarm/ids.ts'
import { person, safe } from '../record/privacy.ts'
import { scaleIds } from '../session/scales.ts'
import { english as words } from '../words/en/index.ts'
import { sourcedPaths } from './figures.ts'
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
  z.string().regex(/^[A-Z0-9][A-Z0-9.-]{0,39}$/, 'must be capitals, digits, dots or hyphens, at most 40'),
)
const version = safe(z.string().regex(/^[1-9]\d{0,5}$/, 'must be a whole number from 1'))
export const presetLabel = safe(z.string().trim().min(1, 'must not be empty').max(80))
const sourceText = safe(z.string().trim().min(1, 'must name a source').max(400))

function within([min, max]: ranges.Range) {
  const message = `must be from ${min} to ${max}`
  return z.number(message).min(min, message).max(max, message)
}
const minutesWithin = (range: ranges.Range) => within(range).refine(Number.isInteger, 'must be whole minutes')

const minute = minutesWithin(ranges.windowMin)
const dueRule = z
  .strictObject({
    id: safe(
      z.string().regex(/^[A-Z][A-Za-z0-9]{0,9}$/, 'must be a capital and at most 9 letters or digits'),
    ),
    label: safe(z.string().trim().min(1, 'must not be empty').max(40)),
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

const phaseName = safe(z.string().trim().min(1, 'must not be empty').max(30))

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
      .refine(ids => new Set(ids).size === ids.length, 'must name each alarm once')
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
  const only = (field: string, isThere: boolean, of: Preset['route'], what: string) => {
    if (isThere && route !== of) found.push([[field], `belongs to ${what} alone`])
    if (!isThere && route === of) found.push([[field], `is missing: ${what} needs it`])
  }
  only('devices', devices !== undefined, 'nasal', 'a nasal preset')
  only('infusionMin', infusionMin !== undefined, 'iv', 'an intravenous preset')
  only('holdMin', holdMin !== undefined, 'sublingual', 'a sublingual preset')
  if (boosters && route !== 'im') found.push([['boosters'], 'belong to an intramuscular preset alone'])
  if (route === 'nasal' && !('mg' in dose))
    found.push([['dose'], 'of a nasal preset must be fixed, in mg: it is what its devices hold'])
  if (devices && 'mg' in dose && dose.mg !== devices.count * devices.mgEach)
    found.push([['dose', 'mg'], `must be what its ${devices.count} devices of ${devices.mgEach} mg hold`])
  return found
}

/** Never under what the preset itself gives. */
function ceilingComplaints({ ceiling, dose, route }: Preset): readonly Complaint[] {
  if (!ceiling) return []
  const unit = 'mg' in ceiling ? 'mg' : 'mgPerKg'
  const value = 'mg' in ceiling ? ceiling.mg : ceiling.mgPerKg
  const [min, max] = ranges.ceilingRanges[route][unit]
  const at = (message: string): readonly Complaint[] => [[['ceiling', unit], message]]
  if (value < min || value > max) return at(`must be from ${min} to ${max} for this route`)
  const own = 'mg' in ceiling ? ('mg' in dose ? dose.mg : null) : 'mgPerKg' in dose ? dose.mgPerKg : null
  return own !== null && value < own ? at(`must not be less than the dose, ${own}`) : []
}

function windowComplaints(rule: DueRule, index: number, all: readonly DueRule[]): readonly Complaint[] {
  const { id, targetMin, fromMin, toMin } = rule
  const at = (field: string, message: string): Complaint => [['due', index, field], message]
  const found: Complaint[] = []
  if (all.findIndex(other => other.id === id) !== index)
    found.push(at('id', `must be another one: ${id} is there already`))
  if (fromMin > targetMin)
    found.push(at('fromMin', `of ${id} must not be later than its target, ${targetMin} min`))
  if (toMin <= targetMin) found.push(at('toMin', `of ${id} must be later than its target, ${targetMin} min`))
  const [shortest, longest] = ranges.windowLengthMin
  if (toMin > targetMin && (toMin - fromMin < shortest || toMin - fromMin > longest))
    found.push(at('toMin', `of ${id}: its window must be ${shortest} to ${longest} min long`))
  if (rule.everyMin !== undefined && rule.everyMinWhileDosing !== undefined)
    found.push(at('everyMin', `of ${id}: it is repeated while dosing or until the end, not both`))
  return found
}

function dischargeComplaints(preset: Preset): readonly Complaint[] {
  const { route, dischargeFrom, assessmentAfterMin, dischargeAfterMin, due } = preset
  const [earliest, latest] = ranges.dischargeMin[route]
  if (dischargeAfterMin < earliest || dischargeAfterMin > latest)
    return [[['dischargeAfterMin'], `must be from ${earliest} to ${latest} for this route`]]
  if (assessmentAfterMin >= dischargeAfterMin)
    return [[['assessmentAfterMin'], `must be earlier than the discharge, ${dischargeAfterMin} min`]]
  const hasLast = due.some(
    rule =>
      rule.class === 'required' &&
      rule.anchor === dischargeFrom &&
      rule.fromMin >= assessmentAfterMin &&
      rule.toMin <= dischargeAfterMin,
  )
  if (hasLast) return []
  const between = `${assessmentAfterMin} and ${dischargeAfterMin} min`
  return [[['due'], `must have a required measurement with its window between ${between}, before discharge`]]
}

function sourceComplaints(preset: Preset): readonly Complaint[] {
  const paths = sourcedPaths(preset, words)
  const missing = paths.find(path => !Object.hasOwn(preset.sources, path))
  if (missing !== undefined) return [[['sources', missing], 'is missing: each figure has its source']]
  const stranger = Object.keys(preset.sources).find(path => !paths.includes(path))
  return stranger === undefined ? [] : [[['sources', stranger], 'names a figure that this preset has not']]
}

export type ParsedPreset =
  | { readonly ok: true; readonly preset: Preset }
  | { readonly ok: false; readonly error: string }

/** A preset from outside, or one sentence that names the field. */
export function parsePreset(value: unknown): ParsedPreset {
  const parsed = presetSchema.safeParse(value)
  if (parsed.success) return { ok: true, preset: parsed.data }
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') || 'The preset'
  return { ok: false, error: `${where}: ${issue?.message ?? 'not of the known form'}.` }
}
