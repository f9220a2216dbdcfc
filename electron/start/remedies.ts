import { basename } from 'node:path'
import {
  beginAnewNoted,
  checkBackup,
  type KeySources,
  listBackupPaths,
  restoreNoted,
  StoreError,
} from '../store/index.ts'
import type { Remedies } from '../web/trouble-answers.ts'

const START_AGAIN = 'End Vigil and start it again.'

/** What a page may do about a record that was not opened. @param version Vigil's, for the record */
export function createRemedies(
  dataDir: string,
  sources: KeySources,
  version: string,
): Omit<Remedies, 'asksCode' | 'open'> {
  const pathOf = (name: string): string => {
    const path = listBackupPaths(dataDir).find(known => basename(known) === name)
    if (path === undefined)
      throw new StoreError('missing', `There is no backup "${name}": choose one of the list.`)
    return path
  }
  const withCode = (code: string | null): KeySources => ({ ...sources, ...(code === null ? {} : { code }) })

  return {
    backups: () =>
      listBackupPaths(dataDir)
        .map(path => basename(path))
        .reverse(),
    tryBackup(name, code) {
      const { sessions, head, verified } = checkBackup(pathOf(name), dataDir, withCode(code))
      const chain = !verified
        ? 'it has an older layout'
        : verified.ok
          ? 'its chain holds'
          : 'ITS CHAIN IS BROKEN'
      return `${name} opens and is whole: ${sessions} ${sessions === 1 ? 'session' : 'sessions'}, ${head.seq} entries; ${chain}.`
    },
    restore(name, code) {
      restoreNoted({ from: pathOf(name), dataDir, sources: withCode(code), version, by: null })
      return `${name} was restored. ${START_AGAIN}`
    },
    beginAnew(names) {
      beginAnewNoted({ dataDir, sources, version, names, proved: false })
      return `The record was begun anew. ${START_AGAIN}`
    },
  }
}
