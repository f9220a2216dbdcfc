import { say } from '../say.ts'

/** Sealed and deleted sessions. */
export const sealedWords = {
  logNotEmptied: 'The write-ahead log of the record could not be emptied at once.',
  sessionNotListed: say('There is no session "{sessionId}": choose one of the list.', 'sessionId'),
  sessionOpen: say('The session {sessionId} is open: close it first.', 'sessionId'),
  sessionOfEarlierVigil: say(
    'The session {sessionId} was begun by an earlier Vigil, which wrote it into the log of the installation: that is never cut, and the session stays.',
    'sessionId',
  ),
  sealedFileUnusable: say(
    'The sealed session {sessionId} {what} ({path}): put the file of a backup in its place, or restore one.',
    'sessionId',
    'what',
    'path',
  ),
  isMissing: 'is missing',
  changedOrDamaged: 'was changed or is damaged',
  noKeySession: 'has no key in session.keys',
  cannotOpened: say('cannot be opened: {more}', 'more'),
  notTheOneSealed: 'is not the one that was sealed',
  sessionNotReadBack: say('the sealed session {sessionId} could not be read back', 'sessionId'),
  notReadBack: 'could not be read back',
  anotherFile: 'is another file',
  sessionNotSealed: say(
    'The session {sessionId} could not be sealed and stays in the database ({why}): "vigil verify" says whether it was changed; it is tried again each day.',
    'sessionId',
    'why',
  ),
  sealedKeysUnreadable: say(
    'The keys of sealed sessions {path} cannot be read: put the copy from the newest backup in their place.',
    'path',
  ),
} as const
