import type { KeyRing } from '../live/bridge.ts'
import { readStored, store } from './stored.ts'

/*
 * What lets this window in at the browser entry. The link brings a token behind its #, good for one window; the core gives a
 * key for it, which is kept for this browser: for a reload, for another window, and for the window that is opened again
 * after the last one was closed by mistake over an open session. Storage belongs to one address and port, unlike a cookie.
 */

const NAME = 'vigil-key'

/** Where nothing can be stored it is good for this page. */
let kept: string | null = null

const fromLink = (): string => window.location.hash.slice(1)

export const keyRing: KeyRing = {
  read: () => fromLink() || readStored('localStorage', NAME) || kept || '',
  keep(key) {
    kept = key
    store('localStorage', NAME, key)
    dropLink()
  },
  drop(tried) {
    if (kept === tried) kept = null
    if (readStored('localStorage', NAME) === tried) store('localStorage', NAME, null)
    if (fromLink() === tried) dropLink()
  },
}

/** The token has done its work: it need not stand in the address. */
function dropLink(): void {
  if (fromLink() !== '') window.history.replaceState(window.history.state, '', window.location.pathname)
}
