import type { VitalId } from '../../vitals.ts'
import type { AlarmId, Priority } from '../ids.ts'
import type { EscalationStage } from '../types.ts'

/* What the slow model and the rules are compared by: all that stands on the screen and sounds. */

export interface Standing {
  readonly alarm: AlarmId
  readonly deviceId: string | null
  readonly occurrence: number
  readonly call: number
  readonly priority: Priority
  readonly sinceMs: number
  readonly value: number | null
  readonly frozen: boolean
  readonly acknowledgedBy: string | null
  /** From which worsening counts. */
  readonly acknowledgedAt: number | null
  readonly stage: EscalationStage | null
}

/** What the alarm system should be like now. Lists are sorted by alarm and device. */
export interface Picture {
  readonly conditions: readonly Standing[]
  /** With the occurrence whose HIGH level it was. */
  readonly latched: readonly string[]
  /** What a cuff holds back. */
  readonly held: readonly AlarmId[]
  readonly audioPaused: boolean
  readonly audioOff: boolean
  readonly alarmsPaused: boolean
  readonly alarmsOff: readonly VitalId[]
  readonly sounding: Priority | null
}

export function byName(
  a: { alarm: string; deviceId: string | null },
  b: { alarm: string; deviceId: string | null },
): number {
  return `${a.alarm} ${a.deviceId}` < `${b.alarm} ${b.deviceId}` ? -1 : 1
}
