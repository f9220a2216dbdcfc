import { type AlarmId, outranks, type Priority } from './ids.ts'
import { parameterOf } from './parameter.ts'
import type { AlarmState } from './state.ts'
import type { Withheld } from './types.ts'

/** Why this alarm, if it holds, is neither seen nor heard now; null: it is. */
export function withheldBy(state: AlarmState, alarm: AlarmId): Withheld | null {
  if (state.pause !== null) return 'alarm paused'
  const parameter = parameterOf(alarm, state.limits)
  if (parameter !== null && state.off[parameter]) return 'alarm off'
  return null
}

/** The highest priority that should be heard now: shown, not acknowledged, and audio neither paused nor off. */
export function soundingPriority(state: AlarmState): Priority | null {
  if (state.audio.pausedUntilMonoMs !== null || state.audio.off !== null) return null
  let highest: Priority | null = null
  for (const { alarm, priority, acknowledged } of state.conditions) {
    if (acknowledged || withheldBy(state, alarm)) continue
    if (highest === null || outranks(priority, highest)) highest = priority
  }
  return highest
}
