import { describe, expect, it } from 'vitest'
import type { Driver } from '../../devices/driver.ts'
import { drivers } from '../../devices/index.ts'
import {
  createPatient,
  createPlayer,
  findScenario,
  type ScenarioId,
  typicalProfile,
} from '../../devices/simulated/index.ts'
import type { Sample } from '../../shared/reading.ts'
import { createManualTimers } from '../core/testing/manual-timers.ts'
import { createTransport } from '../ports/create-transport.ts'
import { openLink } from './link.ts'
import { createListeners } from './listeners.ts'

/** A whole simulated line: patient, monitor, port, link. */
function openSimulated(driver: Driver, scenarioId: ScenarioId) {
  const timers = createManualTimers()
  const scenario = findScenario(scenarioId)
  if (!scenario) throw new Error(`No scenario ${scenarioId}`)
  const player = createPlayer({
    driver,
    patient: createPatient(typicalProfile),
    scenario,
    seed: 1,
    startedAtMs: 0,
    cuffEveryMs: null,
  })
  const samples: Sample[] = []
  const states: string[] = []
  let written = 0
  const cuts = createListeners<string>()
  const link = openLink({
    driver,
    port: `sim:${scenarioId}`,
    createTransport() {
      const transport = createTransport(`sim:${scenarioId}`, driver, { timers, playerFor: () => player })
      transport.onClose(cuts.tell)
      return { ...transport, onClose: cuts.add }
    },
    timers,
    random: () => 0,
    onSamples: some => samples.push(...some),
    onState: view => {
      if (view.state !== states.at(-1)) states.push(view.state)
    },
    onChunk: direction => {
      if (direction === 'out') written++
    },
  })
  return { timers, link, samples, states, written: () => written, cut: cuts.tell }
}

const nibpResults = (samples: readonly Sample[]) => samples.filter(sample => sample.kind === 'nibp')

describe.each(drivers.map(driver => [driver.id, driver] as const))('%s over a link', (_, driver) => {
  it('connects at once and stays so, every frame good', async () => {
    const { timers, link, samples, states, written } = openSimulated(driver, 'quiet-session')
    await timers.pass(3000)
    expect(states).toEqual(['connecting', 'connected'])
    await timers.pass(57_000)
    expect(states).toEqual(['connecting', 'connected'])
    expect(link.view()).toMatchObject({ badFrames: 0, attempts: 0, error: null })
    expect(
      samples.some(sample => sample.kind === 'vital' && sample.vital === 'spo2' && sample.value !== null),
    ).toBe(driver.vitals.includes('spo2'))
    expect(written() > 0).toBe(driver.createHost !== undefined)
  })

  it('is lost with its cable and comes back with it', async () => {
    const { timers, states, samples, link } = openSimulated(driver, 'unplug')
    await timers.pass(70_000)
    // One that speaks only when it has measured is back as soon as its port is.
    const speaksSeldom = driver.quietAfterMs === Number.POSITIVE_INFINITY
    const back = speaksSeldom ? ['connected'] : ['reconnecting', 'connected']
    expect(states).toEqual(['connecting', 'connected', 'lost', ...back])
    samples.length = 0
    await timers.pass(speaksSeldom ? 300_000 : 10_000)
    expect(link.view().state).toBe('connected')
    // This simulated monitor measures pressure on command only.
    if (driver.vitals.includes('spo2')) expect(samples.length).toBeGreaterThan(0)
  })
})

describe.each(
  drivers
    .filter(driver => driver.createHost?.().commands.includes('startNibp'))
    .map(driver => [driver.id, driver] as const),
)('a cuff over a link: %s', (_, driver) => {
  it('measures when a person asks, and gives its result once', async () => {
    const { timers, link, samples } = openSimulated(driver, 'quiet-session')
    await timers.pass(5000)
    expect(link.command('startNibp')).toEqual({ ok: true })
    await timers.pass(90_000)
    expect(nibpResults(samples)).toMatchObject([{ status: 'ok', systolic: expect.any(Number) }])
  })

  it('does not give an old result anew when the line comes back', async () => {
    const { timers, link, samples, states, cut } = openSimulated(driver, 'quiet-session')
    await timers.pass(5000)
    link.command('startNibp')
    await timers.pass(90_000)
    cut('The line was cut.')
    await timers.pass(30_000)
    expect(states).toEqual(['connecting', 'connected', 'lost', 'reconnecting', 'connected'])
    expect(nibpResults(samples)).toHaveLength(1)
    link.command('startNibp')
    await timers.pass(90_000)
    expect(nibpResults(samples)).toHaveLength(2)
  })
})
