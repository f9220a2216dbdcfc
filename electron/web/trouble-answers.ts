import { phrase } from '../../shared/words/host.ts'
import { screenWordsOf } from '../../shared/words/screen.ts'
import { spokenLanguage } from '../../shared/words/speaking.ts'
import { spokenWords } from '../../shared/words/spoken.ts'
import { Refusal } from '../core/refusal.ts'
import { nothingTyped, type Typed, troublePage } from './trouble-page.ts'

/** What one of two people has typed. */
interface TypedWord {
  readonly name: string
  /** PIN or passphrase; empty: none was typed. */
  readonly secret: string
}
export type TwoWords = readonly [TypedWord, TypedWord]

/** What may be done about a record that cannot be opened. Each throws, or rejects with, an Error with one sentence. */
export interface Remedies {
  /** Names of backups, newest first. */
  backups(): readonly string[]
  /** The people of the record can be read, and two of them decide what becomes of it, each with their own PIN. */
  asksPins(): boolean
  /** The same for beginning anew: people of the newest backup count too. */
  asksPinsForAnew(): boolean
  /** What a backup holds, as one sentence. */
  tryBackup(name: string, code: string | null): string
  /** On the word of two people of the record, or of the backup, or on the backup's recovery code: as the command does. */
  restore(name: string, code: string | null, words: TwoWords): Promise<string>
  beginAnew(words: TwoWords): Promise<string>
  /** The record is opened by its code alone, which is typed at each start. */
  asksCode(): boolean
  /** Opens it by a code for this start, and gives where the dashboard is. */
  open(code: string): Promise<string>
}

export const troubleHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const

export const MOST_FORM_BYTES = 4096

/** A page to show, or where to go. */
export type TroubleAnswer = { readonly page: string } | { readonly location: string }

/** Answers for a record that was not opened. @param form what was sent; null: the page is only looked at */
export async function answerTrouble(
  sentence: string,
  remedies: Remedies,
  form: URLSearchParams | null,
): Promise<TroubleAnswer> {
  const page = (said: string | null, typed: Typed = nothingTyped) => ({
    page: troublePage(screenWordsOf(spokenLanguage()).closedRecord, spokenWords.languageTag, {
      sentence,
      backups: remedies.backups(),
      asksCode: remedies.asksCode(),
      asksPins: remedies.asksPins(),
      asksPinsForAnew: remedies.asksPinsForAnew(),
      said,
      typed,
    }),
  })
  if (!form) return page(null)
  try {
    if (form.get('do') === 'open') return { location: await remedies.open(read(form, 'code')) }
    return page(await act(form, remedies))
  } catch (error) {
    // Names and backup stay as typed; code and PINs are not sent back.
    const typed = { backup: read(form, 'backup'), first: read(form, 'first'), second: read(form, 'second') }
    return page(sayError(error), typed)
  }
}

/** In the language that is spoken: a refusal's own message is the log's. */
function sayError(error: unknown): string {
  if (error instanceof Refusal) return error.inWords(spokenWords)
  return error instanceof Error ? error.message : String(error)
}

/** What came of it, as a sentence. @throws Error */
async function act(form: URLSearchParams, remedies: Remedies): Promise<string> {
  const code = read(form, 'code') || null
  const name = form.get('backup') ?? ''
  const words = [
    { name: read(form, 'first'), secret: read(form, 'firstPin') },
    { name: read(form, 'second'), secret: read(form, 'secondPin') },
  ] as const
  switch (form.get('do')) {
    case 'try':
      return remedies.tryBackup(name, code)
    case 'restore':
      return remedies.restore(name, code, words)
    case 'anew':
      return remedies.beginAnew(words)
    default:
      return phrase.entries.nothingDone
  }
}

const read = (form: URLSearchParams, name: string): string => form.get(name)?.trim() ?? ''
