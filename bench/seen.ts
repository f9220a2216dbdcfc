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

/** What is noted of the alarm: that it does not stand in the alarm bar any more; else by which value it calls (`calling`). */
export const ENDED = 'ended'
/** That it calls by this value: where the end of the one before was never drawn, its value still is another one. */
export const calling = (value: number) => `calls by ${value}`

/** Notes from now on each change of the SpO2 figure, and when this alarm comes and goes. */
export async function noteChanges(page: Page, alarm: string): Promise<void> {
  const words = { alarm, ended: ENDED, calls: calling(0).replace('0', '') }
  await page.evaluate(({ alarm: id, calls, ended }) => {
    window.benchNoted = []
    let figure = ''
    let alarms = ended
    const look = () => {
      const atMs = performance.timeOrigin + performance.now()
      const value = document.querySelector('[data-testid="tile-spo2"] [data-value]')
      const shown = value?.getAttribute('data-value') ?? ''
      if (shown !== figure) window.benchNoted.push({ what: shown, atMs })
      figure = shown
      const line = document.querySelector(`[data-testid="alarm-bar"] [data-alarm="${id}"]`)?.closest('li')
      const stands = line ? `${calls}${/\d+/.exec(line.textContent)?.[0] ?? ''}` : ended
      if (stands !== alarms) window.benchNoted.push({ what: stands, atMs })
      alarms = stands
    }
    look()
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    })
  }, words)
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
