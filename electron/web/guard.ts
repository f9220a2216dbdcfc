import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Why a request is not let in. */
export type Refused = { readonly status: 401 | 403 | 405; readonly message: string }

export interface WebGuard {
  /** What the printed link carries. */
  readonly token: string
  /** Checks Host, and Origin where a browser sends one: a page of another site must not reach this server (DNS rebinding). */
  checkHost(request: IncomingMessage): Refused | null
  /** Swaps a right token for a cookie's value; null when the token is wrong or has been used up. */
  redeem(token: string | null): string | null
  /** Checks the cookie that `redeem` gave. */
  checkCookie(request: IncomingMessage): Refused | null
  /** A window is connected: the link has done its work and opens nothing more. */
  spend(): void
}

export const COOKIE = 'vigil'

/**
 * Who may talk to the browser entry: somebody with the link that was printed at start. The link works until the first
 * window is connected by it; from then on only that browser's cookie does, which no script and no other site can read.
 */
export function createWebGuard(port: () => number): WebGuard {
  const token = randomBytes(24).toString('base64url')
  const secret = randomBytes(24).toString('base64url')
  let spent = false

  return {
    token,
    checkHost({ headers }) {
      const allowed = [`127.0.0.1:${port()}`, `localhost:${port()}`]
      if (!headers.host || !allowed.includes(headers.host))
        return { status: 403, message: 'Vigil answers only on this computer, under 127.0.0.1.' }
      if (headers.origin !== undefined && !allowed.some(host => headers.origin === `http://${host}`))
        return { status: 403, message: 'Vigil does not answer requests from other pages.' }
      return null
    },
    redeem(given) {
      return !spent && given !== null && isSame(given, token) ? secret : null
    },
    checkCookie({ headers }) {
      const value = (headers.cookie ?? '')
        .split(';')
        .map(pair => pair.trim().split('='))
        .find(([name]) => name === COOKIE)?.[1]
      if (value !== undefined && isSame(value, secret)) return null
      return { status: 401, message: 'Open Vigil by the link that was printed when it started.' }
    },
    spend() {
      spent = true
    },
  }
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
