import { say } from '../say.ts'

/** What is wrong with a session file. */
export const filesWords = {
  fileTooLarge: say(
    'The file is larger ({bytes, number} MB) than any session of Vigil ({mostFileBytes, number} MB): choose a session file.',
    'bytes',
    'mostFileBytes',
  ),
  fileEmpty: 'The file is empty: export the session again.',
  sessionDeletedHere: say(
    'Session {id} was deleted here on {value} by {by}: it is not taken back.',
    'id',
    'value',
    'by',
  ),
  sessionHereInSameState: say(
    'Session {id} is here already, in the same state (record {recordHash}…): there is nothing to import.',
    'id',
    'recordHash',
  ),
  sessionHereInAnotherState: say(
    'Session {id} is here already, in another state than in the file: nothing was changed; compare the two in their reports.',
    'id',
  ),
  fileCutOff: 'The file is cut off: its end is missing; copy or export it again.',
  fileChanged:
    'The file is not what Vigil wrote: it was damaged or changed afterwards (its SHA-256 does not fit); copy or export it again.',
  firstLineNotVigil:
    'This is not a session file of Vigil: its first line is not one that Vigil writes; choose the file of a report that was made in the format JSON.',
  lineTooLong: say(
    'The file is not one that Vigil wrote: line {numberOf, number} is longer than any of its lines; export the session again.',
    'numberOf',
  ),
  lineNotUtf8Text: say(
    'The file is not one that Vigil wrote: line {numberOf, number} is not text in UTF-8; export the session again.',
    'numberOf',
  ),
  sessionNotShowable: say('This Vigil cannot show the session in the file ({what}): update it.', 'what'),
  sessionStillOpen: say(
    'Session {id} was still open when the file was written: close it there, and export it again.',
    'id',
  ),
  theSession: 'the session',
  onlySimulatedRunsFaster: 'only a simulated patient runs faster than the clock',
  theScales: 'the scales',
  scaleDoesNotAddUp: say('{scale} does not add up', 'scale'),
  thePhases: 'the phases',
  outOfOrder: 'they are out of order',
  ofAnotherSession: say('it is of session {sessionId}', 'sessionId'),
  readingsOutOfOrder: 'the readings are out of order',
  valueOfStrangeOrigin: say('a {origin} value in a session that has none', 'origin'),
  theRecords: 'the records',
  closeMissing: 'the close of the session is missing',
  fromLine: say('line {from, number}', 'from'),
  theNamed: say('the {id}', 'id'),
  notRecordedAsGiven: 'no record says that it was given',
  notRecordedAsMade: 'no record says that it was made',
  notOfClinicSet: say('“{foreign}” is not of the clinic’s set that it was held under', 'foreign'),
  namesMissingReadings: 'it names readings that are not there',
  timeOutsideSession: 'its time is not within the session',
  timeGoesBack: 'its time goes back',
  filePseudonymised:
    'The file is pseudonymised: it says nothing of whose session it was, and cannot be opened as one; export the session without that.',
  fileOfOlderOrOther:
    'This is no session file: reports of an older Vigil, and files that another program has written anew, cannot be opened; export the session again, in the format JSON.',
  fileOfNewerVigil: say(
    'The file was written by a newer Vigil (its format has version {version, number}, this Vigil knows {sessionFormatVersion, number}): update this one.',
    'version',
    'sessionFormatVersion',
  ),
  fileOfUnknownFormat:
    'The file says that its format has a version that never was: export the session again.',
  itIsOfUnknownForm: 'it is not of the known form',
  atLine: say('line {numberOf, number}', 'numberOf'),
  sessionMissing: 'the session is missing',
  fieldMissing: say('"{name}" is missing', 'name'),
  commaMissing: 'a comma is missing before it',
  fileOfScript:
    'The file was made from a session script, not from a recorded session: it cannot be imported.',
  somethingAfterEnd: 'something follows the end',
  restMissing: 'the rest is missing',
  notJson: 'it is not JSON',
  ofUnknownForm: 'not of the known form',
  nestedTooDeeply: 'it is nested too deeply',
  textTooLong: 'a text is too long',
  textWithControlCharacters: 'a text holds control characters',
  fieldNameUnusable: 'a field has a name that is none',
  fileNotOfVigil: say(
    'The file is not one that Vigil wrote: {where}, {what}; export the session again.',
    'where',
    'what',
  ),
  notOurs:
    'This is not a session file of Vigil: choose the file of a report that was made in the format JSON.',
} as const
