import { fromChromium, ownScheme } from './addresses.ts'
import type { Cdp, Protocol } from './cdp.ts'
import { answerRequest } from './protocol.ts'
import { mayRequest } from './session.ts'
import { stop } from './strict.ts'

export interface Interception {
  readonly mainFrame: string
  /** Whether the page may go there; asked for every document of its own frame. */
  readonly mayNavigate: (url: string) => boolean
}

/**
 * Answers every request of a page: the program's own schemes from its own handler, with the handler's headers, and any
 * other with a broken network, once the program had its chance to refuse it.
 */
export async function interceptRequests(page: Cdp, { mainFrame, mayNavigate }: Interception): Promise<void> {
  page.on('Fetch.requestPaused', paused => void answer(paused).catch(onPageGone))

  async function answer({ requestId, request, resourceType, frameId }: Paused): Promise<void> {
    const url = fromChromium(request.url)
    const fail = (errorReason: Protocol.Network.ErrorReason) =>
      page.send('Fetch.failRequest', { requestId, errorReason })
    if (resourceType === 'Document' && frameId === mainFrame && !mayNavigate(url)) {
      await fail('Aborted')
      return
    }
    if (ownScheme(url) === null) {
      const refused = !(await mayRequest(url, request.method))
      await fail(refused ? 'BlockedByClient' : 'InternetDisconnected')
      return
    }
    if (resourceType === 'Other' && new URL(url).pathname === '/favicon.ico') {
      // Chromium wants an icon for its tab by itself; Electron has no tabs and never asks.
      await page.send('Fetch.fulfillRequest', { requestId, responseCode: 204 })
      return
    }
    const response = await answerRequest(url, request.method, request.headers, request.postData).catch(
      (error: unknown) => {
        process.stderr.write(`The program's handler failed for ${url}: ${error}\n`)
        return null
      },
    )
    if (response === null) {
      await fail('Failed')
      return
    }
    await page.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: Array.from(response.headers, ([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    })
  }

  await page.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
}

type Paused = Protocol.Fetch.requestPausedPayload

/** A page may go while its requests are being answered; anything else is the program's error, or this one's. */
function onPageGone(error: unknown): void {
  const gone =
    error instanceof Error && /Session with given id not found|Invalid InterceptionId/.test(error.message)
  if (!gone) stop(error)
}
