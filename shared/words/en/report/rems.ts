import { say } from '../say.ts'

/** What the record knows of the items of the REMS field sheet. */
export const remsWords = {
  initials: say('initials {initials}', 'initials'),
  year: say('year {year}', 'year'),
  noDevice: 'no device was given',
  nothing: 'nothing',
  lotNotEntered: 'not entered',
  dose: say(
    '{mg, number} mg in {count, plural, one {# device} other {# devices}}: {times}',
    'mg',
    'count',
    'times',
  ),
  minutes: say('{min, number} min', 'min'),
  minutesUnsure: say('{min, number} min, {unsure}', 'min', 'unsure'),
  /** How long the monitoring took: what must be known of it follows. */
  lasted: {
    doubted: say('{min, number} min, {doubt} after that', 'min', 'doubt'),
    all: (min: number, more: readonly string[]) => lasted(min, more.map(one => `, ${one}`).join('')),
    open: 'still open',
    keptFor: (kept: boolean, min: number, last: number | null, more: readonly string[]) =>
      keptFor(
        kept ? 'yes' : 'no',
        min,
        last === null ? 'last device not ended' : fromLast(last),
        more.map(one => `, ${one}`).join(''),
      ),
    kept: say('kept: {why}', 'why'),
    notKept: say('NOT KEPT: {why}', 'why'),
  },
  pressureNotMeasured: 'not measured',
  noneBetween: say('{reading}; none between {from, number} and {to, number} min', 'reading', 'from', 'to'),
  pressure: (pressure: string, time: string, minutes: string, more: readonly string[]) =>
    pressureAt(pressure, time, minutes, more.map(one => `, ${one}`).join('')),
  notRated: 'not rated',
  noneSeen: say('none seen ({by})', 'by'),
  notResolved: 'not resolved in the record',
  notResolvedSince: say('not resolved in the record ({cause}: {minutes})', 'cause', 'minutes'),
  lowest: say('lowest {scale} {total, number}', 'scale', 'total'),
  throughout: say('{scale} {total, number} throughout', 'scale', 'total'),
  rated: say('rated {total, number}', 'total'),
  marked: say('marked {severity}', 'severity'),
  markedPresent: 'marked present',
  noneRated: 'rated or marked none',
  /** What alarms say of breathing. */
  noSign: 'no alarm of SpO2 or breathing',
  notMeasured: 'neither SpO2 nor breathing was measured',
  signs: (parts: readonly string[]) => `alarms, to be weighed: ${parts.join('; ')}`,
  sign: say('{alarm} {count, number}×', 'alarm', 'count'),
  signExtreme: say(
    '{alarm} {count, number}×, {extreme} {value, number}',
    'alarm',
    'count',
    'extreme',
    'value',
  ),
  beforeT0: say('{count, number} of them from before T0', 'count'),
  extreme: { low: 'lowest', high: 'highest' },
  unwatched: say('{vital} was watched by no alarm, {extreme} {value}', 'vital', 'extreme', 'value'),
} as const

const lasted = say('{min, number} min{more}', 'min', 'more')
const keptFor = say(
  '{kept, select, yes {kept} other {NOT KEPT}}: {min, number} min from the first, {last}{more}',
  'kept',
  'min',
  'last',
  'more',
)
const fromLast = say('{min, number} min from the last device', 'min')
const pressureAt = say('{pressure} mmHg at {time} ({minutes}){more}', 'pressure', 'time', 'minutes', 'more')
