import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright'
import { findDriver } from '../devices/index.ts'
import { startBrowserHost } from '../e2e/hosts/browser.ts'
import { end } from '../e2e/hosts/processes.ts'
import { createSerialTransport } from '../electron/ports/serial.ts'
import { openStore } from '../electron/store/index.ts'
import { findPreset } from '../shared/presets/index.ts'
import type { Reading } from '../shared/reading.ts'
import { openRoom } from '../shared/session/room-state.ts'
import { type About, type Figure, measured, percentile, RUNS, type Run } from './figure.ts'

/** The built dashboard in Chromium: start to first number, serial byte to changed DOM, cost of drawing three hours. */
export async function benchDashboard(): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'vigil-bench-'))
  try {
    return [...(await measureLine(dir)), ...(await measureThreeHours(dir)), ...(await measureSlow(dir))]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

const CHANGES = 200
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

/** Sends one contec-v5 frame after another over a pseudo terminal, each with another SpO2, and sees when the tile changes. */
async function measureLine(dir: string): Promise<Figure[]> {
  const [near, far] = [join(dir, 'near'), join(dir, 'far')]
  const cable = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], {
    detached: true,
  })
  while (!existsSync(near) || !existsSync(far)) await wait(10)
  const driver = findDriver('contec-v7')
  if (!driver) throw new Error('no driver')
  const transport = createSerialTransport(near, driver.line)
  await transport.open()
  const encoder = driver.createEncoder()
  const send = (spo2: number) =>
    transport.write(
      encoder.encode([
        { kind: 'wave', wave: 'pleth', ratePerS: 60, values: [0] },
        { kind: 'vital', vital: 'spo2', value: spo2, quality: 'good' },
        { kind: 'vital', vital: 'pulseRate', value: 70, quality: 'good' },
      ]),
    )
  const startedMs = performance.now()
  const host = await startBrowserHost({ dataDir: join(dir, 'line'), say: () => {} })
  const { page } = host
  await ask(page, 'addPerson', { name: 'Bench', role: 'nurse' })
  await ask(page, 'addDevice', { by: 'Bench', roomId: 'room-1', driver: driver.id, port: far })
  const patient = { initials: 'B', birthYear: 1980, recordId: 'bench' }
  await ask(page, 'openSession', { by: 'Bench', roomId: 'room-1', presetId: 'SPRAVATO-84', patient })
  await page.reload()
  let current = 97
  const stream = setInterval(() => send(current), 16)
  await page.waitForSelector('[data-testid="tile-spo2"] [data-value="97"]')
  const firstMs = performance.now() - startedMs
  const taken: number[] = []
  for (let n = 0; n < CHANGES; n++) {
    await wait(120 + (n % 7) * 13)
    const next = current === 97 ? 96 : 97
    const seen = page.evaluate(
      value =>
        new Promise<number>(resolve => {
          const find = () => document.querySelector(`[data-testid="tile-spo2"] [data-value="${value}"]`)
          const observer = new MutationObserver(() => {
            if (!find()) return
            observer.disconnect()
            resolve(performance.timeOrigin + performance.now())
          })
          observer.observe(document.body, {
            subtree: true,
            childList: true,
            attributes: true,
            characterData: true,
          })
        }),
      String(next),
    )
    await wait(30)
    const sentMs = performance.timeOrigin + performance.now()
    current = next
    send(next)
    taken.push((await seen) - sentMs)
  }
  clearInterval(stream)
  await transport.close()
  await host.close()
  await end(cable, 'SIGKILL')
  const first = [{ value: firstMs, samples: 1 }]
  return [
    await measured(byWall('start of core and Chromium to first live number'), first),
    await measured(byWall('serial byte to changed DOM, p50', '<= 50'), medians(taken)),
    // Of all of them: a run has too few for a tail.
    await measured(byWall('serial byte to changed DOM, p99', '<= 50'), [
      { value: percentile(taken, 0.99), samples: taken.length },
    ]),
  ]
}

/** A session that has run for three hours, reopened: what a second of drawing costs the page. */
async function measureThreeHours(dir: string): Promise<Figure[]> {
  const dataDir = join(dir, 'long')
  writeThreeHours(dataDir)
  const host = await startBrowserHost({ dataDir, say: () => {} })
  const { page } = host
  await page.getByText('Session', { exact: true }).click()
  await page.waitForSelector('[data-testid="chart"] .line-spo2 path[d*="L"]')
  await wait(2000)
  const client = await page.context().newCDPSession(page)
  await client.send('Performance.enable')
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
  await host.close()
  const name = 'scripting a second with 3 h of 1 Hz on the chart'
  return [await measured({ name, unit: 'ms', clock: 'cpu', aim: '< 16' }, runs)]
}

/** A browser six times as slow as this one, and thirty times as much to show as in life: how long a press waits for its frame. */
async function measureSlow(dir: string): Promise<Figure[]> {
  const host = await startBrowserHost({ dataDir: join(dir, 'slow'), say: () => {} })
  const { page } = host
  await ask(page, 'addPerson', { name: 'Bench', role: 'nurse' })
  const patient = { initials: 'B', birthYear: 1980, recordId: 'bench' }
  const simulate = { scenario: 'quiet-session', speed: 30 }
  await ask(page, 'openSession', {
    by: 'Bench',
    roomId: 'room-1',
    presetId: 'SPRAVATO-84',
    patient,
    simulate,
  })
  await page.reload()
  await page.waitForSelector('[data-testid="chart"] .line-spo2 path[d*="L"]')
  const client = await page.context().newCDPSession(page)
  await client.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await wait(5000)
  const waits: number[] = []
  for (let n = 0; n < 30; n++) {
    await wait(200 + (n % 7) * 13)
    const askedMs = performance.now()
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(resolve)))
    waits.push(performance.now() - askedMs)
  }
  await host.close()
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

/** A request over a socket of the page's own, as the dashboard itself makes them. */
async function ask(page: Page, name: string, payload: object): Promise<void> {
  const answer = await page.evaluate(
    ([what, with_]) =>
      new Promise<{ ok: boolean; message?: string }>(resolve => {
        const socket = new WebSocket(new URL('/bridge', location.href.replace('http', 'ws')))
        socket.onopen = () => socket.send(JSON.stringify({ id: 1, name: what, payload: with_ }))
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(String(data)) as { answer?: { ok: boolean; message?: string } }
          if (!message.answer) return
          socket.close()
          resolve(message.answer)
        }
      }),
    [name, payload] as const,
  )
  if (!answer.ok) throw new Error(`${name}: ${answer.message}`)
}
