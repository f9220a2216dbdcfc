import { say } from '../say.ts'
/** Whose patient it is, and where: "same patient?", one room, moving a session. */
export const patient = {
  badge: 'patient not confirmed',
  otherBadge: 'ends with another patient’s values',
  banner: say(
    'Same patient? {why}. What is measured now is not this patient’s until you have compared two identifiers.',
    'why',
  ),
  why: {
    silence: 'No signal of the patient for half an hour',
    gap: 'Not monitored for more than half an hour',
    long: 'The session has been open for twelve hours',
  },
  answer: 'Answer',
  same: {
    title: 'Same patient?',
    yes: 'Same patient',
    hint: 'Ask the patient, and type what you hear; nothing is prefilled.',
    compare: 'Compare: same patient',
    no: 'Not the same patient',
    noHint: say(
      'The session is closed as of {time}, when the patient was last known. What was measured later is marked as another patient’s.',
      'time',
    ),
    close: 'Not the same patient: close the session',
    closed:
      'The session is closed where the patient was last known. Open a new one for the patient who is here.',
  },
  elsewhere: say(
    'Record {recordId} has an open session in {room}. One patient is in one room.',
    'recordId',
    'room',
  ),
  moveHere: say('Move that session to {room}', 'room'),
  move: {
    title: 'Move to another room',
    note: 'T0, baseline, alarms and acknowledgements go along; the monitors stay where they are.',
    to: 'To room',
    now: 'Move the session',
    noRoom: 'No other room is free: close a session there, or add a room.',
    done: say('The session is in {room} now.', 'room'),
  },
} as const
