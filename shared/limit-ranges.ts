import type { LimitAlarmId, Priority } from './alarm/ids.ts'
import { clinicians, prescribers, type Role } from './roles.ts'

/* How far people may move a limit. Whoever asks, `makeLimits` has bounds of its own beyond these. */

export type LimitRange = readonly [min: number, max: number]
type Ranges = Readonly<Partial<Record<LimitAlarmId, Readonly<Partial<Record<Priority, LimitRange>>>>>>

/**
 * How far people may move a limit, and presets may set it (monitoring protocols, 8.1 "Editing"): a clinician the MEDIUM limits
 * inside a band, a prescriber the HIGH limits up to a bound.
 */
export const editableRanges: Ranges = {
  'systolic-high': { medium: [140, 175], high: [150, 200] },
  'diastolic-high': { medium: [85, 105], high: [95, 120] },
  'spo2-low': { medium: [88, 94], high: [80, 90] },
  'pulse-low': { medium: [40, 60], high: [35, 50] },
  'pulse-high': { medium: [100, 135], high: [120, 160] },
}

/**
 * Towards the safe side, as far as whoever runs the session may go, the nurse too: the alarm comes sooner. Project proposal
 * [P]: from the limit as it ships to well inside what is usual in adults.
 */
const stricterRanges: Ranges = {
  'systolic-low': { medium: [90, 105] },
  'diastolic-low': { low: [50, 60] },
  'mean-low': { medium: [65, 75] },
  'resp-low': { medium: [10, 12] },
  'etco2-high': { medium: [45, 50] },
}

/**
 * To fit one patient, by a prescriber with a reason; no preset may have it. Project proposal [P]. SpO2: for a patient whose own
 * saturation is low, as in chronic lung disease, where guidelines aim at 88 to 92 % (British Thoracic Society, Thorax
 * 2017;72 Suppl 1); HIGH stays at 80 or above (monitoring protocols, 8.1). Pressures and respiration: about a tenth beyond
 * the limits that ship; end-tidal CO2: for who retains it.
 */
const fittedRanges: Ranges = {
  'systolic-low': { medium: [80, 105], high: [70, 95] },
  'diastolic-low': { low: [40, 60] },
  'mean-low': { medium: [55, 75] },
  'spo2-low': { low: [84, 95], medium: [82, 94] },
  'resp-low': { medium: [8, 14], high: [6, 10] },
  'etco2-high': { medium: [42, 65], high: [50, 75] },
}

const caring: readonly Role[] = ['nurse', ...clinicians]
const mayEdit: Readonly<Record<Priority, readonly Role[]>> = {
  low: prescribers,
  medium: clinicians,
  high: prescribers,
}

/** Within which range some people may move a limit. */
export interface Allowance {
  readonly range: LimitRange
  readonly roles: readonly Role[]
  /** Only with a reason, to fit this patient. */
  readonly fitted?: true
}

/** Who may move this level how far, the narrowest first; none: it is fixed. */
export function allowancesOf(alarm: LimitAlarmId, priority: Priority): readonly Allowance[] {
  const [stricter, editable, fitted] = [stricterRanges, editableRanges, fittedRanges].map(
    ranges => ranges[alarm]?.[priority],
  )
  return [
    ...(stricter ? [{ range: stricter, roles: caring }] : []),
    ...(editable ? [{ range: editable, roles: mayEdit[priority] }] : []),
    ...(fitted ? [{ range: fitted, roles: prescribers, fitted: true as const }] : []),
  ]
}

/** From the lowest to the highest that anybody may set; null: it is fixed. */
export function widestRange(alarm: LimitAlarmId, priority: Priority): LimitRange | null {
  const ranges = allowancesOf(alarm, priority).map(({ range }) => range)
  if (ranges.length === 0) return null
  return [Math.min(...ranges.map(([min]) => min)), Math.max(...ranges.map(([, max]) => max))]
}

/** Is this limit only to be had to fit a patient? */
export function isFitted(alarm: LimitAlarmId, priority: Priority, limit: number): boolean {
  return !allowancesOf(alarm, priority).some(one => !one.fitted && isWithin(one.range, limit))
}

export function isWithin([min, max]: LimitRange, value: number): boolean {
  return value >= min && value <= max
}
