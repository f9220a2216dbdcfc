import type { Role } from '../../../roles.ts'
import { say } from '../say.ts'

/** Words used on several pages. */
export const common = {
  vigil: 'Vigil',
  /** What is wrong with a field. */
  wrong: {
    fewWords: say('{field}: write a few words.', 'field'),
    /** Of a PIN, a code, a folder: they are no words. */
    typeIt: say('{field}: type it here.', 'field'),
    number: say('{field}: write a number.', 'field'),
    noNumber: say('{field}: "{typed}" is not a number.', 'field', 'typed'),
    doubtful: say(
      '{field}: "{typed}" may mean {whole} or {part}. Write it as one of them.',
      'field',
      'typed',
      'whole',
      'part',
    ),
    within: say('{field}: write a number from {min} to {max}.', 'field', 'min', 'max'),
    overTo: say('{field}: write a number over {min}, up to {max}.', 'field', 'min', 'max'),
    from: say('{field}: write a number from {min}.', 'field', 'min'),
    over: say('{field}: write a number over {min}.', 'field', 'min'),
    upTo: say('{field}: write a number up to {max}.', 'field', 'max'),
    whole: say('{field}: write a whole number.', 'field'),
    least: say(
      '{field}: write at least {least, plural, one {# letter} other {# letters}}.',
      'field',
      'least',
    ),
    most: say('{field}: write at most {most, plural, one {# letter} other {# letters}}.', 'field', 'most'),
    otherForm: say('{field}: what is written is not of the known form. Write it anew.', 'field'),
    other: say('{field}: {what}.', 'field', 'what'),
  },
  /** The label of a number, with its unit: 'Systolic (mmHg)'. */
  inUnit: say('{label} ({unit})', 'label', 'unit'),
  connecting: 'Connecting to Vigil …',
  lost: 'MONITORING LOST',
  lostDetail: 'This window no longer hears Vigil. Watch the monitor itself.',
  shutOut:
    'Vigil does not know this window: open the link that was printed when Vigil started. Watch the monitor itself.',
  /** To a press while nothing can reach the core. */
  lostRefusal:
    'Vigil does not answer, so nothing was done: act on the monitor, and press again once it is back.',
  /** To a request that was on its way when the connection was cut. */
  cutRefusal:
    'The connection to Vigil was cut, and this may not have been done: look at the events once it is back.',
  /** To one that the core had when it ended. */
  stoppedRefusal: 'Vigil’s core has stopped and is started again: look whether it was done.',
  /** In place of a page or sheet. */
  notShown: {
    why: say(
      '“{title}” cannot be shown: a file of Vigil is missing or something in it went wrong. Load this window again; if that does not help, start Vigil again.',
      'title',
    ),
    reload: 'Load this window again',
  },
  hidden: 'Hidden while this screen is locked.',
  cancel: 'Cancel',
  close: 'Close',
  undo: 'Undo',
  secondary: 'Secondary display: keep the monitor’s own alarms on.',
  roles: {
    nurse: 'Nurse',
    clinician: 'Clinician',
    prescriber: 'Prescriber',
    staff: 'Staff',
    admin: 'Administrator',
    director: 'Medical director',
  } satisfies Record<Role, string>,
  /** Recorded sessions, to be found. */
  search: {
    title: 'Find a session',
    open: 'OPEN',
    unsigned: 'not signed',
    signed: 'signed',
    text: 'Patient, record, people, words',
    textHint: 'Beginnings of words, also of notes; a day as 2031-05-04.',
    from: 'From',
    to: 'To',
    stage: 'Signatures',
    stages: { open: 'open session', unsigned: 'still to be signed', signed: 'signed' },
    room: 'Room',
    preset: 'Preset',
    alarm: 'Alarm',
    any: 'any',
    anyHigh: 'any HIGH alarm',
    found: 'Sessions found',
    looking: 'Looking …',
    more: 'Show more',
    count: (shown: number, total: number) =>
      total === 0 ? 'No session fits.' : shown === total ? sessions(total) : sessionsOf(shown, total),
  },
  start: {
    title: 'Vigil',
    claim:
      'A secondary display and alarm system beside the monitor. Keep the monitor’s own alarms on. Designed after IEC 60601-1-8; no conformity is claimed.',
    simulated: 'Simulated monitor',
    justSimulate: 'Just simulate',
    simulatedHint: 'A simulated patient, marked SIMULATED everywhere.',
    setUpHint: 'Its first administrator, its people, and then its monitors.',
    recorded: 'Open a recorded session',
    recordedHint:
      'Nothing has been recorded on this computer yet: import the file of a session from another Vigil.',
    importFile: 'Import a session file',
    imported: 'from another installation',
    rooms: 'Rooms',
    newSession: 'New session',
    newRoom: 'Add a room',
    devices: 'Devices',
    presets: 'Presets',
    recent: 'Recent sessions',
    rems: {
      title: 'REMS forms to send',
      of: say('{who}, treated {day}', 'who', 'day'),
      left: say('due by {day}, {days, plural, one {# day} other {# days}} left', 'day', 'days'),
      overdue: say('OVERDUE since {day}', 'day'),
      sent: 'Form sent',
      sentOf: say('Form sent: {who}', 'who'),
    },
    noSession: 'no session',
    open: 'open',
    highAlarms: say('{count, plural, one {# HIGH alarm} other {# HIGH alarms}}', 'count'),
    simulatedMark: 'SIMULATED',
    next: say('Next: {label} in {when}', 'label', 'when'),
    nextNow: say('Next: {label} now', 'label'),
  },
} as const

const sessions = say('{count, plural, one {# session} other {# sessions}}', 'count')
const sessionsOf = say(
  '{shown, number} of {total, plural, one {# session} other {# sessions}}',
  'shown',
  'total',
)
