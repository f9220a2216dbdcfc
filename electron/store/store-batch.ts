import type { Change } from '../core/contracts/record.ts'
import type { Batch, GroupTold } from './batches.ts'
import { applyChange } from './changes.ts'
import { mayComeGood } from './errors.ts'
import type { Store } from './store.ts'

/** Stores a batch as one transaction, once. @throws StoreError when nothing of it could be stored: it may be tried again */
export function storeBatch(store: Store, batch: Batch): readonly GroupTold[] {
  return store.atomically(() => {
    const known = store.batches.told(batch)
    if (known) return known
    const told = batch.groups.map(group => storeGroup(store, group))
    store.batches.keep(batch, told)
    return told
  })
}

function storeGroup(store: Store, group: readonly Change[]): GroupTold {
  try {
    return { entries: store.apart(() => group.flatMap(change => applyChange(store, change))) }
  } catch (error) {
    // What only this group has wrong; anything else is the whole record's trouble, and thrown on.
    if (mayComeGood(error)) throw error
    return { refused: error instanceof Error ? error.message : String(error) }
  }
}
