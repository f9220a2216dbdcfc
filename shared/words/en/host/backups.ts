import { say } from '../say.ts'

/** What becomes of backups. */
export const backupsWords = {
  twoDifferentNames: 'Two different names are needed: nothing was done.',
  doesNotAnswer: say('{place} does not answer: check its disk or its connection.', 'place'),
  noBackupChoose: say('There is no backup "{name}": choose one of the list.', 'name'),
  oldBackupsCould: say('Old backups in {place} could not be removed: {place2}', 'place', 'place2'),
  notAnswered: 'It has not answered.',
  threadCopiesEnded: say('the thread that copies ended with code {code, number}', 'code'),
  noPlaceBackups: 'No place for backups is named.',
  liesDataFolder: say(
    '{place} lies in the data folder and took no second copy: name a folder elsewhere.',
    'place',
  ),
  copyEndsEntry: say('the copy ends at entry {seq, number}, before {seq2, number}', 'seq', 'seq2'),
  copyDamaged: say('the copy is damaged ({complaint})', 'complaint'),
  notConnectName: 'it is not there: connect it, or name another place',
  wasCut: say('{file} was cut', 'file'),
  diskFullFree: say('The disk with {place} is full: free some space there.', 'place'),
  fileNotFolder: say('{place} is a file, not a folder: name a folder.', 'place'),
  noFolderConnect: say('There is no folder {place}: connect its disk, or make it first.', 'place'),
  placeTookNo: say('The place {place} took no backup: {more}', 'place', 'more'),
  noWholePath: say('{place} is no whole path: name the folder from the root of its disk.', 'place'),
  notApartRecord: say(
    '{place} is not apart from the record in {dataDir}: name a folder elsewhere, best on another disk.',
    'place',
    'dataDir',
  ),
  vigilCannotWrite: say(
    'Vigil cannot write to {place}: give its user the right to, or name another folder.',
    'place',
  ),
  placeNotBackups: say(
    'The place {place} is not there: its backups are cleared when it is connected again.',
    'place',
  ),
  backupMayStill: say('The backup {join} may still hold what was deleted ({why}): remove it.', 'join', 'why'),
  mayStillHold: say(
    '{folder} may still hold what was deleted: look what of it is still needed, and remove the rest.',
    'folder',
  ),
  backupsClearedNext: say('{place} Its backups are cleared at the next one.', 'place'),
  doesNotOpen: 'it does not open by the keys of this record',
  whichVigilDid: say('it has the {strange}, which Vigil did not make so', 'strange'),
  itIsDamaged: 'it is damaged',
  noBackupName: say('There is no backup {from}: name its folder.', 'from'),
  noBackupVigil: say('{from} is no backup of Vigil: name a folder like {backup}.', 'from', 'backup'),
  backupNoKeys: say('The backup {from} has no keys: copy vigil.keys beside it.', 'from'),
  manifestBackupMissing: say(
    'The manifest of the backup {from} is missing or was changed: use another one.',
    'from',
  ),
  backupNotWhat: say('The backup {from} is not what its manifest says: use another one.', 'from'),
  backupWhichVigil: say(
    'The backup {from} has the {strange}, which Vigil did not make so: use another one.',
    'from',
    'strange',
  ),
  backupUnderOther: say(
    'The backup {from} is under other keys than the record here: give the recovery code that was printed before it got new ones (--code).',
    'from',
  ),
  backupDamagedUse: say('The backup {from} is damaged: use another one.', 'from'),
  keysSealedSessions: say(
    'The keys of sealed sessions {keys} are missing: restore them from an earlier backup; without them no sealed session opens.',
    'keys',
  ),
  sealedSessionMissing: say(
    'The sealed session {pathOf} is missing or was changed: "vigil verify" names it.',
    'pathOf',
  ),
  keysBackupCould: say('The keys of the backup {path} could not be brought up to date.', 'path'),
  olderLayoutNext: 'It has an older layout: the next start brings it up to date.',
  chainBroken: say('Its chain is broken at {table} {seq, number}: {reason}.', 'table', 'seq', 'reason'),
} as const
