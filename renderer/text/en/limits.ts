import { words } from '../../../shared/text/en.ts'

/** Words of the sheet of limits. */
export const limits = {
  title: 'Limits',
  note: 'Beside each limit stands who may move it how far. Defaults come back with the next session.',
  byPhase:
    'This preset changes limits by itself before T0, in dosing and in recovery; one that you move stays as you moved it.',
  trends: 'Trend alarms of this preset',
  trend: (name: string, when: string) => `${name}: ${when}`,
  reason: 'Reason (needed for a limit that fits this patient alone)',
  by: (range: string, role: string) => `${range} (${role})`,
  fitted: (range: string) => `${range} to fit this patient (prescriber, with a reason)`,
  propose: (limit: number, difference: number, own: number, unit: string) =>
    difference === 0
      ? `${limit}: this patient’s own ${own} ${unit}`
      : `${limit}: ${Math.abs(difference)} ${difference < 0 ? 'under' : 'over'} this patient’s own ${own} ${unit}`,
  proposeFor: (said: string, alarm: string, priority: string) => `${said} (${alarm} ${priority})`,
  range: (min: number, max: number) => `${min} to ${max}`,
  fixed: 'fixed',
  changed: 'changed',
  was: (value: number) => `default ${value}`,
  back: (value: number) => `Back to default ${value}`,
  backOf: (name: string, value: number) => `Back to default ${value}: ${name}`,
  save: 'Save limits',
  alarm: 'Alarm',
  level: 'Level',
  limit: 'Limit',
  names: words.alarms,
} as const
