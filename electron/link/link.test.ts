import { describe, expect, it } from 'vitest'
import type { Driver } from '../../devices/driver.ts'
import type { LinkView } from '../../shared/link.ts'
import type { Line } from '../core/contracts/lines.ts'
import { createManualTimers } from '../core/testing/manual-timers.ts'
import { openLink } from './link.ts'
import { askedLetterDriver, letterDriver, letters } from './testing/letter-driver.ts'
import { createScriptedPort } from './testing/scripted-transport.ts'
import { TransportError } from './transport.ts'

function setUp(driver: Driver = letterDriver, present = true) {
  const timers = createManualTimers()
  const port = createScriptedPort()
  port.present = present
  const views: LinkView[] = []
  const got: string[] = []
  const link = openLink({
    driver,
    port: '/dev/ttyUSB0',
    createTransport: port.createTransport,
    timers,
    random: () => 0,
    onSamples: (samples, at) => {
      for (const sample of samples) {
        got.push(`${at.monoMs} ${sample.kind}${sample.kind === 'vital' ? ` ${sample.value}` : ''}`)
      }
    },
    onFrame: at => got.push(`${at.monoMs} frame`),
    onState: view => views.push(view),
    onChunk: (direction, bytes) => got.push(`${direction} ${new TextDecoder().decode(bytes)}`),
  })
  const states = () => views.map(view => view.state).filter((state, i, all) => state !== all[i - 1])
  return { timers, port, link, views, got, states }
}

describe('the last words of a host', () => {
  it('go out before the port is given back, once, and only when the link is ended on purpose', async () => {
    const { timers, port, link, got } = setUp({
      ...askedLetterDriver,
      createHost: () => ({
        commands: [],
        command: () => ({ ok: false, reason: '' }),
        step: nowMs => ({ send: [], wakeAtMs: nowMs + 1000 }),
        end: () => [letters('BYE')],
      }),
    })
    await timers.pass(100)
    port.unplug()
    await timers.pass(100)
    expect(port.written, 'to a port that has gone nothing is said').toEqual([])
    port.present = true
    await timers.pass(3000)
    const writtenAtClose = () => port.log.slice(port.log.lastIndexOf('open'))
    void link.close()
    await timers.pass(0)
    expect(port.written).toEqual([letters('BYE')])
    expect(got.at(-1)).toBe('out BYE')
    expect(writtenAtClose()).toEqual(['open', 'close'])
    await timers.pass(10_000)
    expect(port.written).toHaveLength(1)
  })
})

describe('a link', () => {
  it('passes samples on with both times, after the frame and the raw chunk', async () => {
    const { timers, port, link, got } = setUp()
    await timers.pass(100)
    port.say(letters('V'))
    await timers.pass(50)
    port.say(letters('7D'))
    expect(got).toEqual(['in V', 'in 7D', '150 frame', '150 vital 97', '150 device'])
    expect(link.view()).toMatchObject({
      state: 'connected',
      goodFrames: 2,
      badFrames: 0,
      bytes: 3,
      lastByteAt: { monoMs: 150, wallMs: 1_000_150 },
      lastFrameAt: { monoMs: 150, wallMs: 1_000_150 },
      error: null,
    })
  })

  it('believes values only after good frames in a row, on every opening', async () => {
    const { timers, port, got, states } = setUp({ ...letterDriver, trustAfterFrames: 3 })
    await timers.pass(0)
    port.say(letters('V1V2#V3DV4V5'))
    const values = () => got.filter(line => !line.startsWith('in'))
    expect(values()).toEqual(['0 frame', '0 badFrame', '0 device', '0 vital 94', '0 vital 95'])
    got.length = 0
    port.unplug()
    port.present = true
    await timers.pass(500)
    port.say(letters('V1V2'))
    expect(values()).toEqual([])
    expect(states().at(-1)).toBe('reconnecting')
    port.say(letters('V3'))
    expect(values()).toEqual(['500 frame', '500 vital 93'])
    expect(states()).toEqual(['connecting', 'connected', 'lost', 'reconnecting', 'connected'])
  })

  it('goes from quiet to lost without any event of the port, and comes back', async () => {
    const { timers, port, link, states } = setUp()
    await timers.pass(0)
    port.say(letters('V1'))
    await timers.pass(3000)
    expect(link.view().state).toBe('quiet')
    await timers.pass(6999)
    expect(link.view().state).toBe('quiet')
    await timers.pass(1)
    expect(link.view()).toMatchObject({
      state: 'lost',
      sinceMonoMs: 10_000,
      error: expect.stringContaining('Nothing comes'),
    })
    await timers.pass(500)
    expect(port.log).toEqual(['open', 'close', 'open'])
    expect(link.view()).toMatchObject({ state: 'reconnecting', attempts: 1 })
    port.say(letters('V1'))
    expect(states()).toEqual(['connecting', 'connected', 'quiet', 'lost', 'reconnecting', 'connected'])
    expect(link.view()).toMatchObject({ attempts: 0, error: null })
  })

  it('keeps trying an absent port with longer waits, and says why', async () => {
    const { timers, port, link } = setUp(letterDriver, false)
    await timers.pass(0)
    expect(link.view()).toMatchObject({ state: 'lost', error: 'The port is not there: plug it in.' })
    // 0, 0.5, 1.5, 3.5, 7.5, 12.5, 17.5 s
    await timers.pass(20_000)
    expect(port.log.filter(line => line === 'open')).toHaveLength(7)
    expect(link.view().attempts).toBe(6)
    port.present = true
    await timers.pass(5000)
    port.say(letters('K'))
    expect(link.view().state).toBe('connected')
  })

  it('takes what the making of a transport throws as an opening that failed', async () => {
    const timers = createManualTimers()
    const port = createScriptedPort()
    let there = false
    const link = openLink({
      driver: letterDriver,
      port: 'COM3',
      createTransport: async () => {
        if (!there) throw new TransportError('not-found', 'Another cable is there: choose anew.')
        return port.createTransport()
      },
      timers,
      random: () => 0,
      onSamples: () => {},
      onState: () => {},
    })
    await timers.pass(10)
    expect(link.view().error).toBe('Another cable is there: choose anew.')
    there = true
    await timers.pass(500)
    port.say(letters('K'))
    expect(link.view().state).toBe('connected')
  })

  it('names the line settings where bytes come that are no frames', async () => {
    const { timers, port, link } = setUp()
    for (let second = 0; second < 10; second++) {
      await timers.pass(1000)
      port.say(letters('##'))
    }
    await timers.pass(0)
    expect(link.view()).toMatchObject({ state: 'lost', badFrames: 18 })
    expect(link.view().error).toBe(
      'What comes from /dev/ttyUSB0 is not Letters: check that the right monitor is chosen, and that it sends at 9600 8-N-1.',
    )
  })

  it('counts frames per second, and shows counts once a second', async () => {
    const { timers, port, link, views } = setUp()
    await timers.pass(0)
    for (let tenth = 0; tenth < 30; tenth++) {
      port.say(letters('V1V2'))
      await timers.pass(100)
    }
    expect(link.view().framesPerS).toBe(20)
    // connecting, connected, and three beats
    expect(views).toHaveLength(5)
  })

  it('opens a port anew even where the old transport never finishes closing', async () => {
    const { timers, port } = setUp()
    await timers.pass(0)
    port.stuck = true
    await timers.pass(10_000)
    expect(port.log).toEqual(['open', 'close'])
    port.stuck = false
    await timers.pass(2001)
    expect(port.log).toEqual(['open', 'close', 'open'])
  })
})

it('tells nobody anything before the caller has the link, nor after a close at once', async () => {
  const { timers, link, views, port } = setUp()
  expect(views).toEqual([])
  await link.close()
  await timers.pass(60_000)
  expect(views).toEqual([])
  expect(port.log).toEqual([])
})

describe('what is sent', () => {
  it('is nothing, for a driver without a host, whatever happens', async () => {
    const { timers, port, link } = setUp()
    await timers.pass(60_000)
    port.say(letters('V1'))
    expect(link.command('startNibp')).toEqual({
      ok: false,
      reason: expect.stringContaining('takes no orders'),
    })
    await timers.pass(60_000)
    expect(port.written).toEqual([])
  })

  const sent = (port: { readonly written: readonly Uint8Array[] }) =>
    port.written.map(bytes => new TextDecoder().decode(bytes)).join('')

  it('is what the host asks, when it asks', async () => {
    const { timers, port, got } = setUp(askedLetterDriver)
    await timers.pass(0)
    expect(sent(port)).toBe('?')
    await timers.pass(999)
    expect(sent(port)).toBe('?')
    await timers.pass(1)
    expect(sent(port)).toBe('??')
    expect(got).toEqual(['out ?', 'out ?'])
  })

  it('is a command at once on a connected line, and never later on another', async () => {
    const { timers, port, link } = setUp(askedLetterDriver)
    await timers.pass(0)
    expect(link.command('startNibp')).toEqual({ ok: false, reason: expect.stringContaining('not up') })
    port.say(letters('K'))
    expect(link.command('stopNibp')).toEqual({ ok: false, reason: 'Letters cannot stop.' })
    expect(link.command('startNibp')).toEqual({ ok: true })
    expect(sent(port)).toBe('?!')
    port.unplug()
    expect(link.command('startNibp')).toEqual({ ok: false, reason: expect.stringContaining('not up') })
    port.present = true
    await timers.pass(600)
    expect(sent(port)).toBe('?!?')
  })
})

describe('a closed link', () => {
  const moments: readonly [string, (set: ReturnType<typeof setUp>) => Promise<void>][] = [
    ['while opening', async () => {}],
    [
      'while connected',
      async ({ timers, port }) => {
        await timers.pass(0)
        port.say(letters('K'))
      },
    ],
    [
      'while lost',
      async ({ timers, port }) => {
        await timers.pass(0)
        port.unplug()
        await timers.pass(3000)
      },
    ],
    [
      'while its host waits',
      async ({ timers, port }) => {
        await timers.pass(0)
        port.say(letters('K'))
        await timers.pass(400)
      },
    ],
  ]
  it.each(moments)('leaves no timer, no listener and no open port: %s', async (_, reach) => {
    const set = setUp(askedLetterDriver)
    await reach(set)
    await closeAndSettle(set.link, set.timers)
    expect(set.timers.pending()).toBe(0)
    expect(set.port.listening()).toBe(false)
    expect(set.link.view().state).toBe('idle')
    expect(set.port.log.filter(line => line === 'close')).toHaveLength(
      set.port.log.filter(line => line === 'open').length,
    )
    const opened = set.port.log.length
    await set.timers.pass(60_000)
    expect(set.port.log).toHaveLength(opened)
  })
})

async function closeAndSettle(link: Line, timers: ReturnType<typeof createManualTimers>): Promise<void> {
  const closed = link.close()
  await timers.pass(0)
  await closed
}
