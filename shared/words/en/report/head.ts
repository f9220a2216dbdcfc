import { say } from '../say.ts'

/** The head of a report: who, what, when and where, in a line each, and what must be known before anything is read. */
export const headWords = {
  title: 'Vitals report',
  documentTitle: say('Vitals report, session {id}', 'id'),
  session: say('session {id}', 'id'),
  made: say('Made {time} by {by} with Vigil {software}', 'time', 'by', 'software'),
  sessionRecord: say('Session {id} · record {hash}', 'id', 'hash'),
  record: say('Record {hash}', 'hash'),
  withoutHash: 'without hash',
  entry: say('entry {entry}', 'entry'),
  signedBy: say('signed by {fingerprint}', 'fingerprint'),
  page: say('page {page, number} of {count, number}', 'page', 'count'),
  facts: {
    patient: 'Patient',
    weight: 'Weight',
    treatment: 'Treatment',
    place: 'Place',
    session: 'Session',
    given: 'Given',
    dosing: 'Dosing',
    dosesAsked: 'Doses asked about',
    dosesPutRight: 'Doses put right',
    baseline: 'Baseline',
    monitored: 'Monitored',
    extremes: 'Extremes',
  },
  patient: {
    weight: say('{patient}, {kg, number} kg', 'patient', 'kg'),
    identified: say('{initials}, born {year}, record {recordId}', 'initials', 'year', 'recordId'),
    pseudonymised: say('pseudonymised, {age}', 'age'),
    aged: say('aged {low, number} to {high, number}', 'low', 'high'),
    agedOrMore: say('aged {low, number} or more', 'low'),
  },
  weights: {
    said: say('{kg}, {source} {time} by {by}{because}', 'kg', 'source', 'time', 'by', 'because'),
    earlier: say('{kg, number} kg in the session of {day}', 'kg', 'day'),
    all: (weights: readonly string[]) => weights.join('; before that '),
  },
  treatment: {
    preset: say('preset {id}, version {version}', 'id', 'version'),
    of: say('{label} ({preset})', 'label', 'preset'),
    ofClinic: say('{preset}; {approval}', 'preset', 'approval'),
  },
  opening: {
    opened: say('{day}, opened {time} by {by}, {closed}', 'day', 'time', 'by', 'closed'),
    closed: say('closed {time} by {by}{because}', 'time', 'by', 'because'),
    open: 'still open',
  },
  given: {
    nothing: 'nothing',
    doses: say(
      '{mg, number} mg {drug}, {route}, in {count, plural, one {# dose} other {# doses}}',
      'mg',
      'drug',
      'route',
      'count',
    ),
    dosesOfLots: say(
      '{mg, number} mg {drug}, {route}, in {count, plural, one {# dose} other {# doses}}, lot {lots}',
      'mg',
      'drug',
      'route',
      'count',
      'lots',
    ),
  },
  dosing: {
    notStarted: 'not started',
    t0: say('T0 {time}', 'time'),
    ended: say('ended {time}', 'time'),
    notEnded: 'not ended',
    /** Each dose of several. */
    dose: say('{mg, number} mg {time}', 'mg', 'time'),
    pauses: say('{count, plural, one {# pause} other {# pauses}}', 'count'),
  },
  baseline: {
    none: 'none: limits relative to the baseline were off',
    notYet: 'not formed yet',
    set: say('set by {by} ({reason})', 'by', 'reason'),
    mean: say('the mean of {count, plural, one {# cuff reading} other {# cuff readings}}', 'count'),
    pulse: say('pulse {value, number} /min', 'value'),
    spo2: say('SpO2 {value, number} %', 'value'),
    frozen: say('frozen {time}', 'time'),
  },
  monitored: {
    nothingGiven: 'no dose was given',
    fromFirst: say('{min, number} min from the first dose', 'min'),
    fromEnd: say('{min, number} min from the end of dosing', 'min'),
    closedEarly: say('closed {length} before the earliest discharge of the preset', 'length'),
  },
  extremes: {
    nothing: 'nothing was measured',
    at: say('{name} {value, number} {unit} at {minutes, number} min', 'name', 'value', 'unit', 'minutes'),
    enteredLate: say('{extreme}, {late}', 'extreme', 'late'),
    settling: say('{name} while the sensor settled', 'name'),
  },
  /** What kind of values these are: on every page. */
  marks: {
    simulated: 'SIMULATED',
    replayed: 'REPLAY',
    manual: 'contains manual values',
    pseudonymised: 'PSEUDONYMISED',
    unconfirmed: 'patient not confirmed',
  },
  /** What must be known before anything is read. */
  statements: {
    open: 'The session was still open when this report was made.',
    replayed: 'REPLAY: the values of this session were replayed from a recording.',
    simulated: 'SIMULATED: the values of this session come from a simulated patient.',
    pseudonymised:
      'PSEUDONYMISED: without initials, record number, year of birth, names and whatever people typed. Times and the session number are left: this is not anonymous.',
    secondary:
      'Made by Vigil, a secondary display and alarm system beside the monitor. Designed after IEC 60601-1-8; no conformity to any standard is claimed.',
    oximetry:
      'SpO2 by pulse oximetry can read falsely high. No value is interpolated: where nothing was measured, nothing is shown.',
  },
  /** Of a pseudonymised report, in the place of names. */
  room: 'room',
  person: say('person {number, number}', 'number'),
  personOfRole: say('person {number, number} ({role})', 'number', 'role'),
} as const
