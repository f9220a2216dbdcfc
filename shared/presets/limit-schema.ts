import { z } from 'zod'
import { limitAlarmIds, type Priority, priorities } from '../alarm/ids.ts'
import { editableRanges, isWithin } from '../limit-ranges.ts'
import { LimitsError, type LimitTable, makeLimits } from '../limits.ts'
import { type VitalId, vitals } from '../vitals.ts'
import { complaint } from '../words/complaints.ts'
import { wordRefusal } from '../words/refusal.ts'
import { spokenWords } from '../words/spoken.ts'
import { defaultLimits } from './default-limits.ts'
import { isUnknownTo } from './later-alarms.ts'
import { limitTableIn } from './phase-limits.ts'
import { limitPhases, type Preset } from './preset.ts'
import * as ranges from './ranges.ts'

/* What the limits of a preset must be: their form, and what their figures must be to each other. */

export type Complaint = readonly [path: (string | number)[], message: string]

const level = z.tuple([z.number(), z.number()]).readonly()
export const limitRow = z
  .strictObject({
    parameter: z.enum(Object.keys(vitals) as VitalId[]),
    side: z.enum(['high', 'low']),
    reference: z.literal('rise').exactOptional(),
    clearForS: z.number(),
    levels: z
      .strictObject({
        low: level.exactOptional(),
        medium: level.exactOptional(),
        high: level.exactOptional(),
      })
      .readonly(),
    far: level.exactOptional(),
  })
  .readonly()

export const phaseLimits = z
  .partialRecord(
    z.enum(limitAlarmIds),
    z
      .strictObject({
        low: z.number().exactOptional(),
        medium: z.number().exactOptional(),
        high: z.number().exactOptional(),
      })
      .readonly(),
  )
  .readonly()

/** The same alarms and levels as everywhere; only their figures differ, inside their ranges. */
export function limitComplaints(preset: Preset): readonly Complaint[] {
  const { limits } = preset
  const found: Complaint[] = []
  for (const alarm of limitAlarmIds) {
    const [row, known] = [limits[alarm], defaultLimits[alarm]]
    for (const field of ['parameter', 'side', 'reference', 'clearForS'] as const)
      if (row[field] !== known[field])
        found.push([['limits', alarm, field], complaint.presets.asShipped(String(known[field] ?? 'none'))])
    if (isUnknownTo(limits, alarm)) continue
    for (const priority of priorities)
      found.push(...levelComplaints(alarm, priority, row.levels[priority], known.levels[priority]))
    found.push(...farComplaints(alarm, row.far))
  }
  if (found.length > 0) return found
  return [...contradictions(['limits'], limits), ...phaseComplaints(preset)]
}

/** Limits of a part of the session: of levels that there are, in the same ranges, and none that contradicts the others. */
function phaseComplaints(preset: Preset): readonly Complaint[] {
  return limitPhases.flatMap((phase): readonly Complaint[] => {
    const own = preset.phaseLimits?.[phase]
    if (!own) return []
    const found = limitAlarmIds.flatMap(alarm =>
      priorities.flatMap((priority): readonly Complaint[] => {
        const limit = own[alarm]?.[priority]
        if (limit === undefined) return []
        const path = ['phaseLimits', phase, alarm, priority]
        const range = preset.limits[alarm].levels[priority] && editableRanges[alarm]?.[priority]
        if (!range) return [[path, complaint.presets.noRange]]
        return isWithin(range, limit) ? [] : [[path, complaint.presets.within(range[0], range[1])]]
      }),
    )
    return found.length > 0 ? found : contradictions(['phaseLimits', phase], limitTableIn(preset, phase))
  })
}

function contradictions(path: string[], table: LimitTable): readonly Complaint[] {
  try {
    makeLimits(table)
    return []
  } catch (error) {
    if (!(error instanceof LimitsError)) throw error
    return [[path, wordRefusal(error.why, spokenWords).replace(/\.$/, '')]]
  }
}

type LevelPair = readonly [limit: number, delayS: number] | undefined

function levelComplaints(
  alarm: (typeof limitAlarmIds)[number],
  priority: Priority,
  level: LevelPair,
  known: LevelPair,
): readonly Complaint[] {
  const path = ['limits', alarm, 'levels', priority]
  if (!known) return level ? [[path, complaint.presets.noLevel]] : []
  if (!level) return [[path, complaint.presets.levelMissing]]
  const said = complaint.presets
  const check = (
    index: 0 | 1,
    what: 'limit' | 'delay',
    range: ranges.Range | undefined,
  ): readonly Complaint[] => {
    const [min, max] = range ?? [known[index], known[index]]
    if (level[index] >= min && level[index] <= max) return []
    const message = min === max ? said.fixedAt(min) : said.within(min, max)
    return [[[...path, index], said.level[what](message)]]
  }
  return [
    ...check(0, 'limit', editableRanges[alarm]?.[priority]),
    ...check(1, 'delay', ranges.delayRangesS[alarm]?.[priority]),
  ]
}

/** Presets of before AR-19 have no such figure: theirs is what ships. */
function farComplaints(alarm: (typeof limitAlarmIds)[number], far: LevelPair): readonly Complaint[] {
  if (!far) return []
  const path = ['limits', alarm, 'far']
  const allowed = ranges.farRanges[alarm]
  if (!allowed) return [[path, complaint.presets.noFigure]]
  return allowed.flatMap(([min, max], index): readonly Complaint[] => {
    const value = far[index]
    if (value !== undefined && value >= min && value <= max) return []
    const what = index === 0 ? 'points' : 'seconds'
    return [[[...path, index], complaint.presets.level[what](complaint.presets.within(min, max))]]
  })
}
