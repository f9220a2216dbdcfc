import { say } from '../say.ts'
/** Words of the page of backups and keys. */
export const recordCare = {
  title: 'Backups and keys',
  back: 'Rooms',
  loading: 'Looking at the backups …',
  last: say('Last whole backup: {when}', 'when'),
  never: 'No backup has been made yet.',
  overdue: 'OVERDUE: the newest backup is more than a day old. Make one now, and look why none was made.',
  folder: 'In the data folder',
  place: 'Second place',
  placeField: 'Folder of a second place',
  placeHint: 'On another disk, a share or a stick. Empty: none.',
  placeSet: 'Use this place',
  noPlace: 'None is named: a broken disk would take record and backups with it.',
  placeGone: 'It is not there now: connect it.',
  placeLast: say('Last backup there: {when}', 'when'),
  placeNone: 'No backup is there yet: the next one goes there.',
  now: 'Back up now',
  made: say('Backup {name} was made.', 'name'),
  columns: ['Made', 'Size', 'Sessions', 'Entries', ''],
  unknown: '-',
  megabytes: (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`,
  tryIt: 'Try',
  tryOf: say('Try the backup of {when}', 'when'),
  trying: 'Trying …',
  tried: say(
    'It opens and is whole: {sessions, number} session{sessions, plural, one {} other {s}}, {entries, number} entries; its chain holds.',
    'sessions',
    'entries',
  ),
  otherKeys: 'Opens with the recovery code of before the record got new keys',
  restoreHint:
    'To restore: end Vigil, then “vigil restore FROM” (docs/record.md, section 8). What is there now is put aside.',
  sealing: {
    title: 'Sealing',
    note: say(
      'A closed session goes into a sealed file of its own {days, plural, =0 {as soon as it is closed} one {# day after its close} other {# days after its close}}, and after what was last added to it. It stays readable.',
      'days',
    ),
    field: 'Days until a closed session is sealed',
    hint: say('{least, number} to {most, number} days.', 'least', 'most'),
    set: 'Use this number',
    done: 'It is used from now on.',
  },
  keys: 'What opens the record',
  kinds: {
    file: 'key file',
    os: 'key store of this login',
    recovery: 'recovery code on paper',
  },
  keyMade: say('{kind}, made {day}', 'kind', 'day'),
  keyFile: say('The key file is {path}: whoever has it and the record can read the record.', 'path'),
  proved: 'typed back',
  unproved: 'NOT YET TYPED BACK',
  noCode: 'There is no recovery code: if the key is lost, the record is lost.',
  fingerprint: say('Fingerprint of the signing key: {digits}', 'digits'),
  makeCode: 'Print a recovery sheet',
  makeCodeHint: 'Makes a new code. An earlier sheet opens nothing any more.',
  sheet: 'Recovery sheet',
  sheetHints: [
    'With this code and a backup the record can be opened on any computer. Without it, and without the key, it is lost.',
    'Keep two copies, apart from the computer, where only those may look who may read every record.',
    'To restore: install Vigil, connect the place of the backups, “vigil restore FROM --code CODE”.',
    'Key lost, record there: “vigil keys recover --code CODE”.',
  ],
  printed: say('Made on {day}. The code is shown this once.', 'day'),
  print: 'Print',
  prove: 'Type the code back from paper',
  proveField: 'Recovery code',
  proveIt: 'Check',
  provedNow: 'The code is right: it opens the record.',
  close: 'I have the sheet',
  /** Where somebody else may have what opens the record. */
  newKeys: {
    title: 'Somebody else may have a key or the code',
    hints: [
      'Everything is encrypted anew, under keys that nobody has seen: the key here and the code of now open nothing of it any more. PINs stay.',
      'Backups of before stay as they are. They open with the code of now alone: keep its sheet with them, or remove them once there are enough new ones.',
      'An administrator and a medical director decide it together. No session may be open, and it may take some minutes.',
    ],
    make: 'Give the record new keys',
    working: 'The record gets new keys …',
    made: 'The record has new keys. Print the new sheet and type its code back.',
  },
  /** Where the key lies that opens the record by itself. */
  keyPlace: {
    title: 'What opens the record at each start',
    change: 'Keep the key at another place',
    looking: 'Asking the key store of this login …',
    noLogin:
      'The key store of this login does not answer, so that the key lies in a file. Best on another disk or a stick: whoever takes this computer would else take the key along.',
    login: 'The key store of this login',
    elsewhere: 'A key file in another folder',
    asked: 'Nowhere: the recovery code is typed at each start',
    askedNote:
      'Whoever starts Vigil types the code from the sheet. Nobody can start it without, not in an emergency either: keep a sheet where it is needed.',
    beside: 'A key file beside the record',
    besideNote:
      'Whoever copies the folder of the record can read it. Only backups and copies of single files stay closed.',
    folder: 'Folder of the key file',
    folderHint:
      'With its whole path. Its disk must be there whenever Vigil starts: without the key the record stays closed.',
    keep: 'Keep the key there',
    kept: 'The key is kept there from now on.',
  },
  /** After a clinic was set up. */
  first: {
    title: 'Recovery sheet',
    steps: {
      print: 'Print the recovery sheet, twice',
      prove: 'Type its code back from paper',
      key: 'Say where the key is kept',
    },
    note: 'The record is encrypted. If its key is lost, with the computer or its disk, nobody can open it any more, Vigil’s makers neither: then this sheet and a backup are all there is.',
    make: 'Show the recovery code',
    notNow: 'Later',
    later:
      'The clinic is set up, WITHOUT A RECOVERY SHEET: print it on the page “Backups and keys”. Next: enrol your colleagues.',
    laterKey:
      'The clinic is set up; where the key is kept can be changed on the page “Backups and keys”. Next: enrol your colleagues.',
    done: 'The clinic is set up. Next: enrol your colleagues.',
  },
} as const
