export { openStore, openStoreReadOnly, type ReadStore, type Store } from './store.ts'
export { type Commit, type DeviceConfig, type LogContext, StoreError, type Verified } from './types.ts'
