import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { phrase } from '../../shared/words/host.ts'

/** Why a request is not answered. */
export interface Refused {
  readonly status: 400 | 401 | 403 | 404 | 405 | 426 | 503
  readonly message: string
}

/** What opens this entry: kept for a front that takes the place of this one, and told to nobody else. */
export interface WebSecrets {
  readonly token: string
  readonly cookie: string
  readonly key: string
  /** The link has done its work. */
  readonly spent: boolean
}

export interface WebGuard {
  secrets(): WebSecrets
  /** What the printed link carries. */
  readonly token: string
  /** Whatever is checked before anything is made of a request; null: it may go on. */
  check(request: IncomingMessage): Refused | null
  /** Swaps a right token for the cookie that opens the dashboard's files; null when it is wrong or has been used up. */
  redeem(token: string | null): string | null
  /** Checks the cookie that `redeem` gave. */
  checkCookie(request: IncomingMessage): Refused | null
  /** Swaps a right token for the key that lets a window in; null when it is wrong or has been used up. */
  exchange(given: string): string | null
  /** Whether this is the key, which lets its window in. The link has then done its work. */
  letIn(given: string): boolean
}

/** A link is some 60 characters long. */
const MOST_URL = 2000

/**
 * Who may talk to the browser entry: somebody with the link that was printed at start. The link works until a window has
 * shown the key that it was given for it: a page that is loaded anew before it has its key is no stranger. From then on the
 * browser has two secrets. The cookie opens the dashboard's files: a browser
 * sends it to every port of this computer, so it opens nothing else. The key lets a window talk to the core: it goes in the
 * first message of a socket, and no other port or page ever sees it.
 */
/** @param before of a front whose place this one takes: its windows come back */
export function createWebGuard(port: () => number, before: WebSecrets = newSecrets()): WebGuard {
  const { token, cookie, key } = before
  let { spent } = before
  /** Cookies know no port: two Vigils of one computer must not take each other's. */
  const cookieName = () => `vigil-${port()}`

  return {
    token,
    secrets: () => ({ token, cookie, key, spent }),
    check({ url = '', method, headers }) {
      const allowed = [`127.0.0.1:${port()}`, `localhost:${port()}`]
      if (!headers.host || !allowed.includes(headers.host))
        return { status: 403, message: phrase.entries.onlyThisComputer }
      if (headers.origin !== undefined && !allowed.some(host => headers.origin === `http://${host}`))
        return { status: 403, message: phrase.entries.notOurs }
      if (!isOwnPage(headers)) return { status: 403, message: phrase.entries.notOurs }
      if (method !== 'GET' && method !== 'HEAD') return { status: 405, message: phrase.entries.onlyGet }
      // One form of address, and no other: nothing here is parsed that could be read in two ways.
      if (url.length > MOST_URL || !/^\/(?![/\\])[\x21-\x7e]*$/.test(url))
        return { status: 400, message: phrase.entries.notVigilAddress }
      return null
    },
    redeem(given) {
      if (spent || given === null || !isSame(given, token)) return null
      return `${cookieName()}=${cookie}; HttpOnly; SameSite=Strict; Path=/`
    },
    checkCookie({ headers }) {
      const values = (headers.cookie ?? '')
        .split(';')
        .map(pair => pair.trim().split('='))
        .filter(([name]) => name === cookieName())
      if (values.some(([, value]) => value !== undefined && isSame(value, cookie))) return null
      return { status: 401, message: phrase.entries.openByPrintedLink }
    },
    exchange: given => (spent || !isSame(given, token) ? null : key),
    letIn(given) {
      if (!isSame(given, key)) return false
      spent = true
      return true
    },
  }
}

/**
 * A browser says by itself which page a request comes from. Another page may lead here, as a link in a message does; it may
 * not take anything in, nor show Vigil inside itself.
 */
function isOwnPage(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return true
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}

const newSecrets = (): WebSecrets => ({
  token: newSecret(),
  cookie: newSecret(),
  key: newSecret(),
  spent: false,
})

const newSecret = (): string => randomBytes(24).toString('base64url')

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
