import { describe, expect, it } from 'vitest'
import type { Driver, LineSettings } from '../../devices/driver.ts'
import { drivers, findDriver } from '../../devices/index.ts'
import { createPatient, createPlayer, findScenario, typicalProfile } from '../../devices/simulated/index.ts'
import { createManualTimers } from '../core/testing/manual-timers.ts'
import type { Transport } from '../link/index.ts'
import { createListeners } from '../link/index.ts'
import { letterDriver, letters } from '../link/testing/letter-driver.ts'
import { identifyPort, LISTEN_AT_MOST_MS, LISTEN_MS } from './identify.ts'
import { createSimulatedTransport } from './simulated.ts'

function driver(id: string): Driver {
  const found = findDriver(id)
  if (!found) throw new Error(`no driver ${id}`)
  return found
}
const nonin = driver('nonin-df2')
const contec = driver('contec-v7')
const contecOld = driver('contec-v5')
const dinamap = driver('dinamap-host')

interface Options {
  readonly mayProbe?: boolean
  readonly likely?: readonly string[]
  readonly candidates?: readonly Driver[]
  /** The monitor has been on for so long when the line is opened, in the middle of one of its frames. */
  readonly onSinceMs?: number
  readonly lineIsFixed?: boolean
}

/** A monitor on a port: heard only at its own speed, garbled at any other. */
async function connect(monitor: Driver | null, options: Options = {}) {
  const timers = createManualTimers()
  const scenario = findScenario('quiet-session')
  if (!scenario) throw new Error('no scenario')
  const player = monitor
    ? createPlayer({
        driver: monitor,
        patient: createPatient(typicalProfile),
        scenario,
        seed: 1,
        startedAtMs: 0,
      })
    : null
  const sent: Uint8Array[] = []
  const steps: { readonly trying: string; readonly perhaps: string | undefined }[] = []
  let cutsNext = options.onSinceMs !== undefined
  await timers.pass(options.onSinceMs ?? 0)
  const found = identifyPort({
    port: '/dev/ttyUSB0',
    drivers: options.candidates ?? [nonin, contec, contecOld, dinamap],
    likely: options.likely ?? [],
    mayProbe: options.mayProbe ?? false,
    lineIsFixed: options.lineIsFixed ?? false,
    timers,
    onStep: (_step, _of, trying, perhaps) => steps.push({ trying, perhaps }),
    createTransport(line: LineSettings): Transport {
      if (!player || !monitor) return createSilence(sent)
      const transport = createSimulatedTransport('sim:quiet-session', player, timers)
      const garbled = !options.lineIsFixed && JSON.stringify(line) !== JSON.stringify(monitor.line)
      return {
        ...transport,
        write(bytes) {
          sent.push(bytes)
          if (!garbled) transport.write(bytes)
        },
        onData: listener =>
          transport.onData(bytes => {
            if (garbled) return listener(bytes.map(b => (b * 7) ^ 0x55))
            listener(cutsNext ? bytes.subarray(bytes.length >> 1) : bytes)
            cutsNext = false
          }),
      }
    },
  })
  return { found, timers, sent, steps }
}

function createSilence(sent: Uint8Array[]): Transport {
  const data = createListeners<Uint8Array>()
  return {
    open: async () => {},
    write: bytes => sent.push(bytes),
    close: async () => {},
    onData: data.add,
    onClose: createListeners<string>().add,
  }
}

/** Lets every trial have its time. */
async function settle<T>({
  found,
  timers,
}: {
  found: Promise<T>
  timers: ReturnType<typeof createManualTimers>
}) {
  await timers.pass(40 * LISTEN_MS)
  expect(timers.pending(), 'timers left behind').toBe(0)
  return found
}

describe('identifying a port', () => {
  it.each([nonin.id, contecOld.id])('names %s by its share of good bytes, and sends nothing', async id => {
    const port = await connect(driver(id))
    const found = await settle(port)
    expect(found.driver).toBe(id)
    expect(found.sentence).toMatch(new RegExp(`^[\\d,]+ of [\\d,]+ bytes fit ${id}\\.$`))
    expect(port.sent).toHaveLength(0)
  })

  it('tries what the cable suggests first, and stops once it fits', async () => {
    const port = await connect(contecOld, { likely: [contecOld.id, nonin.id] })
    await settle(port)
    expect(port.steps).toEqual([{ trying: '19200 8-O-1', perhaps: undefined }])
  })

  it('asks no polled monitor until a person has allowed it', async () => {
    const silent = await connect(dinamap)
    const found = await settle(silent)
    expect(found).toMatchObject({ driver: null, bytes: 0 })
    expect(found.sentence).toMatch(/allow asking/)
    expect(silent.sent).toHaveLength(0)

    const asked = await connect(dinamap, { mayProbe: true })
    const answer = await settle(asked)
    expect(answer).toMatchObject({ driver: dinamap.id })
    expect(answer.fits[0]).toMatchObject({ probed: true })
    expect(asked.sent.length).toBeGreaterThan(0)
  })

  it('calls off what it has asked for, before it gives the port back', async () => {
    const contec = driver('contec-v7')
    const asked = await connect(contec, { mayProbe: true })
    expect(await settle(asked)).toMatchObject({ driver: contec.id })
    const end = contec.createHost?.().end?.() ?? []
    expect(end).toHaveLength(2)
    expect(asked.sent.slice(-2)).toEqual(end)
  })

  it('says that bytes arrive but nothing fits, where the speed is wrong', async () => {
    const other: Driver = { ...nonin, line: { ...nonin.line, baudRate: 2400 } }
    const found = await settle(await connect(other))
    expect(found.driver).toBeNull()
    expect(found.bytes).toBeGreaterThan(0)
    expect(found.sentence).toMatch(/nothing fits at .*another speed|Not sure/)
  })

  it('says what to check where nothing comes at all', async () => {
    const found = await settle(await connect(null, { mayProbe: true }))
    expect(found.sentence).toMatch(/No bytes come .*null-modem/)
  })

  it('says so where the port goes while it is listened to', async () => {
    const timers = createManualTimers()
    const gone = createListeners<string>()
    const found = identifyPort({
      port: '/dev/ttyUSB0',
      drivers: [nonin],
      likely: [],
      mayProbe: false,
      timers,
      createTransport: () => ({ ...createSilence([]), onClose: gone.add }),
    })
    const failed = expect(found).rejects.toThrow('The port /dev/ttyUSB0 has gone')
    await timers.pass(1000)
    gone.tell('The port /dev/ttyUSB0 has gone: check that its cable is plugged in.')
    await timers.pass(LISTEN_AT_MOST_MS)
    await failed
  })
})

/** Those that speak by themselves, and go on speaking. */
const streaming = drivers.filter(
  candidate => !candidate.createHost && Number.isFinite(candidate.quietAfterMs),
)
const asked = drivers.filter(candidate => candidate.createHost && !candidate.network)

describe('identifying a port among all drivers', () => {
  it.each(
    [...streaming, ...asked].flatMap(monitor =>
      [0, 700, 1400].map(onSinceMs => ({ id: monitor.id, onSinceMs })),
    ),
  )('names $id, heard from the middle of a frame after $onSinceMs ms', async ({ id, onSinceMs }) => {
    const port = await connect(driver(id), { candidates: drivers, mayProbe: true, onSinceMs })
    const found = await settle(port)
    expect(found).toMatchObject({ driver: id, baudRate: driver(id).line.baudRate })
    expect(found.sentence).toMatch(new RegExp(`^[\\d,]+ of [\\d,]+ bytes fit ${id}\\.$`))
  })

  it('finds a monitor that is set to another of its speeds', async () => {
    const nellcor = driver('nellcor-ascii')
    const fast: Driver = { ...nellcor, line: { ...nellcor.line, baudRate: 19_200 } }
    const found = await settle(await connect(fast, { candidates: drivers }))
    expect(found).toMatchObject({ driver: nellcor.id, baudRate: 19_200 })
    expect(found.sentence).toMatch(/fit nellcor-ascii at 19200\.$/)
  })

  it('listens to a device server once, which holds the speed of its line', async () => {
    const server = await connect(driver('masimo-ascii'), { candidates: streaming, lineIsFixed: true })
    expect(await settle(server)).toMatchObject({ driver: 'masimo-ascii' })
    expect(server.steps[0]).toEqual({ trying: 'the speed of the device server', perhaps: undefined })
    const silent = await connect(null, { candidates: streaming, lineIsFixed: true })
    expect((await settle(silent)).lines).toEqual(['the speed of the device server'])
    expect(silent.steps).toHaveLength(1)
  })

  it('seeks a sender of HL7 on no serial port, and hears it over the network without a word', async () => {
    const hl7 = driver('hl7-oru')
    const serial = await connect(null, { candidates: [nonin, hl7], mayProbe: true })
    await settle(serial)
    expect(serial.steps.map(({ trying }) => trying)).toEqual(['9600 8-N-1'])
    const network = await connect(hl7, { candidates: drivers, lineIsFixed: true })
    expect(await settle(network)).toMatchObject({ driver: 'hl7-oru' })
    expect(new Set(network.steps.map(({ trying }) => trying))).toEqual(
      new Set(['the speed of the device server']),
    )
    expect(network.sent).toHaveLength(0)
  })

  it('names a parity that is set on the monitor', async () => {
    const timers = createManualTimers()
    const data = createListeners<Uint8Array>()
    const found = identifyPort({
      port: '/dev/ttyUSB0',
      drivers: [nonin, driver('masimo-ascii')],
      likely: [],
      mayProbe: false,
      timers,
      createTransport: () => ({ ...createSilence([]), onData: data.add }),
    })
    const line = '09/15/10 15:10:29 SPO2=097% BPM=064 PI=11.82% ALARM=20 EXC=800\r\n'
    const hasEvenOnes = (code: number) => code.toString(2).replaceAll('0', '').length % 2 === 0
    const bytes = letters(line).map(code => (hasEvenOnes(code) ? code : code | 0x80))
    for (let s = 0; s < 40; s += 1) {
      data.tell(bytes)
      await timers.pass(1000)
    }
    expect(await found).toMatchObject({
      driver: null,
      sentence: 'Characters arrive at /dev/ttyUSB0 with wrong parity (7E1?): set the monitor to 9600 8-N-1.',
    })
  })

  it('does not try the other speeds of a line that is silent', async () => {
    const port = await connect(null, { candidates: streaming })
    const { lines } = await settle(port)
    expect(lines).toEqual(['9600 8-N-1', '19200 8-O-1', '4800 8-N-1'])
  })

  it('listens on for a slow monitor only, and says for which', async () => {
    const slow = await connect(driver('nellcor-ascii'), { candidates: streaming })
    expect(await settle(slow)).toMatchObject({ driver: 'nellcor-ascii' })
    expect(new Set(slow.steps.map(({ perhaps }) => perhaps))).toEqual(new Set([undefined, 'nellcor-ascii']))
    const quick = await connect(nonin, { candidates: streaming })
    await settle(quick)
    expect(quick.steps).toHaveLength(1)
  })

  it('is not sure of one frame alone, however well it fits, and listens for it no longer than it said', async () => {
    const timers = createManualTimers()
    const data = createListeners<Uint8Array>()
    const found = identifyPort({
      port: '/dev/ttyUSB0',
      drivers: [letterDriver],
      likely: [],
      mayProbe: false,
      timers,
      createTransport: () => ({ ...createSilence([]), onData: data.add }),
    })
    await timers.pass(1000)
    data.tell(letters('V7'))
    await timers.pass(LISTEN_AT_MOST_MS - 1000)
    expect(timers.pending()).toBe(0)
    expect(await found).toMatchObject({
      driver: null,
      sentence:
        'Not sure yet: 2 of 2 bytes fit letters, but this is only one frame. Try again while the monitor measures, or choose Letters if that is what stands there.',
    })
  })
})
