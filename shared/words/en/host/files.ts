import { say } from '../say.ts'

/** What is wrong with a session file. */
export const filesWords = {
  fileLargerMb: say(
    'The file is larger ({bytes, number} MB) than any session of Vigil ({mostFileBytes, number} MB): choose a session file.',
    'bytes',
    'mostFileBytes',
  ),
  fileEmptyExport: 'The file is empty: export the session again.',
  sessionDeletedNot: say(
    'Session {id} was deleted here on {value} by {by}: it is not taken back.',
    'id',
    'value',
    'by',
  ),
  sessionAlreadySame: say(
    'Session {id} is here already, in the same state (record {recordHash}…): there is nothing to import.',
    'id',
    'recordHash',
  ),
  sessionAlreadyAnother: say(
    'Session {id} is here already, in another state than in the file: nothing was changed; compare the two in their reports.',
    'id',
  ),
  fileCutOff: 'The file is cut off: its end is missing; copy or export it again.',
  fileNotWhat:
    'The file is not what Vigil wrote: it was damaged or changed afterwards (its SHA-256 does not fit); copy or export it again.',
  notSessionFile:
    'This is not a session file of Vigil: its first line is not one that Vigil writes; choose the file of a report that was made in the format JSON.',
  fileNotOne: say(
    'The file is not one that Vigil wrote: line {numberOf, number} is longer than any of its lines; export the session again.',
    'numberOf',
  ),
  fileNotOneVigil: say(
    'The file is not one that Vigil wrote: line {numberOf, number} is not text in UTF-8; export the session again.',
    'numberOf',
  ),
  vigilCannotShow: say('This Vigil cannot show the session in the file ({what}): update it.', 'what'),
  sessionStillOpen: say(
    'Session {id} was still open when the file was written: close it there, and export it again.',
    'id',
  ),
  theSession: 'the session',
  onlySimulatedPatient: 'only a simulated patient runs faster than the clock',
  theScales: 'the scales',
  doesNotAdd: say('{scale} does not add up', 'scale'),
  thePhases: 'the phases',
  theyOutOrder: 'they are out of order',
  itIsOf: say('it is of session {sessionId}', 'sessionId'),
  readingsOutOrder: 'the readings are out of order',
  valueSessionNone: say('a {origin} value in a session that has none', 'origin'),
  theRecords: 'the records',
  closeSessionMissing: 'the close of the session is missing',
  line: say('line {from, number}', 'from'),
  the: say('the {id}', 'id'),
  noRecordSays: 'no record says that it was given',
  noRecordSaysMade: 'no record says that it was made',
  notClinicSet: say('“{foreign}” is not of the clinic’s set that it was held under', 'foreign'),
  namesReadingsNot: 'it names readings that are not there',
  timeNotWithin: 'its time is not within the session',
  timeGoesBack: 'its time goes back',
  filePseudonymisedSays:
    'The file is pseudonymised: it says nothing of whose session it was, and cannot be opened as one; export the session without that.',
  noSessionFile:
    'This is no session file: reports of an older Vigil, and files that another program has written anew, cannot be opened; export the session again, in the format JSON.',
  fileWrittenNewer: say(
    'The file was written by a newer Vigil (its format has version {version, number}, this Vigil knows {sessionFormatVersion, number}): update this one.',
    'version',
    'sessionFormatVersion',
  ),
  fileSaysFormat: 'The file says that its format has a version that never was: export the session again.',
  notKnownForm: 'it is not of the known form',
  line2: say('line {numberOf, number}', 'numberOf'),
  sessionMissing: 'the session is missing',
  isMissing: say('"{name}" is missing', 'name'),
  commaMissingBefore: 'a comma is missing before it',
  fileMadeSession:
    'The file was made from a session script, not from a recorded session: it cannot be imported.',
  somethingFollowsEnd: 'something follows the end',
  restMissing: 'the rest is missing',
  notJson: 'it is not JSON',
  notKnownForm2: 'not of the known form',
  nestedTooDeeply: 'it is nested too deeply',
  textTooLong: 'a text is too long',
  textHoldsControl: 'a text holds control characters',
  fieldNameNone: 'a field has a name that is none',
  fileNotOneVigilWrote: say(
    'The file is not one that Vigil wrote: {where}, {what}; export the session again.',
    'where',
    'what',
  ),
  notOurs:
    'This is not a session file of Vigil: choose the file of a report that was made in the format JSON.',
} as const
