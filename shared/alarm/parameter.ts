import type { Limits } from '../limits.ts'
import type { VitalId } from '../vitals.ts'
import { type AlarmId, isLimitAlarm, isTrendAlarm, type TrendAlarmId } from './ids.ts'

/** The vital sign that a trend alarm watches. */
export const trendParameters = {
  'spo2-trend': 'spo2',
  'pulse-trend': 'pulseRate',
} as const satisfies Readonly<Record<TrendAlarmId, VitalId>>

/** The vital sign whose value an alarm is about; null: it is about the equipment or the procedure. */
export function parameterOf(alarm: AlarmId, limits: Limits): VitalId | null {
  if (isLimitAlarm(alarm)) return limits[alarm].parameter
  return isTrendAlarm(alarm) ? trendParameters[alarm] : null
}
