import type { AlarmId, Priority } from '../alarm/ids.ts'

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

export const priorityNames = { high: 'HIGH', medium: 'MEDIUM', low: 'LOW' } satisfies Record<Priority, string>
