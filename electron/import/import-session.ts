import { SessionFileError } from '../../shared/session-file/format.ts'
import type { LogEntry } from '../../shared/views.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Importing } from '../core/contracts/imports.ts'
import type { ReadyImport, Store } from '../store/index.ts'
import { createPace } from './pace.ts'

const AT_ONCE = 500

export type ImportStore = Pick<Store, 'session' | 'deleted' | 'recordHash' | 'stage' | 'importSession'>

/**
 * Puts a session that has been read and checked into the store: its readings wait beside the record first, piece by piece,
 * and all of it is stored in one transaction. Gives the record that says so.
 *
 * @throws SessionFileError when the session is here already; StoreError when it could not be stored. Nothing has changed then
 */
export async function importSession(
  store: ImportStore,
  ready: ReadyImport,
  note: Importing,
): Promise<LogEntry> {
  refuseKnown(store, ready)
  const pace = createPace()
  try {
    for (let from = 0; from < ready.readings.length; from += AT_ONCE) {
      store.stage.add(ready.readings.slice(from, from + AT_ONCE))
      await pace()
    }
    return store.importSession(ready, note)
  } finally {
    store.stage.clear()
  }
}

function refuseKnown(store: ImportStore, { session: { id }, recordHash }: ReadyImport): void {
  const gone = store.deleted(id)
  if (gone)
    throw new SessionFileError(
      phrase.files.sessionDeletedHere(id, new Date(gone.deletedWallMs).toISOString().slice(0, 10), gone.by),
    )
  if (!store.session(id)) return
  throw new SessionFileError(
    store.recordHash(id) === recordHash
      ? phrase.files.sessionHereInSameState(id, recordHash.slice(0, 12))
      : phrase.files.sessionHereInAnotherState(id),
  )
}
