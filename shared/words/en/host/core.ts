import { say } from '../say.ts'

/** What the core says of what it is asked. */
export const coreWords = {
  firstRoom: 'Room 1',
  soundOutputUnknown: 'The sound output could not be looked at.',
  clinicWordsUnusable: say(
    'The stored words of the clinic, version {version}, cannot be used by this version of Vigil, and sessions open with the shipped ones: {sentence}',
    'version',
    'sentence',
  ),
  eventNotStored: 'An event could not be stored.',
  windowsNotTold: 'Windows could not be told of the installation.',
  cuffJustStarted: 'The cuff was started just now; wait for its result, or stop it first.',
  armRests: say('The arm rests between two measurements; start the cuff in {leftS, number} s.', 'leftS'),
  cuffStartNotAllowed: say(
    'Starting the cuff from Vigil is not allowed for {label}; allow it on the device page.',
    'label',
  ),
  noDriver: say('There is no driver "{id}".', 'id'),
  stepCoreFailed: 'A step of the core failed; watching goes on.',
  noPinBeforeSetUp: say(
    '{name} has no PIN yet: set up this clinic first; its administrator then gives a code for one.',
    'name',
  ),
  noPinYet: say('{name} has no PIN yet: an administrator gives a code for one.', 'name'),
  heartbeatNotStored: 'The heartbeat could not be stored.',
  newestSessionsUnread: 'The newest sessions could not be read.',
  captureTooLarge: 'The capture has reached its greatest size and was ended.',
  captureNotWritten: say('The capture could not be written ({error}): check the disk.', 'error'),
  lastAdministrator: say('{name} is the last administrator with a PIN: enrol another one first.', 'name'),
  lastDirector: say('{name} is the last medical director with a PIN: enrol another one first.', 'name'),
  waitBeforeNextTry: say(' Wait {length} before the next try.', 'length'),
  namesNoPort: say(
    '“{port}” names no port: give a serial port (/dev/ttyUSB0, COM3), tcp://host:port or sim:scenario.',
    'port',
  ),
  notNetworkPort: say(
    '“{port}” is no network port: write tcp://host:port, as in tcp://192.168.1.20:4001, or tcp-listen://address:port.',
    'port',
  ),
  waitsAtEveryAddress: say(
    '“{port}” would wait at every address of this computer: write the one that the sender calls, as in tcp-listen://192.168.1.5:2575.',
    'port',
  ),
  presetUnusable: say(
    'The stored preset {id} v{version} cannot be used by this version of Vigil: {sentence}',
    'id',
    'version',
    'sentence',
  ),
  windowTookNoEvent: 'A window could not take an event.',
  onlyPdfPrinted: 'Only the PDF is printed: ask for it.',
  noRequest: say('There is no request "{name}".', 'name'),
  theRequest: 'the request',
  notKnownForm: 'not of the known form',
  somethingWentWrong: 'Something went wrong; it has been written to the log.',
  doneNotRecorded: say(
    'Done, but not yet written down: the record has not answered for {seconds, number} s.',
    'seconds',
  ),
  actByIn: say('“{what}” by {by} in {rooms}, {time}.', 'what', 'by', 'rooms', 'time'),
  noScenario: say('There is no scenario "{scenario}".', 'scenario'),
  tooMuchAtOnce: 'This window asks for too much at once: wait until what it has asked for is there.',
  noMonitorMayStart: 'No monitor in this room may be told to start its cuff; see the device page.',
  demoNurseOnlySimulated:
    'The Demo nurse is for simulated rooms only: set up the clinic, or sign in, with the button that shows who is here.',
} as const
