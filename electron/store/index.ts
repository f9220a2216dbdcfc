export { readAnchors } from './anchors.ts'
export { type LyingPeople, readPeopleAsTheyLie } from './as-it-lies.ts'
export { beginAnewNoted } from './backup/anew-noted.ts'
export { backUpNow, listBackupPaths } from './backup/now.ts'
export { checkBackup, opensBackupByCode, readPeopleOfBackup } from './backup/open-backup.ts'
export { beginAnew, restoreBackup } from './backup/restore.ts'
export { type RestoreOrder, restoreNoted } from './backup/restore-noted.ts'
export { spreadAnswering } from './backup/spread-keys.ts'
export { databasePath } from './files.ts'
export type { ReadyImport } from './import.ts'
export { careOf, keepRecord } from './keeper.ts'
export { fileSlotPath } from './keys/keep-key.ts'
export { keepMaster } from './keys/kept-master.ts'
export {
  addFileSlot,
  addOsSlot,
  asksCode,
  describeKeys,
  type KeySources,
  makeRecoveryCode,
  openKeys,
  ownSources,
  proveRecoveryCode,
  removeSlot,
} from './keys/keys.ts'
export { keepByCode, loginKeys } from './keys/login-keys.ts'
export { osStore } from './keys/os-store.ts'
export { requireRecord } from './open.ts'
export { ownAnchors } from './own-anchors.ts'
export { openStoreReadOnly, type ReadStore } from './read.ts'
export { type Rekeyed, rekeyRecord } from './rekey/rekey.ts'
export { createSecrets, type SecretsOptions } from './secrets.ts'
export { openStore, type Store } from './store.ts'
export { StoreError } from './types.ts'
