import { say } from '../say.ts'

/** What becomes of the processes of Vigil. */
export const processesWords = {
  newestSessions: say(' The newest are {known}.', 'known'),
  noSessionYet: ' There is none yet.',
  noSession: say('There is no session "{sessionId}".{hint}', 'sessionId', 'hint'),
  reportThreadNotBegun: 'The thread for reports could not begin; the report is made beside the alarms.',
  reportNotMade: say('The report could not be made: {why}.', 'why'),
  reportThreadEnded: say('its thread ended with code {code, number}', 'code'),
  watchdogNotBegun: 'The watchdog could not be begun.',
  windowNotAnswered: 'A window could not be answered.',
  coreNotClosed: 'The core did not close in order.',
  notRecordedSinceCoreStopped: say('Not in the record, since Vigil’s core stopped: {act}', 'act'),
  didNotAnswer: say('it did not answer for {silentS, number} s', 'silentS'),
  coreNotBegun: say('Vigil’s core could not be begun ({why}).', 'why'),
  coreEnded: say('The core has ended ({why}); it is started again.', 'why'),
  code: say('code {code}', 'code'),
  repeatedWithin: say(
    '{key} ({again, plural, one {once} other {# times}} more within {repeatMs, number} s)',
    'key',
    'again',
    'repeatMs',
  ),
  problemsLeftOut: say(
    '{leftOut, plural, one {# more problem} other {# more problems}} came too fast to be written down.',
    'leftOut',
  ),
  errorWithoutWords: 'An error that cannot be told.',
  dataFolderOpenToOthers: say(
    'The data folder {dataDir} is open to other logins of this computer: name a folder of its own with VIGIL_DATA.',
    'dataDir',
  ),
  pathNotClosedToOthers: say(
    '{path} could not be closed to other logins of this computer ({why}): check who owns it.',
    'path',
    'why',
  ),
  vigilNotEnded: 'Vigil did not end in order.',
  errorNotCaught: 'An error was not caught.',
  tooManyErrors: say(
    'More than {mostErrors, plural, one {# error} other {# errors}} within {withinMs, number} s: Vigil ends; start it again.',
    'mostErrors',
    'withinMs',
  ),
  errorNotNoted: 'An error could not be noted.',
  recordStoppedMeanwhile:
    'The record process has stopped meanwhile: look whether it was done, and try again.',
  nothingChanged: say('Nothing was changed. {whyNot}', 'whyNot'),
  recordSaidNoOutcome: 'The record did not say what became of it.',
  recordHasStopped: 'the record process has stopped',
  recordSilent: 'The record does not answer: try again.',
  recordNotBegun: say('The record process could not be begun ({why}).', 'why'),
  recordEnded: say('The record process has ended ({why}); it is started again.', 'why'),
  noPinWithoutRecord:
    'The record does not answer, so that no PIN can be checked: alarms can be acknowledged without one.',
  recordFileGone: say(
    'The record {path} was removed, renamed or replaced while Vigil runs: put the file back; until then nothing is recorded.',
    'path',
  ),
  recordNotClosed: 'The record did not close in order.',
  readingThreadFailed: 'The thread that reads the record has failed.',
  recordUnread: 'The record could not be read: try again.',
  noSuchJob: say('The record knows no job "{job}".', 'job'),
  backupNotListed: say('There is no backup "{name}": choose one of the list.', 'name'),
  aliveFileNotWritten: 'The file alive.json could not be written.',
  recordStopped: say(
    'The record process has stopped ({gone}) and is started again; until then nothing is recorded.',
    'gone',
  ),
  diskSilent: say(
    'The disk with {dataDir} does not answer, or this computer is overloaded: check both; until then nothing is recorded.',
    'dataDir',
  ),
  soundOutputUnknown: 'The sound output could not be looked at.',
  watchdogNotStarted: 'The watchdog could not be started.',
  watchdogEnded: 'The watchdog has ended.',
  watchdogStartedAgain: say(
    '{why} It is started again every 10 s; until then nothing sounds if Vigil stops.',
    'why',
  ),
  onlyThread: 'This file is run as a thread of Vigil, not by itself.',
  onlyProgram: 'This program is begun by Vigil, not by itself.',
} as const
