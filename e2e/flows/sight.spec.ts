import type { Page } from 'playwright/test'
import { expect, test } from '../vigil.ts'
import { alarm, startSimulated } from './steps.ts'

/*
 * How an alarm looks, measured on the real dashboard (alarm standard, section 3): HIGH flashes 1.4 to 2.8 times a second, lit
 * 20 to 60 % of the time; MEDIUM 0.4 to 0.8 times; LOW is steady; all in phase, and readable in both halves.
 */

interface Measured {
  /** Times a second that it was lit anew. */
  readonly hz: number
  /** Of the time, by samples. */
  readonly lit: number
  /** The lowest contrast of its words, at any sample. */
  readonly contrast: number
  readonly grounds: number
}

/** Watches an element's ground and words for so long, at each frame that the browser draws. */
async function measure(page: Page, selector: string, forMs: number): Promise<Measured> {
  return page.evaluate(
    async ([chosen, lengthMs]) => {
      const element = document.querySelector(chosen)
      if (!element) throw new Error(`There is no ${chosen}.`)
      const luminance = (colour: string) => {
        const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number).map(part => {
          const share = part / 255
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const rest = getComputedStyle(document.documentElement).getPropertyValue('--ground').trim()
      const probe = document.createElement('i')
      probe.style.color = rest
      document.body.append(probe)
      const dark = getComputedStyle(probe).color
      probe.remove()
      const samples: { atMs: number; lit: boolean }[] = []
      const grounds = new Set<string>()
      let contrast = Number.POSITIVE_INFINITY
      const begin = performance.now()
      while (performance.now() - begin < lengthMs) {
        const atMs = await new Promise<number>(resolve => requestAnimationFrame(resolve))
        const { backgroundColor, color } = getComputedStyle(element)
        const [light, deep] = [luminance(backgroundColor), luminance(color)].sort((a, b) => b - a)
        contrast = Math.min(contrast, ((light ?? 0) + 0.05) / ((deep ?? 0) + 0.05))
        grounds.add(backgroundColor)
        samples.push({ atMs, lit: backgroundColor !== dark })
      }
      const ons = samples.filter(({ lit }, index) => lit && samples[index - 1]?.lit === false)
      const first = ons[0]?.atMs ?? 0
      const last = ons.at(-1)?.atMs ?? 0
      return {
        hz: ons.length < 2 ? 0 : ((ons.length - 1) * 1000) / (last - first),
        lit: samples.filter(({ lit }) => lit).length / samples.length,
        contrast,
        grounds: grounds.size,
      }
    },
    [selector, forMs] as const,
  )
}

/** Rates by the animation clock: what the style sheet orders, apart from how busy this computer is. */
function clocks(page: Page) {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(animation => (animation as CSSAnimation).animationName?.includes('flash'))
      .map(animation => {
        const { effect, startTime } = animation
        const { duration } = effect?.getComputedTiming() ?? {}
        const target = (effect as KeyframeEffect | null)?.target
        return {
          priority: ['high', 'medium', 'low'].find(name => target?.classList.contains(name)),
          hz: 1000 / Number(duration),
          startTime: Number(startTime),
          offsets: ((effect as KeyframeEffect | null)?.getKeyframes() ?? []).map(
            frame => frame.computedOffset,
          ),
        }
      }),
  )
}

async function recordPressure(page: Page, systolic: string, diastolic: string): Promise<void> {
  await page.keyboard.press('r')
  const manual = page.getByRole('dialog', { name: 'Manual reading' })
  await manual.getByLabel('Systolic').fill(systolic)
  await manual.getByLabel('Diastolic').fill(diastolic)
  await manual.getByRole('button', { name: 'Record reading' }).click()
  await expect(manual).toBeHidden()
}

test('HIGH flashes in its band, readable in both halves, every one in phase', async ({ vigil: { page } }) => {
  await startSimulated(page, { scenario: 'quiet-session' })
  await page.keyboard.press('d')
  await recordPressure(page, '190', '120')
  await expect(alarm(page, 'systolic-high')).toBeVisible()
  await expect(alarm(page, 'diastolic-high')).toBeVisible()

  const flashing = (await clocks(page)).filter(({ priority }) => priority === 'high')
  // One line in the bar, with both causes, and the tile.
  expect(flashing.length).toBeGreaterThanOrEqual(2)
  for (const { hz, startTime, offsets } of flashing) {
    expect(hz).toBeGreaterThanOrEqual(1.4)
    expect(hz).toBeLessThanOrEqual(2.8)
    expect(startTime).toBe(0)
    expect(offsets).toContain(0.5)
  }
  const seen = await measure(page, '[data-alarm="systolic-high"]', 4000)
  expect(seen.grounds).toBe(2)
  expect(seen.hz).toBeGreaterThan(1.4)
  expect(seen.hz).toBeLessThan(2.8)
  expect(seen.lit).toBeGreaterThan(0.2)
  expect(seen.lit).toBeLessThan(0.6)
  expect(seen.contrast).toBeGreaterThanOrEqual(4.5)
})

test('MEDIUM flashes slowly in its band', async ({ vigil: { page } }) => {
  await startSimulated(page, { scenario: 'quiet-session' })
  await page.keyboard.press('d')
  await recordPressure(page, '165', '95')
  await expect(alarm(page, 'systolic-high')).toHaveAttribute('data-priority', 'medium')
  for (const { hz, startTime } of (await clocks(page)).filter(({ priority }) => priority === 'medium')) {
    expect(hz).toBeGreaterThanOrEqual(0.4)
    expect(hz).toBeLessThanOrEqual(0.8)
    expect(startTime).toBe(0)
  }
  const seen = await measure(page, '[data-alarm="systolic-high"]', 7000)
  expect(seen.hz).toBeGreaterThan(0.4)
  expect(seen.hz).toBeLessThan(0.8)
  expect(seen.lit).toBeGreaterThan(0.2)
  expect(seen.lit).toBeLessThan(0.6)
  expect(seen.contrast).toBeGreaterThanOrEqual(4.5)
})

test('LOW is steady', async ({ vigil: { page } }) => {
  await startSimulated(page, { scenario: 'cuff-failure', speed: '10' })
  await expect(alarm(page, 'nibp-failed')).toHaveAttribute('data-priority', 'low')
  const seen = await measure(page, '[data-alarm="nibp-failed"]', 2500)
  expect(seen).toMatchObject({ hz: 0, lit: 1, grounds: 1 })
  expect(seen.contrast).toBeGreaterThanOrEqual(4.5)
})

test('with reduced motion nothing flashes, and the priority is still read', async ({ vigil: { page } }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await startSimulated(page, { scenario: 'quiet-session' })
  await page.keyboard.press('d')
  await recordPressure(page, '190', '95')
  const line = alarm(page, 'systolic-high')
  await expect(line).toBeVisible()
  expect(await clocks(page)).toEqual([])
  const seen = await measure(page, '[data-alarm="systolic-high"]', 2000)
  expect(seen).toMatchObject({ hz: 0, lit: 1, grounds: 1 })
  expect(seen.contrast).toBeGreaterThanOrEqual(4.5)
  await expect(line).toContainText('!!!')
  await expect(line).toContainText('HIGH')
  await expect(page.getByTestId('tile-bp')).toContainText('!!!')
})
