import { basename } from 'node:path'
import { phrase } from '../../shared/words/host.ts'
import {
  beginAnewNoted,
  checkBackup,
  type KeySources,
  listBackupPaths,
  restoreNoted,
  StoreError,
} from '../store/index.ts'
import type { Remedies } from '../web/trouble-answers.ts'

/** What a page may do about a record that was not opened. @param version Vigil's, for the record */
export function createRemedies(
  dataDir: string,
  sources: KeySources,
  version: string,
): Omit<Remedies, 'asksCode' | 'open'> {
  const pathOf = (name: string): string => {
    const path = listBackupPaths(dataDir).find(known => basename(known) === name)
    if (path === undefined) throw new StoreError('missing', phrase.entries.noBackupChoose(name))
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
        ? phrase.entries.olderLayout
        : verified.ok
          ? phrase.entries.chainHolds
          : phrase.entries.chainBroken
      return phrase.entries.opensWholeEntries(
        name,
        sessions,
        sessions === 1 ? 'session' : 'sessions',
        head.seq,
        chain,
      )
    },
    restore(name, code) {
      restoreNoted({ from: pathOf(name), dataDir, sources: withCode(code), version, by: null })
      return phrase.entries.wasRestored(name, phrase.entries.startAgain)
    },
    beginAnew(names) {
      beginAnewNoted({ dataDir, sources, version, names, proved: false })
      return phrase.entries.recordBegunAnew(phrase.entries.startAgain)
    },
  }
}
