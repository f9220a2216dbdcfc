import { say } from '../say.ts'
/** Who is here, and who may act. */
export const people = {
  signIn: {
    who: 'Who is here?',
    demo: 'Demo nurse (simulated rooms only)',
    pin: 'PIN or passphrase',
    code: 'Code from the administrator',
    old: 'PIN of before',
    chooseNote: 'Choose your own PIN now. Nobody else sees it, not even an administrator.',
    newPin: 'New PIN or passphrase',
    again: 'The same again',
    rule: '6 to 12 digits without runs or repeats, or a passphrase of 12 characters or more.',
    differs: 'The two are not the same: type them anew.',
    go: 'Continue',
  },
  setUp: {
    title: 'Set up this clinic',
    note: 'You become the first administrator: you enrol the others, and give each a code to choose a PIN with. This is done once, on this computer; everybody is told who it was.',
    recovery:
      'Your PIN lets you in. It opens no file: the recovery sheet, which comes next, does. Keep the computer’s own disk encrypted.',
    name: 'Your name',
    go: 'Set up the clinic',
  },
  person: {
    lock: 'Lock this screen',
    setUp: 'Set up this clinic',
    people: 'People',
    ownPin: 'Change my PIN',
  },
  ownPin: {
    title: 'Change my PIN',
    go: 'Change PIN',
    done: 'Your PIN has been changed.',
  },
  pin: {
    title: 'Confirm with a PIN',
    who: 'Whose PIN',
    nobody:
      'Nobody here has a PIN for this. An administrator enrols people and gives codes: button with your name, People.',
    notSetUp: 'Nobody has a PIN here yet: set up this clinic first, with the button that shows who is here.',
    go: 'Confirm',
  },
  two: {
    title: 'Two people decide this',
    note: 'An administrator and a medical director, each with their own PIN, for this one time. Both names stand in the record.',
    who: 'Who',
    none: say(
      'Nobody here is {role} and has a PIN. An administrator enrols people: button with your name, People.',
      'role',
    ),
    enrolFirst: 'Enrol the person who is missing first.',
    go: 'Both confirm',
  },
  second: {
    legend: 'Second signature',
    who: 'Signs too',
    nobody: 'nobody',
    pin: 'Their own PIN',
  },
  list: {
    title: 'People',
    enrol: 'Enrol a person',
    name: 'Name',
    role: 'Role',
    go: 'Enrol',
    known: 'Known here',
    roleOf: say('Role of {name}', 'name'),
    state: {
      secret: 'has a PIN',
      code: 'has a code, chooses a PIN with it',
      old: 'has the PIN of an earlier version, and chooses a new one with it',
      none: 'has no PIN yet',
    },
    inactive: 'acts here no more',
    reset: 'New code',
    resetOf: say('New code for {name}', 'name'),
    deactivate: 'Deactivate',
    deactivateOf: say('Deactivate {name}', 'name'),
    activate: 'Activate again',
    activateOf: say('Activate {name} again', 'name'),
    codeTitle: say('Code for {name}', 'name'),
    codeNote: say(
      'Hand it over in person: with it, and with it alone, the PIN is chosen. Good until {until}; it is not shown again.',
      'until',
    ),
    forOthers: 'Only an administrator changes people: their PIN is asked for.',
  },
} as const
