import type { Phase } from '../../../session/types.ts'
import { say } from '../say.ts'
/** Words of the chart. */
export const chart = {
  scale: 'Time',
  scales: { '5': '5 min', '15': '15 min', '60': '1 h', session: 'Session' },
  live: 'Live',
  earlier: 'Earlier',
  later: 'Later',
  spo2: 'SpO2 %',
  pressure: 'mmHg, /min',
  pulseLine: 'Pulse',
  bpBars: 'BP',
  limitNames: { spo2: 'SpO2', bp: 'systolic', pulse: 'pulse' },
  limit: (name: string, side: 'low' | 'high', value: string) =>
    `${name} ${side === 'high' ? '≥' : '<'} ${value}`,
  limitMoved: '(changed)',
  manual: 'manual',
  simulated: 'SIMULATED',
  replay: 'REPLAY',
  /** That have no name in the preset. */
  phases: { prep: 'PREP', baseline: 'BASELINE', discharge: 'DISCHARGE', closed: 'CLOSED' } satisfies Record<
    Exclude<Phase, 'dosing' | 'observation'>,
    string
  >,
  gap: 'not monitored',
  t0: 'T0',
  waiting: 'Waiting for the first values',
  describe: (parts: readonly string[]) => `Chart of the session. ${parts.join('. ')}.`,
  latest: say('{label} {value}, from {low} to {high}', 'label', 'value', 'low', 'high'),
  noValues: say('{label}: no values in view', 'label'),
  bpCount: say(
    '{count, plural, one {# blood pressure reading} other {# blood pressure readings}}, the newest {newest}',
    'count',
    'newest',
  ),
  noBp: 'No blood pressure reading in view',
  alarms: say('{count, plural, one {# alarm} other {# alarms}} in view', 'count'),
  pleth: 'Pulse waveform',
} as const
