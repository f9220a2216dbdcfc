import { say } from '../say.ts'

/** What opens the record, and what does not. */
export const keysWords = {
  keyFileOpenToOthers: say(
    'The key file {path} can be read by other logins of this computer: close it (chmod 600), and make a new one with "vigil keys file".',
    'path',
  ),
  notKeyFile: say('{path} is no key file of Vigil: name the right one with VIGIL_KEY_FILE.', 'path'),
  keyFileSecretLength: say(
    'The secret of a key file has {keyBytes, plural, one {# byte} other {# bytes}}.',
    'keyBytes',
  ),
  keyStoreNotAsked: 'The key store of this login is not asked here: use a key file.',
  keyStoreTookNoKey: say('The key store of this login took no key ({why}): use a key file.', 'why'),
  keyFileNamedAlready: 'VIGIL_KEY_FILE names the key file already: change it there.',
  proveRecoverySheetFirst:
    'Print a recovery sheet and type its code back first: a key may be lost with its place.',
  keyFolderMissing: say(
    '{folder} is no folder here: name one with its whole path, and connect its disk.',
    'folder',
  ),
  keyFolderInDataFolder: say(
    '{folder} is in the data folder: whoever takes the record would take the key along.',
    'folder',
  ),
  keysMissing: say(
    'The keys of the record in {dataDir} are missing: put vigil.keys back, or restore with "vigil restore FROM --code CODE".',
    'dataDir',
  ),
  opensByRecoveryCode: say(
    'The record in {dataDir} is opened by its recovery code at each start: type it (--code CODE).',
    'dataDir',
  ),
  recordStaysClosed: say(
    'The record in {dataDir} stays closed: {more}. Put the right key back, or open it with the recovery code: "vigil keys recover --code CODE".',
    'dataDir',
    'more',
  ),
  keyStoreForgets: 'The key store of this login does not give back what was put in: use a key file.',
  lastKey: 'Without this key nothing would open the record any more: add another one first, and prove it.',
  pepperChanged: 'The pepper of PINs in vigil.keys was changed: put back the copy of the newest backup.',
  keyFileMissing: say('its key file {path} is missing', 'path'),
  keyOfAnotherRecord: say("the key in {path} is another record''s", 'path'),
  keyStoreWasNotAsked: 'the key store of this login was not asked',
  keyStoreWithoutKey: 'the key store of this login does not hold its key',
  keyStoreWithAnotherKey: 'the key store of this login holds another key',
  keyStoreSilent: say('the key store of this login does not answer ({what})', 'what'),
  noRecoveryCode: 'no recovery code was given',
  recoveryCodeOfAnotherRecord: 'the recovery code is of another record, or an older one',
  keysFileMissing: say('{keysPath} is missing: put it back from the newest backup.', 'keysPath'),
  recoveryCodeLength: say(
    'A recovery code has {codeBytes, plural, one {# byte} other {# bytes}}.',
    'codeBytes',
  ),
  recoveryCodeStrangeLetter: say('The recovery code has no "{strange}": look at the sheet again.', 'strange'),
  recoveryCodeLetterCount: say(
    'The recovery code has {wanted, plural, one {# letter or digit} other {# letters and digits}}, not {count, number}: type {groups, plural, one {its # group} other {all # groups}}.',
    'wanted',
    'count',
    'groups',
  ),
  recoveryCodeGroupMistyped: say(
    'Group {group, number} of the recovery code is mistyped: look at it again.',
    'group',
  ),
  signingKeyChanged: 'The signing key in vigil.keys was changed: put back the copy of the newest backup.',
  keysUnreadable: say(
    'The keys {path} cannot be read: put the copy of vigil.keys from the newest backup in their place.',
    'path',
  ),
  keyFileIsFolder: say('The key file {path} is a folder: name a file with VIGIL_KEY_FILE.', 'path'),
} as const
