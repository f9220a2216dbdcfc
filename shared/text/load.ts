/** Words about alarm load, the same on screen and in the report. */
export const loadWords = {
  title: 'Alarm load',
  /** On page 1: by which rules, and how they were answered. */
  front: 'Alarms by rule, and how they were answered',
  columns: {
    alarm: 'Alarm',
    count: 'Count',
    byPriority: 'By priority',
    perHour: 'Per hour',
    acknowledged: 'Acknowledged',
    answer: 'After: median (longest)',
    byThemselves: 'Cleared by itself',
    active: 'Active for',
    notes: 'Notes',
  },
  all: 'All alarms',
  /** To the table: why its first line may be less than the sum of the others. */
  oneReading: 'What one cuff reading breaches is one alarm in the first line.',
  nothing: '–',
  none: (monitored: string) => `No alarm in ${monitored}`,
  alarms: (count: number, monitored: string) =>
    `${count} ${count === 1 ? 'alarm' : 'alarms'} in ${monitored}`,
  perHour: (rate: string) => `${rate} an hour`,
  byThemselves: (count: number) =>
    count === 0 ? 'none cleared by itself' : `${count} cleared by ${count === 1 ? 'itself' : 'themselves'}`,
  answer: (median: string) => `median ${median} to acknowledge`,
  unanswered: 'none acknowledged',
  active: (count: number) => `${count} still active`,
  of: (part: number, whole: number) => `${part} of ${whole}`,
  reAlarms: (count: number) => `again ${count}×`,
  heldBack: (count: number) => `held back by cuff ${count}×`,
  withheld: (count: number) => `${count} not shown: alarms were paused or off`,
} as const
