import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { drivers, findDriver } from '../../devices/index.ts'
import { createPatient, createPlayer, findScenario, typicalProfile } from '../../devices/simulated/index.ts'
import { createLaggingTimers } from '../core/testing/lagging-timers.ts'
import { identifyPort } from './identify.ts'
import { createSerialTransport } from './serial.ts'
import { type Cable, createCable } from './testing/socat.ts'

/** The clocks of both ends run so many times faster. */
const FASTER = 10

let cable: Cable
let timers: ReturnType<typeof createLaggingTimers>
beforeEach(async () => {
  cable = await createCable()
  timers = createLaggingTimers(FASTER)
})
afterEach(async () => {
  timers.stop()
  await cable.remove()
})

/** A monitor that speaks by itself at its end of a real line. */
async function plugIn(id: string) {
  const driver = findDriver(id)
  const scenario = findScenario('quiet-session')
  if (!driver || !scenario) throw new Error(`no ${id}`)
  const line = createSerialTransport(cable.monitorPath, driver.line)
  await line.open()
  const now = () => timers.now().monoMs
  const patient = createPatient(typicalProfile)
  const player = createPlayer({ driver, patient, scenario, seed: 1, startedAtMs: now() })
  let host = 0
  line.onData(bytes => {
    host += bytes.length
    const answer = player.hear(bytes, now())
    if (answer.length > 0) line.write(answer)
  })
  const beat = setInterval(() => {
    const { bytes } = player.step(now())
    if (bytes.length > 0) line.write(bytes)
  }, 10)
  return {
    /** Bytes that the host has sent to it. */
    asked: () => host,
    async unplug() {
      clearInterval(beat)
      await line.close()
    },
  }
}

const identify = (mayProbe: boolean, candidates = drivers) =>
  identifyPort({
    port: cable.hostPath,
    drivers: candidates,
    likely: [],
    mayProbe,
    timers,
    createTransport: line => createSerialTransport(cable.hostPath, line, timers),
  })

describe('identifying over a real line', () => {
  it.each(['nellcor-ascii', 'masimo-ascii', 'nonin-df8', 'ivy-ansar-b'])(
    'names %s, which is slow',
    async id => {
      const monitor = await plugIn(id)
      expect(await identify(false)).toMatchObject({ driver: id })
      expect(monitor.asked()).toBe(0)
      await monitor.unplug()
    },
  )

  it.each(['datex-dri', 'capnostream'])(
    'names %s once it may be asked, and sends nothing before',
    async asked => {
      const monitor = await plugIn(asked)
      const candidates = drivers.filter(({ id }) => id === asked || id === 'nonin-df2')
      expect(await identify(false, candidates)).toMatchObject({ driver: null, bytes: 0 })
      expect(monitor.asked()).toBe(0)
      expect(await identify(true, candidates)).toMatchObject({ driver: asked, fits: [{ probed: true }] })
      expect(monitor.asked()).toBeGreaterThan(0)
      await monitor.unplug()
    },
  )
})
