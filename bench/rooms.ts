import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Core } from '../electron/core/core.ts'
import { askAs, startTestCore } from '../electron/core/testing/acting.ts'
import { type Figure, measured, RUNS, type Run, spend } from './figure.ts'

const ROOMS = 8
const REAL_RATE_MS = 8000
const FULL_SPEED_MS = 3000
const WARM_UP_MS = 2000

/** The whole core, lines to store, with eight rooms of two devices each: at real rates, and as fast as it goes. */
export async function benchRooms(): Promise<Figure[]> {
  const real = await runRooms(1, REAL_RATE_MS)
  const fast = await runRooms(60, FULL_SPEED_MS)
  const share = real.map(({ cpuMs, wallMs, samples }) => ({ value: (cpuMs / wallMs) * 100, samples }))
  const perCpuS = fast.map(({ cpuMs, samples }) => ({ value: (samples * 1000) / cpuMs, samples }))
  const name = `${ROOMS} rooms, two devices each, real rates: one core`
  const fastName = `${ROOMS} rooms at 60x: samples through the core`
  return [
    await measured({ name, unit: '%', clock: 'cpu', aim: '< 5' }, share),
    await measured({ name: fastName, unit: '/s CPU', clock: 'cpu' }, perCpuS),
  ]
}

type Stretch = Pick<Run, 'samples'> & { readonly cpuMs: number; readonly wallMs: number }

/** CPU of this process: monitors, lines, parsers, alarms, store. The simulated patients are in it too. */
async function runRooms(speed: number, forMs: number): Promise<readonly Stretch[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vigil-bench-rooms-'))
  const core = await startTestCore({ dataDir, entry: 'browser', version: 'bench', beep: () => {} })
  try {
    await ask(core, 'addPerson', { name: 'Bench', role: 'admin' })
    await ask(core, 'addPerson', { name: 'Nora', role: 'nurse' })
    for (let n = 1; n <= ROOMS; n += 1) {
      if (n > 1) await ask(core, 'addRoom', { by: 'Bench', name: `Room ${n}` })
      await ask(core, 'openSession', {
        by: 'Nora',
        roomId: `room-${n}`,
        presetId: 'SPRAVATO-84',
        patient: { initials: 'B', birthYear: 1980, recordId: `B-${n}` },
        simulate: { scenario: 'quiet-session', seed: n, speed },
      })
    }
    let samples = 0
    core.subscribe(event => {
      if (event.kind === 'readings') samples += event.readings.length
      if (event.kind === 'wave') samples += event.values.length
    })
    await wait(WARM_UP_MS) // lines connect, the compiler warms up
    const stretches: Stretch[] = []
    for (let run = 0; run < RUNS; run++) {
      samples = 0
      const spent = await spend(() => wait(forMs))
      stretches.push({ ...spent, samples })
    }
    return stretches
  } finally {
    await core.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function ask(core: Core, name: string, payload: object): Promise<void> {
  const answer = await askAs(core, name, payload)
  if (!answer.ok) throw new Error(answer.message)
}
