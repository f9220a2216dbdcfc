export type { Importing, ReadyImport } from './import.ts'
export { openStoreReadOnly, type ReadStore } from './read.ts'
export { openStore, type Store } from './store.ts'
export { StoreError } from './types.ts'
