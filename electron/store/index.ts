export type { Importing, ReadyImport } from './import.ts'
export { openStoreReadOnly, type ReadStore } from './read.ts'
export { openStore, type Store } from './store.ts'
export {
  type Broken,
  type Commit,
  type DeviceConfig,
  type LogContext,
  StoreError,
  type Verified,
} from './types.ts'
