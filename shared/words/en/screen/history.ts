import type { Priority } from '../../../alarm/ids.ts'
import type { Transition } from '../../../alarm/types.ts'
import { commonEnglish as words } from '../common.ts'
import { say } from '../say.ts'

/** Words of the alarm history and of the alarm load. */
export const history = {
  title: 'Alarm history',
  action: 'Alarm history',
  tabs: { alarms: 'Alarms', load: words.load.title },
  views: 'Alarms or their load',
  find: 'Find',
  findHint: 'alarm, name, time',
  clearFind: 'Clear the text',
  alarm: 'Alarm',
  allAlarms: 'All alarms',
  priority: 'Priority',
  priorities: {
    high: '!!! HIGH',
    medium: '!! MEDIUM',
    low: '! LOW',
  } satisfies Record<Priority, string>,
  state: 'State',
  states: { acknowledged: 'acknowledged', byItself: 'by itself', active: 'still active' },
  shown: say('{shown, number} of {all, plural, one {# alarm} other {# alarms}}', 'shown', 'all'),
  clear: 'Clear filter',
  none: 'No alarm in this session yet.',
  noneFits: 'No alarm fits this filter.',
  list: 'Alarms, newest first',
  lasted: say('T0 {fromT0}, for {length}', 'fromT0', 'length'),
  worst: say('worst {value}', 'value'),
  rose: say('rose to {priority}', 'priority'),
  acknowledged: say('{by} after {after}', 'by', 'after'),
  reset: say('reset by {by} after {after}', 'by', 'after'),
  breakGlass: words.breakGlass,
  unacknowledged: 'not acknowledged',
  again: say('alarmed again {count, number}×', 'count'),
  ends: {
    active: 'still active',
    byItself: 'ended by itself',
    acknowledged: 'ended after acknowledgement',
    otherwise: 'ended',
  },
  latched: 'latched',
  causes: {
    'limit change': 'by a changed limit',
    'no baseline': 'without a baseline',
    'session closed': 'with the session',
    'device removed': 'with its device',
    worsening: 'worse',
    timer: 'time over',
    cuff: 'cuff',
    'ended, doubtful': 'with doubtful values',
  },
  withheld: say('not shown: {state}', 'state'),
  transitions: {
    raised: say('raised {priority}', 'priority'),
    escalated: say('rose to {priority}', 'priority'),
    lowered: say('fell to {priority}', 'priority'),
    acknowledged: () => words.transitions.acknowledged,
    reAlarmed: () => words.transitions.reAlarmed,
    cleared: () => words.transitions.cleared,
    latched: () => words.transitions.latched,
    reset: () => words.transitions.reset,
    suppressed: () => words.transitions.suppressed,
  } satisfies Record<Transition, (priority: string) => string>,
  /** With what value: a limit is named only where the value is past it. */
  at: say('at {value}', 'value'),
  by: say('by {name}', 'name'),
  load: {
    note: 'Many alarms that nobody answers, or that clear by themselves, are a reason to look at limits and sensors.',
    caption: say('{title} of this session', 'title'),
  },
} as const
