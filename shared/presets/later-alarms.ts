import { type LimitAlarmId, limitAlarmIds } from '../alarm/ids.ts'
import type { LimitTable } from '../limits.ts'
import { defaultLimitSources, defaultLimits } from './default-limits.ts'
import type { Preset } from './preset.ts'

/*
 * Alarms that came after the first presets. A preset of before, the clinic's own or that of a stored session, does not know them: there
 * each has a row without a level and never calls, since nobody approved a figure for it. Whoever writes a new version of it
 * begins with the levels that ship.
 */

const laterAlarmIds: readonly LimitAlarmId[] = ['etco2-high']

/** Limits of a preset as they are stored; alarms that came later may be missing. */
export function withLaterAlarms(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return stored
  const missing = laterAlarmIds.filter(alarm => !(alarm in stored))
  if (missing.length === 0) return stored
  return {
    ...stored,
    ...Object.fromEntries(missing.map(alarm => [alarm, { ...defaultLimits[alarm], levels: {} }])),
  }
}

/** A stored preset, as this version knows it. */
export function readWithLaterAlarms(stored: Preset): Preset {
  const limits = withLaterAlarms(stored.limits) as LimitTable
  return limits === stored.limits ? stored : { ...stored, limits }
}

/** Is this an alarm that the preset does not know? */
export function isUnknownTo(limits: LimitTable, alarm: LimitAlarmId): boolean {
  return laterAlarmIds.includes(alarm) && Object.keys(limits[alarm].levels).length === 0
}

/** A preset to write a new version of: what it does not know yet stands in it as it ships. */
export function withShippedAlarms(preset: Preset): Preset {
  const unknown = limitAlarmIds.filter(alarm => isUnknownTo(preset.limits, alarm))
  if (unknown.length === 0) return preset
  const shipped = Object.fromEntries(unknown.map(alarm => [alarm, defaultLimits[alarm]]))
  const sources = Object.entries(defaultLimitSources).filter(([path]) =>
    unknown.some(alarm => path.startsWith(`limits.${alarm}.`)),
  )
  return {
    ...preset,
    limits: { ...preset.limits, ...shipped },
    sources: { ...preset.sources, ...Object.fromEntries(sources) },
  }
}
