/** Alarm priorities, lowest first (after IEC 60601-1-8). */
export const priorities = ['low', 'medium', 'high'] as const
export type Priority = (typeof priorities)[number]

/** Is `a` a higher priority than `b`? */
export function outranks(a: Priority, b: Priority): boolean {
  return priorities.indexOf(a) > priorities.indexOf(b)
}

/** Alarms with limits that a person can read off the screen. Ids are fixed: they stand in records. */
export const limitAlarmIds = [
  'systolic-high',
  'systolic-low',
  'diastolic-high',
  'diastolic-low',
  'mean-low',
  'systolic-rise',
  'diastolic-rise',
  'spo2-low',
  'pulse-high',
  'pulse-low',
  'resp-low',
  'etco2-high',
] as const
export type LimitAlarmId = (typeof limitAlarmIds)[number]

/** Alarms about how far a value has moved from what is usual for this patient. Each preset has them on or off. */
export const trendAlarmIds = ['spo2-trend', 'pulse-trend'] as const
export type TrendAlarmId = (typeof trendAlarmIds)[number]

/** Alarms about the equipment or the procedure. */
export const technicalAlarmIds = [
  'spo2-signal-lost',
  'link-lost',
  'link-noisy',
  'battery-low',
  'nibp-failed',
  'measurement-missed',
  'sedation-deep',
  'not-recording',
  'sound-failed',
  'clock-step',
] as const
export type TechnicalAlarmId = (typeof technicalAlarmIds)[number]

/** Alarms whose HIGH may be a reason to stop an infusion (monitoring protocols, 4). */
export const stopAlarmIds = ['systolic-high', 'diastolic-high', 'spo2-low', 'sedation-deep'] as const
export type StopAlarmId = (typeof stopAlarmIds)[number]

export type AlarmId = LimitAlarmId | TrendAlarmId | TechnicalAlarmId
export const alarmIds = [...limitAlarmIds, ...trendAlarmIds, ...technicalAlarmIds] as const

/** Is this about the patient? HIGH latches (AR-5), and nobody goes home with it (discharge checklist, D8). */
export function isPhysiological(id: AlarmId): boolean {
  return id === 'sedation-deep' || isLimitAlarm(id) || isTrendAlarm(id)
}

/** Is it judged on a cuff reading, which judges all alarms of this kind at once? */
export function isPressureAlarm(id: AlarmId): boolean {
  return pressureAlarmIds.has(id)
}
const pressureAlarmIds: ReadonlySet<AlarmId> = new Set<LimitAlarmId>([
  'systolic-high',
  'systolic-low',
  'diastolic-high',
  'diastolic-low',
  'mean-low',
  'systolic-rise',
  'diastolic-rise',
])

export function isLimitAlarm(id: AlarmId): id is LimitAlarmId {
  return (limitAlarmIds as readonly string[]).includes(id)
}

export function isTrendAlarm(id: AlarmId): id is TrendAlarmId {
  return (trendAlarmIds as readonly string[]).includes(id)
}
