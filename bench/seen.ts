import { performance } from 'node:perf_hooks'
import type { Page } from 'playwright'

/* When something changed in the DOM of a window: noted in the page itself, so that looking costs no round trip. */

interface Noted {
  readonly what: string
  readonly atMs: number
}

declare global {
  interface Window {
    benchNoted: Noted[]
  }
}

/** Notes from now on each change of the SpO2 figure. */
export async function noteChanges(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.benchNoted = []
    let figure = ''
    const look = () => {
      const atMs = performance.timeOrigin + performance.now()
      const value = document.querySelector('[data-testid="tile-spo2"] [data-value]')
      const shown = value?.getAttribute('data-value') ?? ''
      if (shown !== figure) window.benchNoted.push({ what: shown, atMs })
      figure = shown
    }
    look()
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    })
  })
}

export function readNoted(page: Page): Promise<readonly Noted[]> {
  return page.evaluate(() => window.benchNoted)
}

/** This process's time on the page's line. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now()
}

/** How long each of the sent took until it was next noted, ms; those that never were are left out. */
export function delays(sent: readonly Noted[], noted: readonly Noted[]): readonly number[] {
  return sent.flatMap(({ what, atMs }) => {
    const seen = noted.find(one => one.what === what && one.atMs >= atMs)
    return seen ? [seen.atMs - atMs] : []
  })
}
