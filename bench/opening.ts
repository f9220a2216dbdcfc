import type { BrowserContext } from 'playwright'
import { type Figure, measure, type Run } from './figure.ts'
import { fillRooms, inRig } from './rig.ts'

const FIGURE = '[data-testid="tile-spo2"] [data-value]:not([data-value=""])'
const WARM_UP = 2
const RUNS_OPENED = 11

/** What it costs a window to open: from nothing to the first figure in its room, reading and running what it is made of. */
export function benchOpening(): Promise<Figure[]> {
  return inRig(async rig => {
    await fillRooms(rig, 1, 1)
    const context = rig.page.context()
    const at = rig.page.url()
    // What is closed costs nothing beside what is measured.
    await rig.page.goto('about:blank')
    for (let n = 0; n < WARM_UP; n++) await openOnce(context, at)
    const about = { name: 'opening of a window, to its first figure', unit: 'ms', clock: 'cpu' } as const
    return [await measure(about, () => openOnce(context, at), { runs: RUNS_OPENED })]
  })
}

/** In a page of its own, whose measures begin at nothing. */
async function openOnce(context: BrowserContext, at: string): Promise<Run> {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const startedMs = performance.now()
  await page.goto(at)
  await page.waitForSelector(FIGURE)
  const wall = performance.now() - startedMs
  const { metrics } = await cdp.send('Performance.getMetrics')
  await page.close()
  const tasksS = metrics.find(({ name }) => name === 'TaskDuration')?.value
  if (tasksS === undefined) throw new Error('The browser tells nothing of its tasks.')
  return { value: tasksS * 1000, wall, samples: 1 }
}
