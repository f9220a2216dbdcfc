import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { openStore } from '../electron/store/index.ts'
import { findPreset } from '../shared/presets/index.ts'
import type { Reading } from '../shared/reading.ts'
import { openRoom } from '../shared/session/room-state.ts'
import { type About, type Figure, measured, percentile, RUNS, type Run } from './figure.ts'
import { plugIn, startRig } from './rig.ts'

/** The built dashboard in Chromium: start to first number, cost of drawing three hours, and on a slow computer. */
export async function benchDashboard(): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'vigil-bench-'))
  try {
    return [...(await measureStart(dir)), ...(await measureThreeHours(dir)), ...(await measureSlow(dir))]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

const STARTS = 3
/** A run of the cost of drawing, in seconds. */
const SCRIPT_S = 5

const byWall = (name: string, aim?: string): About => ({
  name,
  unit: 'ms',
  clock: 'wall',
  ...(aim === undefined ? {} : { aim }),
})

/** The median of each run. */
function medians(values: readonly number[]): readonly Run[] {
  const size = Math.ceil(values.length / RUNS)
  return Array.from({ length: RUNS }, (_, run) => {
    const mine = values.slice(run * size, (run + 1) * size)
    return { value: percentile(mine, 0.5), samples: mine.length }
  })
}

/** From nothing to the first figure of a monitor on a serial line. */
async function measureStart(dir: string): Promise<Figure[]> {
  const runs: Run[] = []
  for (let run = 0; run < STARTS; run++) {
    const place = join(dir, `start-${run}`)
    mkdirSync(place)
    const oximeter = await plugIn(place, 'contec-v7')
    const stream = setInterval(() => {
      void oximeter.send(
        { kind: 'wave', wave: 'pleth', ratePerS: 60, values: [0] },
        { kind: 'vital', vital: 'spo2', value: 97, quality: 'good' },
        { kind: 'vital', vital: 'pulseRate', value: 70, quality: 'good' },
      )
    }, 16)
    const first = await startRig(join(place, 'data'))
    const { client } = first
    await client.ask('addDevice', { roomId: 'room-1', driver: 'contec-v7', port: oximeter.port })
    const patient = { initials: 'B', birthYear: 1980, recordId: 'bench' }
    await client.ask('openSession', { roomId: 'room-1', presetId: 'SPRAVATO-84', patient })
    await first.close()
    const startedMs = performance.now()
    const rig = await startRig(join(place, 'data'))
    await rig.page.waitForSelector('[data-testid="tile-spo2"] [data-value="97"]')
    runs.push({ value: performance.now() - startedMs, samples: 1 })
    clearInterval(stream)
    await rig.close()
    await oximeter.unplug()
  }
  return [await measured(byWall('start of core and Chromium to first live number'), runs)]
}

/** A session that has run for three hours, reopened: what a second of drawing costs the page. */
async function measureThreeHours(dir: string): Promise<Figure[]> {
  const dataDir = join(dir, 'long')
  writeThreeHours(dataDir)
  const rig = await startRig(dataDir)
  const { page } = rig
  await page.waitForSelector('[data-testid="chart"] .line-spo2 path[d*="L"]')
  await wait(2000)
  const client = await page.context().newCDPSession(page)
  await client.send('Performance.enable', { timeDomain: 'threadTicks' })
  const scriptMs = async () => {
    const { metrics } = await client.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000
  }
  const runs: Run[] = []
  for (let run = 0; run < RUNS; run++) {
    const before = await scriptMs()
    await wait(SCRIPT_S * 1000)
    runs.push({ value: ((await scriptMs()) - before) / SCRIPT_S, samples: SCRIPT_S })
  }
  await rig.close()
  const name = 'scripting a second with 3 h of 1 Hz on the chart'
  return [await measured({ name, unit: 'ms', clock: 'cpu', aim: '< 16' }, runs)]
}

/** A browser six times as slow as this one, and thirty times as much to show as in life: how long a press waits for its frame. */
async function measureSlow(dir: string): Promise<Figure[]> {
  const rig = await startRig(join(dir, 'slow'))
  const { page, client } = rig
  await client.ask('openSession', {
    roomId: 'room-1',
    presetId: 'SPRAVATO-84',
    patient: { initials: 'B', birthYear: 1980, recordId: 'bench' },
    simulate: { scenario: 'quiet-session', seed: 1, speed: 30 },
  })
  await page.reload()
  await page.waitForSelector('[data-testid="chart"] .line-spo2 path[d*="L"]')
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await wait(5000)
  const waits: number[] = []
  for (let n = 0; n < 30; n++) {
    await wait(200 + (n % 7) * 13)
    const askedMs = performance.now()
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(resolve)))
    waits.push(performance.now() - askedMs)
  }
  await rig.close()
  const name = 'frame at a sixth of the speed, session at 30x'
  const longest = [{ value: Math.max(...waits), samples: waits.length }]
  return [
    await measured(byWall(`${name}, p50`), medians(waits)),
    await measured(byWall(`${name}, longest`, '< 1000'), longest),
  ]
}

function writeThreeHours(dataDir: string): void {
  const store = openStore(dataDir, { version: 'bench' })
  const preset = findPreset('SPRAVATO-84')
  if (!preset) throw new Error('no preset')
  const seconds = 3 * 3600
  const openedMs = Date.now() - seconds * 1000
  const at = (s: number) => ({ monoMs: s * 1000, wallMs: openedMs + s * 1000 })
  const patient = { initials: 'B', birthYear: 1980, recordId: 'bench' }
  const opening = {
    sessionId: 'bench',
    room: 'Room 1',
    preset,
    patient,
    by: 'Bench',
    simulated: true,
    speed: 1,
  }
  const state = openRoom(opening, at(0))
  store.setPerson({ id: 'person-1', name: 'Bench', role: 'nurse', active: true })
  store.addRoom({ id: 'room-1', name: 'Room 1' })
  store.openSession('room-1', state)
  const source = { origin: 'simulated', id: 'ox', driver: 'nonin-df2' } as const
  const readings: Reading[] = []
  for (let s = 0; s < seconds; s++)
    for (const vital of ['spo2', 'pulseRate'] as const)
      readings.push({
        kind: 'vital',
        sessionId: 'bench',
        seq: readings.length + 1,
        at: at(s),
        takenAt: at(s),
        source,
        validity: 'valid',
        flags: [],
        vital,
        value: (vital === 'spo2' ? 96 : 74) + Math.round(2 * Math.sin(s / 37)),
        quality: 'good',
      })
  store.commit({ sessionId: 'bench', readings, log: [], state: { ...state, lastSeq: readings.length } })
  store.touch(at(seconds))
  store.close()
  // Written last, so that a half-made folder is not mistaken for a whole one.
  writeFileSync(join(dataDir, 'bench'), '')
}
