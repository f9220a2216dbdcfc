import { say } from '../say.ts'

/** New keys for the record. */
export const newKeysWords = {
  keyFileFolderMissing: say(
    'VIGIL_KEY_FILE names {path}, whose folder is not there: connect its disk.',
    'path',
  ),
  keyStoreNotAsked: 'The key store of this login is not asked here.',
  keyStoreTookNoKey: say(
    'The key store of this login took no key ({why}): open it, or keep the key in a file first ("vigil keys file", "vigil keys remove os").',
    'why',
  ),
  newKeysNotWhole: say(
    'New keys for the record in {dataDir} were not whole yet: it stays under those that it has.',
    'dataDir',
  ),
  newKeysBroughtToEnd: say(
    'The record in {dataDir} has new keys now: the change had been cut off, and was brought to its end.',
    'dataDir',
  ),
  newKeysUnderWay: say(
    'The record in {dataDir} is about to get new keys: start Vigil on it once, which brings that to its end.',
    'dataDir',
  ),
  newKeyFileWaits: say(
    'The record in {dataDir} has new keys, and the new key file waits as {waiting}: connect its disk, and start Vigil again.',
    'dataDir',
    'waiting',
  ),
  backupsNeedCodeOfToday:
    'The backups there are will open with the recovery code of today alone: print one and type it back first ("vigil keys code", "vigil keys prove"), and keep its sheet with them.',
  recordNotEncrypted: say('There is no encrypted record in {dataDir}: start Vigil on it once.', 'dataDir'),
  recordOfOlderLayout: say(
    'The record in {dataDir} has an older layout: start Vigil on it once, which brings it up to date.',
    'dataDir',
  ),
  recordNotAsSigned: say(
    'The record in {dataDir} is not what Vigil has signed ({reason}): look at "vigil verify", and restore a backup before it gets new keys.',
    'dataDir',
    'reason',
  ),
  recordHeldOpen: say(
    'Another program reads the record {databasePath}: close it, or what it has open there.',
    'databasePath',
  ),
  tooLittleSpace: say(
    'New keys want {wanted, number} MB beside the record, and the disk with {dataDir} has {free, number} MB: free some space.',
    'wanted',
    'dataDir',
    'free',
  ),
  noKeySession: 'has no key in session.keys',
  sealedSessionTakenAlong: say(
    'The sealed session {sessionId} {more}, and was taken along as it is: "vigil verify" names it.',
    'sessionId',
    'more',
  ),
  isMissing: 'is missing',
  changedOrDamaged: 'was changed or is damaged',
  newCopyDamaged: say('the copy under new keys is damaged ({complaint})', 'complaint'),
} as const
