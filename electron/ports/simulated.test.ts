import { describe, expect, it } from 'vitest'
import type { Player } from '../../devices/simulated/index.ts'
import { createManualTimers } from '../core/testing/manual-timers.ts'
import { openLink } from '../link/index.ts'
import { askedLetterDriver, letterDriver, letters } from '../link/testing/letter-driver.ts'
import { createSimulatedTransport } from './simulated.ts'

/** One frame a second from time 0; its cable is unplugged between the two times; it answers `!` with a state. */
function createPlayer(unpluggedFromMs = Number.POSITIVE_INFINITY, untilMs = 0): Player {
  let nextAtMs = 0
  return {
    step(nowMs) {
      let frames = ''
      for (; nextAtMs <= nowMs; nextAtMs += 1000) frames += 'V7'
      const connected = nowMs < unpluggedFromMs || nowMs >= untilMs
      return { bytes: letters(connected ? frames : ''), connected, nextAtMs }
    },
    hear: bytes => letters(bytes[0] === letters('!')[0] ? 'D' : ''),
  }
}

describe('a simulated port', () => {
  it('plays in its own pace from when it is opened', async () => {
    const timers = createManualTimers()
    const transport = createSimulatedTransport('sim:quiet-session', createPlayer(), timers)
    let got = ''
    transport.onData(bytes => {
      got += `${timers.now().monoMs}:${new TextDecoder().decode(bytes)} `
    })
    await timers.pass(5500)
    await transport.open()
    await timers.pass(2000)
    expect(got).toBe('6000:V7 7000:V7 ')
    await transport.close()
    await timers.pass(5000)
    expect(got).toBe('6000:V7 7000:V7 ')
    expect(timers.pending()).toBe(0)
  })

  it('answers what the host sends, but not within its call', async () => {
    const timers = createManualTimers()
    const transport = createSimulatedTransport('sim:quiet-session', createPlayer(), timers)
    let got = ''
    transport.onData(bytes => {
      got += new TextDecoder().decode(bytes)
    })
    await transport.open()
    transport.write(letters('!'))
    expect(got).toBe('')
    await timers.pass(1)
    expect(got).toBe('D')
    transport.write(letters('!'))
    await transport.close()
    await timers.pass(10)
    expect(got).toBe('D')
  })

  it('behaves like an unplugged cable, and the link over it like any other', async () => {
    const timers = createManualTimers()
    const player = createPlayer(20_000, 60_000)
    const states: string[] = []
    const link = openLink({
      driver: letterDriver,
      port: 'sim:unplug',
      createTransport: () => createSimulatedTransport('sim:unplug', player, timers),
      timers,
      random: () => 0,
      onSamples: () => {},
      onState: view => {
        if (view.state !== states.at(-1)) states.push(view.state)
      },
    })
    await timers.pass(21_000)
    expect(link.view()).toMatchObject({ state: 'lost', error: expect.stringContaining('unplugged') })
    await timers.pass(46_000)
    expect(states).toEqual(['connecting', 'connected', 'lost', 'reconnecting', 'connected'])
    const closed = link.close()
    await timers.pass(0)
    await closed
    expect(timers.pending()).toBe(0)
  })

  it('takes a person’s command through the link', async () => {
    const timers = createManualTimers()
    const player = createPlayer()
    const kinds: string[] = []
    const link = openLink({
      driver: askedLetterDriver,
      port: 'sim:quiet-session',
      createTransport: () => createSimulatedTransport('sim:quiet-session', player, timers),
      timers,
      random: () => 0,
      onSamples: samples => kinds.push(...samples.map(sample => sample.kind)),
      onState: () => {},
    })
    await timers.pass(1500)
    expect(link.command('startNibp')).toEqual({ ok: true })
    await timers.pass(100)
    expect(kinds).toEqual(['vital', 'device'])
  })
})
