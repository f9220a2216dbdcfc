import { type LimitAlarmId, limitAlarmIds, type Priority, priorities } from '../alarm/ids.ts'
import { assertNever } from '../assert-never.ts'
import type { LimitTable } from '../limits.ts'
import type { Phase } from '../session/types.ts'
import type { LimitPhase, Preset } from './preset.ts'

type WithLimits = Pick<Preset, 'limits' | 'phaseLimits'>

/** Which limits of a preset hold in this phase; null: none, the session is closed. */
export function limitPhaseOf(phase: Phase): LimitPhase | null {
  switch (phase) {
    case 'prep':
    case 'baseline':
      return 'beforeT0'
    case 'dosing':
      return 'dosing'
    case 'observation':
    case 'discharge':
      return 'recovery'
    case 'closed':
      return null
    default:
      return assertNever(phase)
  }
}

/** The preset's limit of one level in one part of the session. */
export function limitIn(
  { limits, phaseLimits }: WithLimits,
  phase: LimitPhase,
  alarm: LimitAlarmId,
  priority: Priority,
): number | undefined {
  return phaseLimits?.[phase]?.[alarm]?.[priority] ?? limits[alarm].levels[priority]?.[0]
}

/** The preset's limits in one part of the session. */
export function limitTableIn(preset: WithLimits, phase: LimitPhase): LimitTable {
  if (!preset.phaseLimits?.[phase]) return preset.limits
  const table = { ...preset.limits }
  for (const alarm of limitAlarmIds) {
    const levels = { ...table[alarm].levels }
    for (const priority of priorities) {
      const [level, limit] = [levels[priority], limitIn(preset, phase, alarm, priority)]
      if (level && limit !== undefined) levels[priority] = [limit, level[1]]
    }
    table[alarm] = { ...table[alarm], levels }
  }
  return table
}
