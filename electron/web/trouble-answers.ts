import { phrase } from '../../shared/words/host.ts'
import { troublePage } from './trouble-page.ts'

/** What may be done about a record that cannot be opened. Each throws an Error with one sentence. */
export interface Remedies {
  /** Names of backups, newest first. */
  backups(): readonly string[]
  /** What a backup holds, as one sentence. */
  tryBackup(name: string, code: string | null): string
  restore(name: string, code: string | null): string
  beginAnew(names: readonly [string, string]): string
  /** The record is opened by its code alone, which is typed at each start. */
  asksCode(): boolean
  /** Opens it by a code for this start, and gives where the dashboard is. */
  open(code: string): Promise<string>
}

export const troubleHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
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
  const page = (said: string | null) => ({
    page: troublePage(sentence, remedies.backups(), remedies.asksCode(), said),
  })
  if (!form) return page(null)
  try {
    if (form.get('do') === 'open') return { location: await remedies.open(form.get('code')?.trim() ?? '') }
    return page(act(form, remedies))
  } catch (error) {
    return page(error instanceof Error ? error.message : String(error))
  }
}

/** What came of it, as a sentence. @throws Error */
function act(form: URLSearchParams, remedies: Remedies): string {
  const code = form.get('code')?.trim() || null
  const name = form.get('backup') ?? ''
  switch (form.get('do')) {
    case 'try':
      return remedies.tryBackup(name, code)
    case 'restore':
      return remedies.restore(name, code)
    case 'anew':
      return remedies.beginAnew([form.get('first')?.trim() ?? '', form.get('second')?.trim() ?? ''])
    default:
      return phrase.entries.nothingDone
  }
}
