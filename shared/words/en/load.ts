import { say } from './say.ts'
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
  /** On page 1, where the rows of the rules come to more than the sentence above them. */
  byRule: say(
    'The rows come to {count, number}: what one cuff reading breaches is one alarm above, and one in each row.',
    'count',
  ),
  /** AR-23. */
  doubted: say(
    '{count, plural, one {# alarm} other {# alarms}} began or went on when it was not known to be this patient.',
    'count',
  ),
  nothing: '–',
  none: say('No alarm in {monitored}', 'monitored'),
  alarms: say('{count, plural, one {# alarm} other {# alarms}} in {monitored}', 'count', 'monitored'),
  perHour: say('{rate} an hour', 'rate'),
  byThemselves: say(
    '{count, plural, =0 {none cleared by itself} one {# cleared by itself} other {# cleared by themselves}}',
    'count',
  ),
  answer: say('median {median} to acknowledge', 'median'),
  unanswered: 'none acknowledged',
  active: say('{count, number} still active', 'count'),
  of: say('{part, number} of {whole, number}', 'part', 'whole'),
  reAlarms: say('again {count, number}×', 'count'),
  /** On page 1: by whom Vigil does not know, or who may not. */
  emergency: say('Acknowledged in an emergency by {names}.', 'names'),
  heldBack: say('held back by cuff {count, number}×', 'count'),
  withheld: say('{count, number} not shown: alarms were paused or off', 'count'),
} as const
