import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFastTimers } from '../core/testing/fast-timers.ts'
import { openLink } from '../link/index.ts'
import { letterDriver, letters } from '../link/testing/letter-driver.ts'
import { createSerialTransport } from './serial.ts'
import { activeHandles, handlesBeyond } from './testing/handles.ts'
import { type Cable, createCable } from './testing/socat.ts'

const CYCLES = 1000
/** The link's own waits pass so many times faster: what is tested is what is left behind, not how long it waits. */
const FASTER = 40

let cable: Cable
beforeEach(async () => {
  cable = await createCable()
})
afterEach(() => cable.remove())

it(`reads again after ${CYCLES} times of pulling the plug, and leaves no handle, timer or listener behind`, async () => {
  const handles = activeHandles()
  const timers = createFastTimers(FASTER)
  const listenersBefore = process.listenerCount('exit')
  let read = 0
  let mostPending = 0
  const link = openLink({
    driver: letterDriver,
    port: cable.hostPath,
    createTransport: () => createSerialTransport(cable.hostPath, letterDriver.line, timers),
    timers,
    random: () => 0,
    onSamples: samples => {
      read += samples.length
    },
    onState: () => {},
  })
  const until = async (holds: () => boolean, what: string) => {
    const startedMs = performance.now()
    while (!holds()) {
      if (performance.now() - startedMs > 20_000)
        throw new Error(`${what}: ${link.view().state}, ${link.view().error}`)
      await wait(2)
    }
  }
  for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
    const monitor = createSerialTransport(cable.monitorPath, letterDriver.line)
    await monitor.open()
    const before = read
    const talk = setInterval(() => monitor.write(letters('V7')), 2)
    await until(() => read > before && link.view().state === 'connected', `no value in cycle ${cycle}`)
    clearInterval(talk)
    await monitor.close()
    await cable.cut()
    await until(() => link.view().state !== 'connected', `not lost in cycle ${cycle}`)
    mostPending = Math.max(mostPending, timers.pending())
    await cable.join()
  }
  // One timer of the link, one of its line, and one while a port is being closed.
  expect(mostPending).toBeLessThanOrEqual(3)
  await link.close()
  await cable.cut()
  expect(timers.pending()).toBe(0)
  expect(process.listenerCount('exit')).toBe(listenersBefore)
  expect(await handlesBeyond(handles)).toEqual([])
}, 900_000)
