import type { Limits } from '../../limits.ts'
import type { VitalId } from '../../vitals.ts'
import { type AlarmId, isLimitAlarm, type Priority } from '../ids.ts'
import type { AlarmInput } from '../input.ts'
import type { EscalationStage } from '../types.ts'

/* The slow model, on one alarm while the history is walked through: what it is like, and what ends an answer to it (AR-6). */

const S = 1000
/** Alarm standard, 12 (AR-6); restated here, so that a slip in a rule's constant is found. */
const RE_ALARM_MS = { high: 180 * S, medium: 600 * S, low: Number.POSITIVE_INFINITY } as const
const WORSE_BY: Partial<Record<VitalId, number>> = {
  systolic: 10,
  diastolic: 10,
  mean: 10,
  pulseRate: 10,
  respRate: 10,
  spo2: 3,
  etco2: 5,
}

export interface Working {
  alarm: AlarmId
  deviceId: string | null
  occurrence: number
  call: number
  priority: Priority
  sinceMs: number
  value: number | null
  acknowledged: { by: string; atMs: number; value: number | null; items: readonly string[] } | null
  /** What was named as wrong. */
  items: readonly string[]
  /** Since when somebody could have answered. */
  callingMs: number
  stage: EscalationStage | null
  /** The input that last brought its value to the screen. */
  shownAt: number
}

export function endsAcknowledgement(one: Working, input: AlarmInput, atMs: number, limits: Limits): boolean {
  const { acknowledged, priority } = one
  if (!acknowledged) return false
  if (input.kind === 'tick') return atMs - acknowledged.atMs >= RE_ALARM_MS[priority]
  if (input.kind !== 'vital' && input.kind !== 'nibp') return false
  return worsening(one, acknowledged.value, limits) >= worseBy(one, limits)
}

/** The vital sign that an alarm is about; null: none. */
export function vitalOf(alarm: AlarmId, limits: Limits): VitalId | null {
  if (alarm === 'spo2-trend') return 'spo2'
  if (alarm === 'pulse-trend') return 'pulseRate'
  return isLimitAlarm(alarm) ? limits[alarm].parameter : null
}

/** By how much its value is worse now than one that somebody saw; 0 where there are no two values to compare. */
export function worsening({ alarm, value }: Working, seen: number | null, limits: Limits): number {
  if (seen === null || value === null || !isLimitAlarm(alarm)) return 0
  return limits[alarm].side === 'high' ? value - seen : seen - value
}

export function worseBy({ alarm }: Working, limits: Limits): number {
  const by = isLimitAlarm(alarm) ? WORSE_BY[limits[alarm].parameter] : undefined
  return by ?? Number.POSITIVE_INFINITY
}
