import { setTimeout as wait } from 'node:timers/promises'
import { type Figure, measured, RUNS, type Run } from './figure.ts'
import { fillRooms, inRig, type Placed, roomsIn } from './rig.ts'

const STRETCH_MS = 4000

/** What Vigil tells, writes, uses and holds, with 1 to 32 rooms. */
export async function benchUse(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const rooms of [1, 8, 16, 32]) figures.push(...(await inRig(rig => measureRooms(rig, rooms))))
  return figures
}

async function measureRooms(rig: Placed, rooms: number): Promise<Figure[]> {
  const { page, client } = rig
  await fillRooms(rig, 1, rooms)
  await page.reload()
  await page.waitForSelector('.room-tile, [data-testid="tile-spo2"]')
  const back = page.locator('.to-rooms')
  if (await back.count()) await back.click()
  await page.waitForSelector('.room-tile')
  await wait(4000)
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const pageMs = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics')
    const of = (name: string) => metrics.find(metric => metric.name === name)?.value ?? 0
    return { taskMs: of('TaskDuration') * 1000, heapBytes: of('JSHeapUsedSize') }
  }
  const stretches: Readonly<Record<'told' | 'written' | 'cpu' | 'page', Run[]>> = {
    told: [],
    written: [],
    cpu: [],
    page: [],
  }
  for (let run = 0; run < RUNS; run++) {
    const before = { ...rig.usage(), told: client.toldBytes(), ...(await pageMs()), atMs: performance.now() }
    await wait(STRETCH_MS)
    const after = { ...rig.usage(), told: client.toldBytes(), ...(await pageMs()), atMs: performance.now() }
    const s = (after.atMs - before.atMs) / 1000
    const each = (amount: number): Run => ({ value: amount / s, samples: rooms })
    stretches.told.push(each((after.told - before.told) / 1000))
    stretches.written.push(each((after.writtenBytes - before.writtenBytes) / 1000))
    stretches.cpu.push(each((after.cpuMs - before.cpuMs) / 10))
    stretches.page.push(each((after.taskMs - before.taskMs) / 10))
  }
  const of = roomsIn(rooms)
  const { rssBytes } = rig.usage()
  const { heapBytes } = await pageMs()
  const told = { 1: '<= 10', 8: '<= 60' }[rooms]
  const written = { 1: '<= 30', 8: '<= 140' }[rooms]
  const core = { 1: '<= 6', 8: '<= 10' }[rooms]
  const start = { 16: '<= 8', 32: '<= 14' }[rooms]
  const about = (name: string, unit: string, clock: 'cpu' | 'wall', aim?: string) => ({
    name: `${name}, ${of}`,
    unit,
    clock,
    ...(aim === undefined ? {} : { aim }),
  })
  return [
    await measured(about('told to a window', 'kB/s', 'wall', told), stretches.told),
    await measured(about('written to the disk', 'kB/s', 'wall', written), stretches.written),
    await measured(about('Vigil’s processes, of one core', '%', 'cpu', core), stretches.cpu),
    await measured(about('start page, of one core', '%', 'cpu', start), stretches.page),
    await measured(about('memory of Vigil’s processes', 'MB', 'wall'), [
      { value: rssBytes / 1e6, samples: 1 },
    ]),
    await measured(about('heap of the window', 'MB', 'wall'), [{ value: heapBytes / 1e6, samples: 1 }]),
  ]
}
