import type { EscalationStage } from '../../../alarm/types.ts'
import type { AudioProfile } from '../../../sound/profile.ts'
import { say } from '../say.ts'

/** Words of the inactivation states, of escalation, and of how a window sounds. */
export const signals = {
  title: 'Alarm signals',
  marks: {
    label: 'Switched off',
    audioPaused: say('AUDIO PAUSED {left}', 'left'),
    audioOff: 'AUDIO OFF',
    alarmPaused: say('ALARM PAUSED {left}', 'left'),
    alarmOff: say('ALARM OFF {vital}', 'vital'),
    withheld: say('{count, plural, one {# alarm} other {# alarms}} held back', 'count'),
    end: 'End',
    endOf: say('End {mark}', 'mark'),
    by: say('{by}: {reason}', 'by', 'reason'),
  },
  tileOff: say('ALARM OFF {vital} ({by}: {reason})', 'vital', 'by', 'reason'),
  audio: {
    title: 'Audio of this room',
    pause: 'Pause audio 120 s',
    off: 'Audio off',
    offNote: 'Only an administrator may. Alarms are still seen; a soft pulse reminds every 3 min.',
  },
  alarms: {
    title: 'Alarms of this room',
    pause: 'Pause alarms 120 s',
    pauseNote: 'Neither sound nor sight, for a change of the sensor. Not while a drug is being given.',
    off: 'Alarms off',
    offNote: 'A clinician or the prescriber may. Off until turned on again; a reminder comes every 10 min.',
    parameter: 'Alarms of',
  },
  reason: 'Reason',
  needsReason: 'Say why: the reason stands in the record.',
  profile: {
    title: 'This screen',
    label: 'How this screen sounds',
    names: {
      clinician: 'Clinician station: every alarm',
      treatmentChime: 'Treatment room: soft chime for HIGH only',
      treatmentQuiet: 'Treatment room: seen only',
    } satisfies Record<AudioProfile, string>,
    note: 'A treatment room is quiet only while a clinician station listens; without one it sounds here.',
    /** For the header; the second part only where there is room. */
    short: {
      clinician: ['set to all alarms', 'here'],
      treatmentChime: ['treatment room, chime', ''],
      treatmentQuiet: ['treatment room, quiet', ''],
    } satisfies Record<AudioProfile, readonly [string, string]>,
    alone: ['treatment room: no clinician station, sounds here', ''],
  },
  contact: {
    title: 'Second contact',
    label: 'Whom to call when a HIGH alarm is unanswered for 1 min',
    hint: 'A name and how to reach them.',
    save: 'Save contact',
    saved: 'The second contact is saved.',
  },
  escalation: {
    unanswered: say('unanswered for {length}', 'length'),
    lines: {
      clinicianStation: 'Unanswered: clinician station',
      banner: 'Nobody has answered this alarm.',
      secondContact: 'Nobody has answered this alarm.',
      callForHelp: 'CALL FOR HELP',
    } satisfies Record<EscalationStage, string>,
    call: say('Call {contact}', 'contact'),
    noContact: 'Name a second contact under Alarm signals (u).',
    open: 'Go to the room',
    acknowledge: 'Acknowledge',
    aside: 'Put aside for 30 s',
  },
  prompts: {
    sound: 'Alarm sound not tested on this computer.',
    test: 'Test it',
    sites: 'On which arms are cuff and SpO2 sensor?',
    say: 'Enter arms',
  },
  breakGlass: {
    toggle: 'Emergency: I am not known to Vigil',
    confirm: 'Emergency acknowledgement',
    note: 'Anybody may acknowledge in an emergency. Name and reason stand out in the record.',
    needsReason: 'An emergency acknowledgement needs a few words of reason.',
  },
} as const
