import type { Route } from '../../../presets/preset.ts'
import { say } from '../say.ts'

/** What CSV and FHIR say beside what the tables say. */
export const formatWords = {
  /** A cuff reading among the parameters. */
  nibp: 'NIBP',
  /** Of a dose, in a list. */
  dose: {
    /** Shortly. */
    routes: {
      nasal: 'nasal',
      iv: 'iv',
      im: 'im',
      sublingual: 'sublingual',
      subcutaneous: 'subcutaneous',
    } satisfies Record<Route, string>,
    endedEarly: say('ended early, of {mg, number} mg', 'mg'),
    planned: say('planned {mg, number} mg', 'mg'),
    device: say('device {device, number}', 'device'),
    lot: say('lot {lot}', 'lot'),
  },
  fhir: {
    sections: {
      head: 'Patient and setting',
      marked: say('Marked: {marks}.', 'marks'),
      none: 'none',
      entries: say('{count, plural, one {# entry} other {# entries}}', 'count'),
      singles: 'Single values: at alarms, and typed',
      baselineAndWeight: 'Baseline and weight',
      acts: 'Acts on alarms and limits',
      devices: 'Devices',
    },
    alarms: {
      worst: say('worst {value}', 'value'),
      again: say('alarmed again {count, plural, one {once} other {# times}}', 'count'),
      endedBy: say('ended by: {cause}', 'cause'),
    },
    acts: {
      acknowledge: 'acknowledge',
      acknowledged: 'acknowledged',
      limit: 'change a limit',
      audio: 'audio paused, off or on',
      alarms: 'alarm paused, off or on',
      report: 'make a report',
      toldBy: 'shown and sounded by Vigil; whether a person received it is not known',
    },
    document: 'Vitals report of a treatment session',
    bloodPressure: 'Blood pressure',
    bodyWeight: 'Body weight',
    medicines: {
      esketamine: 'esketamine nasal spray, 28 mg a device',
      esketamineInjected: 'esketamine',
      ketamine: 'ketamine',
    },
    statistics: { minimum: 'minimum', maximum: 'maximum' },
    cuff: {
      pulse: 'pulse rate counted by the cuff',
      refused: say('Not to be used, as received: {values}.', 'values'),
      systolic: say('systolic {value}', 'value'),
      diastolic: say('diastolic {value}', 'value'),
      mean: say('MAP {value}', 'value'),
      pulseRate: say('pulse {value}', 'value'),
    },
    vigil:
      'A secondary display and alarm system beside the monitor. Designed after IEC 60601-1-8; no conformity to any standard is claimed.',
    headless: 'run without a window',
    monitor: say('patient monitor, read by the driver {driver}', 'driver'),
    metric: say('{vital} of {device}', 'vital', 'device'),
    discharge: {
      title: 'Discharge checklist',
      open: say('{count, plural, =0 {nothing open} other {# open}}', 'count'),
      passed: say('passed: {evidence}', 'evidence'),
      notPassed: say('not passed: {evidence}', 'evidence'),
      overridden: say('{result}; overridden by {by}{because}', 'result', 'by', 'because'),
      answer: say('{check}: answer', 'check'),
    },
    withdrawn: say('withdrawn by {by} at {time}', 'by', 'time'),
    baseline: {
      title: 'Baseline before dosing',
      set: 'set by a person',
      mean: say('mean of {count, plural, one {# cuff reading} other {# cuff readings}}', 'count'),
      rest: say('pulse and SpO2: {how}', 'how'),
    },
    alarmLimit: say('alarm limit, {priority}', 'priority'),
    weightAtOpening: 'as entered when the session was opened',
    amended: say('amended: {field} from {before} to {after}', 'field', 'before', 'after'),
    signed: say('signed: {meaning}', 'meaning'),
    minute: 'median of the values of the minute that begins at the effective time',
    gap: say('{vital} not measured from then until {time}: {cause}', 'vital', 'time', 'cause'),
    doses: {
      ofClinic: say('clinic preset, approved by {by}', 'by'),
      withdrawn: say('withdrawn by {by}: {reason}', 'by', 'reason'),
      observed: 'observed and recorded',
      mgPerKg: say('{mgPerKg} mg/kg', 'mgPerKg'),
      plannedOver: say('planned over {min, number} min; the rate is the planned one', 'min'),
      recorded: say('recorded {time}', 'time'),
      corrected: say(
        'before: {mg, number} mg at {time}; corrected by {by}: {reason}',
        'mg',
        'time',
        'by',
        'reason',
      ),
      paused: say('paused {time}', 'time'),
      pausedFor: say('paused {time} for {length}', 'time', 'length'),
      dose: say('{amount} mg {drug}, {route}', 'amount', 'drug', 'route'),
      doseOfDevice: say(
        '{amount} mg {drug}, {route}, device {device, number}',
        'amount',
        'drug',
        'route',
        'device',
      ),
    },
  },
} as const
