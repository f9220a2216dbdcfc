import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Driver } from '../../devices/driver.ts'
import { drivers } from '../../devices/index.ts'
import { createPatient, createPlayer, findScenario, typicalProfile } from '../../devices/simulated/index.ts'
import type { Sample } from '../../shared/reading.ts'
import { createLaggingTimers } from '../core/testing/lagging-timers.ts'
import { createSerialTransport } from '../ports/serial.ts'
import { type Cable, createCable } from '../ports/testing/socat.ts'
import { openLink } from './link.ts'

/** The link's and the monitor's clocks run so many times faster. */
const FASTER = 10
/** For each thing that is waited for: a line that is shared with other work is slow, not broken. */
const PATIENCE_MS = 40_000

let cable: Cable
let timers: ReturnType<typeof createLaggingTimers>
/** What a test has opened, closed again however the test ends: the next one has a line of the same names. */
let opened: (() => Promise<void>)[]
beforeEach(async () => {
  cable = await createCable()
  timers = createLaggingTimers(FASTER)
  opened = []
})
afterEach(async () => {
  for (const close of opened) await close()
  timers.stop()
  await cable.remove()
})

/** A monitor on its end of a real line, which is switched off and on: off, it forgets everything. */
async function plugIn(driver: Driver) {
  const scenario = findScenario('quiet-session')
  if (!scenario) throw new Error('no scenario')
  const line = createSerialTransport(cable.monitorPath, driver.line)
  await line.open()
  const now = () => timers.now().monoMs
  let player: ReturnType<typeof createPlayer> | null = null
  let cutsNext = false
  function send(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    line.write(cutsNext ? bytes.subarray(0, Math.ceil(bytes.length / 2)) : bytes)
    // The power fails in the middle of a frame.
    if (cutsNext) player = null
    cutsNext = false
  }
  line.onData(bytes => send(player?.hear(bytes, now()) ?? new Uint8Array(0)))
  const beat = setInterval(() => send(player?.step(now()).bytes ?? new Uint8Array(0)), 10)
  opened.push(async () => {
    clearInterval(beat)
    await line.close()
  })
  return {
    switchOn() {
      player = createPlayer({
        driver,
        patient: createPatient(typicalProfile),
        scenario,
        seed: 1,
        startedAtMs: now(),
        cuffEveryMs: null,
      })
    },
    switchOff() {
      cutsNext = true
    },
    isOn: () => player !== null,
  }
}

const polled = drivers.filter(driver => driver.createHost).map(driver => [driver.id, driver] as const)

it('there are polled monitors', () => expect(polled.length).toBeGreaterThanOrEqual(6))

describe.each(polled)('%s, switched off in the middle of a frame and on again', (_, driver) => {
  it('is asked anew and read again, and its cuff measures', async () => {
    const monitor = await plugIn(driver)
    const samples: Sample[] = []
    const states: string[] = []
    let started = false
    const link = openLink({
      driver,
      port: cable.hostPath,
      createTransport: () => createSerialTransport(cable.hostPath, driver.line),
      timers,
      random: () => 0,
      onSamples: some => samples.push(...some),
      onState: ({ state }) => {
        if (state !== states.at(-1)) states.push(state)
        if (state !== 'connected') started = false
      },
    })
    opened.push(() => link.close())
    const until = async (holds: () => boolean, what: string) => {
      const startedMs = performance.now()
      while (!holds()) {
        if (performance.now() - startedMs > PATIENCE_MS) throw new Error(`${what}: ${states.join(', ')}`)
        await wait(5)
      }
    }
    const spo2s = () =>
      samples.filter(sample => sample.kind === 'vital' && sample.vital === 'spo2' && sample.value !== null)
    const cuffs = () => samples.filter(sample => sample.kind === 'nibp')
    const measuresOnCommand = driver.createHost?.().commands.includes('startNibp') ?? false

    async function readAll(times: string): Promise<void> {
      started = false
      await until(() => link.view().state === 'connected', `not connected ${times}`)
      if (driver.vitals.includes('spo2')) await until(() => spo2s().length > 0, `no saturation ${times}`)
      if (!measuresOnCommand) return
      const measured = () => {
        // Of a line that fell silent meanwhile a person cannot know: they press once more, and only then.
        if (!started) started = link.command('startNibp').ok
        return cuffs().length > 0
      }
      await until(measured, `no cuff result ${times}`)
      expect(cuffs()).toMatchObject([{ status: 'ok', systolic: expect.any(Number) }])
    }

    monitor.switchOn()
    await readAll('at first')
    monitor.switchOff()
    await until(() => !monitor.isOn(), 'not switched off')
    await until(() => link.view().state !== 'connected', 'its silence was not noticed')
    samples.length = 0
    monitor.switchOn()
    await readAll('after the power came back')
  })
})
