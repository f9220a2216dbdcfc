import { tidyName, whyNotName } from '../../../shared/people/names.ts'
import { phrase } from '../../../shared/words/host.ts'
import { wordRefusal } from '../../../shared/words/refusal.ts'
import { spokenWords } from '../../../shared/words/spoken.ts'
import type { KeySources } from '../keys/keys.ts'
import { noteInRecord } from '../note.ts'
import { beginAnew } from './restore.ts'

export interface AnewOrder {
  readonly dataDir: string
  readonly sources: KeySources
  /** Vigil's, for the audit trail. */
  readonly version: string
  /** The two people who have decided it. */
  readonly names: readonly [string, string]
  /** Has each given a PIN? Not where the record of before does not open, or knows no two people. */
  readonly proved: boolean
}

/**
 * Puts aside what is here, and begins a record that says who has decided it; gives where it lies, null: nothing was there.
 *
 * @throws StoreError; Error with one sentence where the names are none, or one name twice
 */
export function beginAnewNoted({ dataDir, sources, version, names, proved }: AnewOrder): string | null {
  const [first, second] = names.map(tidyName) as [string, string]
  for (const name of [first, second]) {
    const why = whyNotName(name)
    if (why) throw new Error(wordRefusal(why, spokenWords))
  }
  if (first.toLowerCase() === second.toLowerCase()) throw new Error(phrase.backups.twoDifferentNames)
  const aside = beginAnew(dataDir, sources)
  const unproved = proved ? '' : ' (named by whoever was at this computer: no PIN could be asked for)'
  const detail = `The record was begun anew on the word of ${first} and ${second}${unproved}; what was there: ${aside ?? 'nothing'}`
  const { code: _code, ...own } = sources
  noteInRecord(dataDir, detail, { sources: own, version })
  return aside
}
