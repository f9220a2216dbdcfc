import { existsSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { syncFolder } from '../durable.ts'
import { reportsPath, toPrintPath } from '../files.ts'
import { pathOf } from '../seal/parts.ts'
import { removeSessionKeys } from '../seal/session-keys.ts'
import type { Tombstone } from './tombstones.ts'

/**
 * Removes what lies of deleted sessions beside the database: sealed files, their keys, and reports. What is
 * gone already is passed over.
 *
 * @param folder of the data, or of a backup
 * @throws StoreError, or what the system says
 */
export function clearFiles(folder: string, tombstones: readonly Tombstone[]): void {
  removeSessionKeys(
    folder,
    tombstones.map(({ sessionId }) => sessionId),
  )
  const folders = new Set<string>()
  for (const path of tombstones.flatMap(({ files }) => files.map(file => pathOf(folder, file))))
    for (const name of [path, `${path}.part`]) {
      if (!existsSync(name)) continue
      rmSync(name)
      folders.add(dirname(name))
    }
  for (const name of folders) syncFolder(name)
  for (const reports of [reportsPath(folder), toPrintPath(folder)]) clearReports(reports, tombstones)
}

function clearReports(folder: string, tombstones: readonly Tombstone[]): void {
  if (!existsSync(folder)) return
  const gone = new Set(tombstones.map(({ sessionId }) => sessionId))
  for (const name of readdirSync(folder)) {
    const [, sessionId = ''] = /^vigil-(.+?)(?:-pseudonymised)?(?:-\d+)?\.[a-z]+$/.exec(name) ?? []
    const [, whole = ''] = /^vigil-(.+?)(?:-pseudonymised)?\.[a-z]+$/.exec(name) ?? []
    // An id may end in figures itself.
    if (gone.has(sessionId) || gone.has(whole)) rmSync(join(folder, name))
  }
}
