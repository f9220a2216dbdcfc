/** The scheme under which the desktop entry serves its files to its own windows. */
export const SCHEME = 'vigil'

/** The dashboard's address in the desktop entry. */
export const DASHBOARD_URL = `${SCHEME}://app/`

/** A frame, as far as it matters who asks. */
export interface AskingFrame {
  readonly url: string
  readonly parent: object | null
}

/** Whether a request comes from the dashboard itself: from a window's own frame, with the dashboard's document in it. */
export function isDashboard(frame: AskingFrame | null): boolean {
  if (frame === null || frame.parent !== null || !URL.canParse(frame.url)) return false
  // `origin` is "null" for schemes the URL standard does not know, so its two parts are compared.
  const { protocol, host } = new URL(frame.url)
  return protocol === `${SCHEME}:` && host === 'app'
}
