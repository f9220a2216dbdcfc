import { phrase } from '../../shared/words/host.ts'
import { say } from '../process/say.ts'
import { createRemedies } from '../start/remedies.ts'
import { readVersion } from '../start/version.ts'
import { asksCode, keepByCode, loginKeys } from '../store/index.ts'
import { answerTrouble, MOST_FORM_BYTES, troubleHeaders } from '../web/trouble-answers.ts'
import { DASHBOARD_URL, isDashboard } from './origin.ts'

export interface ClosedRecord {
  readonly dataDir: string
  /** Why it was not opened. */
  readonly sentence: string
  /** Begins again, now that the record opens. @throws Error with one sentence where it still does not */
  readonly begin: () => Promise<void>
}

/**
 * Answers the desktop's windows while the record is closed: the page of the browser entry, at the dashboard's own address, to which the
 * window comes back once the record is open.
 */
export function serveClosed({
  dataDir,
  sentence,
  begin,
}: ClosedRecord): (request: Request) => Promise<Response> {
  const sources = loginKeys(say)
  const remedies = {
    ...createRemedies(dataDir, sources, readVersion()),
    asksCode: () => asksCode(dataDir),
    async open(code: string) {
      keepByCode(dataDir, sources, code)
      await begin()
      return DASHBOARD_URL
    },
  }
  return async request => {
    if (!isDashboard({ url: request.url, parent: null }) || new URL(request.url).pathname !== '/')
      return page(404, phrase.entries.noSuchPage)
    const sent = request.method === 'POST' ? await request.text() : null
    if (sent !== null && sent.length > MOST_FORM_BYTES) return page(400, phrase.entries.notVigilForm)
    const answered = await answerTrouble(sentence, remedies, sent === null ? null : new URLSearchParams(sent))
    // A page of its own scheme is not sent elsewhere: it loads the same address anew, where the dashboard is now.
    return 'page' in answered ? page(200, answered.page) : page(200, LOAD_ANEW)
  }
}

const LOAD_ANEW = '<!doctype html><title>Vigil</title><meta http-equiv="refresh" content="0">'

function page(status: number, content: string): Response {
  const headers = { ...troubleHeaders, 'content-type': 'text/html; charset=utf-8' }
  return new Response(content, { status, headers })
}
