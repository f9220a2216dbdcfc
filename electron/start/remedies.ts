import { basename } from 'node:path'
import { phrase } from '../../shared/words/host.ts'
import { refusal } from '../../shared/words/refusal.ts'
import { createInTurn } from '../core/in-turn.ts'
import type { Checking } from '../core/people/secrets-of.ts'
import { checkKeepers, hasTwoPeople, requireKeepers } from '../core/people/two-people.ts'
import { Refusal } from '../core/refusal.ts'
import {
  beginAnewNoted,
  checkBackup,
  type KeySources,
  type LyingPeople,
  listBackupPaths,
  opensBackupByCode,
  type RestoreOrder,
  readPeopleAsTheyLie,
  readPeopleOfBackup,
  restoreNoted,
  StoreError,
} from '../store/index.ts'
import type { Remedies, TwoWords } from '../web/trouble-answers.ts'
import { checkingOf } from './checking.ts'

/** What a page may do about a record that was not opened. @param version Vigil's, for the record */
export function createRemedies(
  dataDir: string,
  sources: KeySources,
  version: string,
): Omit<Remedies, 'asksCode' | 'open'> {
  /** Kept, so that wrong tries count for as long as the page is there. */
  const known = new Map<string, Checking>()
  const inTurn = createInTurn()
  const pathOf = (name: string): string => {
    const path = listBackupPaths(dataDir).find(each => basename(each) === name)
    if (path === undefined) throw new StoreError('missing', phrase.entries.backupNotListed(name))
    return path
  }
  const withCode = (code: string | null): KeySources => ({ ...sources, ...(code === null ? {} : { code }) })

  /** Who could give both PINs; null: that place names no such two. */
  function keepersOf(place: string, read: () => LyingPeople | null): Checking | null {
    const lies = read()
    const checking = lies && (known.get(place) ?? checkingOf(lies))
    if (!checking || !hasTwoPeople(checking.register)) return null
    known.set(place, checking)
    return checking
  }
  const keepersHere = (code: string | null): Checking | null =>
    keepersOf('', () => readPeopleAsTheyLie(dataDir, sources) ?? readPeopleAsTheyLie(dataDir, withCode(code)))

  /** Who decides that a record is begun anew: an emptied database names nobody, but the newest backup beside it may. */
  function keepersForAnew(): Checking | null {
    const newest = listBackupPaths(dataDir).at(-1)
    return (
      keepersHere(null) ??
      (newest === undefined ? null : keepersOf(newest, () => readPeopleOfBackup(newest, dataDir, sources)))
    )
  }

  /** As a command asks, which reads names and PINs elsewhere. @throws Refusal */
  async function holdTo(checking: Checking, [first, second]: TwoWords): Promise<string> {
    if ([first.name, first.secret, second.name, second.secret].includes(''))
      throw new Refusal(refusal('decidePins'))
    const people = requireKeepers(checking, [first.name, second.name])
    return checkKeepers(checking, people, [first.secret, second.secret])
  }

  async function whoDecides(
    from: string,
    code: string | null,
    words: TwoWords,
  ): Promise<Pick<RestoreOrder, 'by' | 'byCode'>> {
    const here = keepersHere(code)
    if (here) return { by: await holdTo(here, words) }
    if (code !== null && opensBackupByCode(from, dataDir, code)) return { by: null, byCode: true }
    const there = keepersOf(from, () => readPeopleOfBackup(from, dataDir, withCode(code)))
    return { by: there && (await holdTo(there, words)) }
  }

  // Whoever can be read tells the clinic's language with it: all that the page says is said in that.
  keepersForAnew()
  return {
    asksPins: () => keepersHere(null) !== null,
    asksPinsForAnew: () => keepersForAnew() !== null,
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
      return phrase.entries.backupIsWhole(name, sessions, head.seq, chain)
    },
    restore: (name, code, words) =>
      inTurn(async () => {
        const from = pathOf(name)
        const decided = await whoDecides(from, code, words)
        restoreNoted({ from, dataDir, sources: withCode(code), version, ...decided })
        known.clear()
        return phrase.entries.backupRestored(name, phrase.entries.startAgain)
      }),
    beginAnew: words =>
      inTurn(async () => {
        const keepers = keepersForAnew()
        if (keepers) await holdTo(keepers, words)
        const names = [words[0].name, words[1].name] as const
        beginAnewNoted({ dataDir, sources, version, names, proved: keepers !== null })
        known.clear()
        return phrase.entries.recordBegunAnew(phrase.entries.startAgain)
      }),
  }
}
