import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findDriver, simulatedCuff } from '../../../devices/index.ts'
import {
  createPatient,
  createPlayer,
  findScenario,
  typicalProfile,
} from '../../../devices/simulated/index.ts'
import type { Sample } from '../../../shared/reading.ts'
import { DAY_MS, SECOND_MS } from '../../../shared/time.ts'
import { ID, storeScript, T0_WALL_MS } from '../../import/testing/stored.ts'
import { openStore, type Store } from '../index.ts'

/* How large a session of two hours is once it is sealed, as the monitors that ship are simulated: the contract allows 0.5 MB. */

const LENGTH_S = 2 * 3600
/** From the opening to the dose, which is 0 in a script. */
const BEFORE_S = 600
const MOST_BYTES = 500_000

let dir: string
let store: Store
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-size-'))
  store = openStore(dir, { version: 'test' })
  store.addRoom({ id: 'room-1', name: 'Room 1' })
})
afterEach(() => {
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

/** What both monitors of a simulated patient tell in two hours, as lines of a session script. */
function simulate(scenarioId: string): readonly object[] {
  const scenario = findScenario(scenarioId)
  if (!scenario) throw new Error(`There is no scenario "${scenarioId}".`)
  const patient = createPatient(typicalProfile)
  const lines: object[] = []
  const monitors = [findDriver(scenario.monitor ?? 'nonin-df2'), simulatedCuff()]
  const players = monitors.map((driver, index) => {
    if (!driver) throw new Error('The monitor of the scenario is gone.')
    const hear = (samples: readonly Sample[], nowMs: number) => {
      // Waves are drawn, and never stored.
      for (const sample of samples)
        if (sample.kind !== 'wave')
          lines.push({ t: nowMs / SECOND_MS - BEFORE_S, sample, device: `monitor-${index}` })
      return samples
    }
    return createPlayer({
      driver,
      patient,
      scenario,
      seed: 1 + index,
      startedAtMs: 0,
      fingerSensor: index === 0,
      alter: hear,
    })
  })
  for (let s = 1; s <= LENGTH_S; s++) {
    if (s === BEFORE_S) patient.dose({ drug: 'esketamine', route: 'in', mg: 56 }, s * SECOND_MS)
    for (const player of players) player.step(s * SECOND_MS)
  }
  return lines
}

const timeOf = (line: object) => ('t' in line ? Number(line.t) : 0)

it.each(['quiet-session', 'slow-breathing', 'desaturation'])(
  'A session of two hours of "%s" takes at most half a megabyte when it is sealed',
  async scenario => {
    const acts = [
      { t: 0, do: 'startDosing', by: 'Nurse A', lot: 'L-1' },
      ...Array.from({ length: 12 }, (_, n) => ({
        t: 60 + n * 500,
        do: 'recordMark',
        by: 'Nurse A',
        mark: 'note',
        text: `Looked at, number ${n + 1}: calm, speaks when spoken to.`,
      })),
      { t: LENGTH_S - BEFORE_S, do: 'closeSession', by: 'Nurse A', reason: 'end of the trial' },
    ]
    const script = [...simulate(scenario), ...acts].toSorted((a, b) => timeOf(a) - timeOf(b))
    storeScript(store, script.map(line => JSON.stringify(line)).join('\n'))
    const readings = store.readings(ID).length
    const entries = store.log(ID).length
    expect(readings).toBeGreaterThan(LENGTH_S)
    expect(await store.sealNext({ monoMs: 0, wallMs: T0_WALL_MS + 30 * DAY_MS })).toBe(ID)
    const folder = join(dir, 'sessions', '2026')
    const [name = ''] = readdirSync(folder)
    const { size } = statSync(join(folder, name))
    process.stdout.write(
      `${scenario}: ${readings} readings, ${entries} entries, sealed ${Math.round(size / 1000)} kB\n`,
    )
    expect(size).toBeLessThan(MOST_BYTES)
    expect(store.readings(ID)).toHaveLength(readings)
  },
  300_000,
)
