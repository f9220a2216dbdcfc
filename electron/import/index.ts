import type { Imports } from '../core/contracts/imports.ts'
import { checkSize } from './check-size.ts'
import { type ImportStore, importSession } from './import-session.ts'
import { readSessionBytes } from './read-bytes.ts'

export { importSession, readSessionBytes }

/** Sessions of other installations, into this record. */
export function createImports(store: ImportStore): Imports {
  return {
    checkSize,
    async importFile(bytes, note) {
      const ready = await readSessionBytes(bytes)
      const entry = await importSession(store, ready, note)
      return { sessionId: ready.session.id, entry }
    },
  }
}
