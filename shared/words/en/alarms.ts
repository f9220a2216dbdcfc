import type { AlarmId, Priority, StopAlarmId, TrendAlarmId } from '../../alarm/ids.ts'

/** What alarms are called, in sentences too that the rules of a session say. */
export const alarmNames = {
  'systolic-high': 'Systolic high',
  'systolic-low': 'Systolic low',
  'diastolic-high': 'Diastolic high',
  'diastolic-low': 'Diastolic low',
  'mean-low': 'MAP low',
  'systolic-rise': 'Systolic rise',
  'diastolic-rise': 'Diastolic rise',
  'spo2-low': 'SpO2 low',
  'pulse-high': 'Pulse high',
  'pulse-low': 'Pulse low',
  'resp-low': 'Respiration low',
  'etco2-high': 'EtCO2 high',
  'spo2-trend': 'SpO2 fallen',
  'pulse-trend': 'Pulse off baseline',
  'spo2-signal-lost': 'SpO2 signal lost',
  'link-lost': 'Link lost',
  'link-noisy': 'Bad data on the line',
  'battery-low': 'Battery low',
  'nibp-failed': 'BP measurement failed',
  'measurement-missed': 'Measurement missed',
  'sedation-deep': 'Deep sedation',
  'not-recording': 'Not recording',
  'sound-failed': 'Alarm sound failed',
  'clock-step': 'Clock was changed',
} satisfies Record<AlarmId, string>

const highPressure = 'check symptoms, repeat in 5 min'
/** What to do, in the words that stand beside an alarm. */
export const alarmGuidance = {
  'systolic-high': highPressure,
  'systolic-low': 'lay flat, repeat now',
  'diastolic-high': highPressure,
  'diastolic-low': 'repeat',
  'mean-low': 'lay flat, repeat now',
  'systolic-rise': highPressure,
  'diastolic-rise': highPressure,
  'spo2-low': 'stimulate, airway, oxygen',
  'pulse-high': 'check pulse and symptoms',
  'pulse-low': 'check pulse and response',
  'resp-low': 'stimulate, airway',
  'etco2-high': 'stimulate, airway, look at breathing',
  'spo2-trend': 'look at breathing and airway, check sensor',
  'pulse-trend': 'check pulse and symptoms',
  'spo2-signal-lost': 'check sensor and finger',
  'link-lost': 'check cable and monitor',
  'link-noisy': 'check cable, plug and line settings',
  'battery-low': 'change the battery, or plug the monitor in',
  'nibp-failed': 'check cuff and arm, repeat',
  'measurement-missed': 'measure now, or give a reason',
  'sedation-deep': 'stimulate, airway, call for help',
  'not-recording': 'readings wait in memory: free disk space',
  'sound-failed': 'turn up or click to enable sound',
  'clock-step': 'check the computer’s clock',
} satisfies Record<AlarmId, string>

const pressureAgain = 'with symptoms or HIGH again: stop or slow the infusion'
/** When to stop an infusion for a HIGH alarm (monitoring protocols, 4: pressure with symptoms or twice, SpO2, sedation). */
export const stopInfusion = {
  'systolic-high': pressureAgain,
  'diastolic-high': pressureAgain,
  'spo2-low': 'stop the infusion',
  'sedation-deep': 'stop the infusion',
} satisfies Record<StopAlarmId, string>

export const priorityNames = { high: 'HIGH', medium: 'MEDIUM', low: 'LOW' } satisfies Record<Priority, string>

/** A trend's value beside what it is compared with. */
export const trendValues = {
  'spo2-trend': (value, before) => `${value}, was ${before} %`,
  'pulse-trend': (value, baseline) => `${value}, baseline ${baseline} /min`,
} satisfies Record<TrendAlarmId, (value: string, reference: string) => string>
