import type { Priority } from '../../../alarm/ids.ts'
import { commonEnglish as words } from '../common.ts'
import { say } from '../say.ts'

/** Words of the sheet of limits. */
export const limits = {
  title: 'Limits',
  note: 'Beside each limit stands who may move it how far. Defaults come back with the next session.',
  byPhase:
    'This preset changes limits by itself before T0, in dosing and in recovery; one that you move stays as you moved it.',
  trends: 'Trend alarms of this preset',
  trend: say('{name}: {when}', 'name', 'when'),
  reason: 'Reason (needed for a limit that fits this patient alone)',
  by: say('{range} ({role})', 'range', 'role'),
  fitted: say('{range} to fit this patient (prescriber, with a reason)', 'range'),
  propose: (limit: number, difference: number, own: number, unit: string) =>
    difference === 0
      ? `${limit}: this patient’s own ${own} ${unit}`
      : `${limit}: ${Math.abs(difference)} ${difference < 0 ? 'under' : 'over'} this patient’s own ${own} ${unit}`,
  proposeFor: say('{said} ({alarm} {priority})', 'said', 'alarm', 'priority'),
  range: say('{min, number} to {max, number}', 'min', 'max'),
  fixed: 'fixed',
  changed: 'changed',
  was: say('default {value, number}', 'value'),
  back: say('Back to default {value, number}', 'value'),
  backOf: say('Back to default {value, number}: {name}', 'name', 'value'),
  save: 'Save limits',
  alarm: 'Alarm',
  level: 'Level',
  limit: 'Limit',
  names: words.alarms,
  levels: { high: 'high', medium: 'medium', low: 'low' } satisfies Record<Priority, string>,
} as const
