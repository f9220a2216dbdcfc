import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, describe, expect, it } from 'vitest'
import { hl7Oru } from '../../devices/hl7-oru/index.ts'
import type { Sample } from '../../shared/reading.ts'
import { openLink, type Transport } from '../link/index.ts'
import { letters } from '../link/testing/letter-driver.ts'
import { explainListenError } from './explain.ts'
import { createListeningTransport } from './tcp-listen.ts'
import { activeHandles, createCountedTimers, handlesBeyond } from './testing/handles.ts'

const HOST = '127.0.0.1'
const nowMs = () => performance.now()
const opened: { close(): Promise<void> }[] = []
const sockets: Socket[] = []

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await Promise.all(opened.splice(0).map(one => one.close()))
})

/** A port number that is free now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST)
  await once(server, 'listening')
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function listen(clock = nowMs): Promise<{ transport: Transport; port: number; got: () => string }> {
  const port = await freePort()
  const transport = createListeningTransport(HOST, port, clock)
  opened.push(transport)
  let got = ''
  transport.onData(bytes => {
    got += Buffer.from(bytes).toString('latin1')
  })
  await transport.open()
  return { transport, port, got: () => got }
}

/** A sender that calls; `heard` is what it was told, `over` that it was let go. */
function call(port: number) {
  const socket = connect({ host: HOST, port })
  sockets.push(socket)
  const state = { socket, heard: '', over: false }
  socket.on('data', bytes => {
    state.heard += bytes.toString('latin1')
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    state.over = true
  })
  return state
}

describe('a port that waits for a sender', () => {
  it('carries bytes both ways', async () => {
    const { transport, port, got } = await listen()
    const sender = call(port)
    sender.socket.write('V7')
    await expect.poll(got, { timeout: 60_000 }).toBe('V7')
    transport.write(letters('OK'))
    await expect.poll(() => sender.heard, { timeout: 60_000 }).toBe('OK')
  })

  it('turns a second sender away, and takes another when the first has gone', async () => {
    const { transport, port, got } = await listen()
    const reasons: string[] = []
    transport.onClose(reason => reasons.push(reason))
    const first = call(port)
    first.socket.write('A')
    await expect.poll(got, { timeout: 60_000 }).toBe('A')
    const second = call(port)
    second.socket.write('B')
    await expect.poll(() => second.over, { timeout: 60_000 }).toBe(true)
    first.socket.end()
    await expect.poll(() => first.over, { timeout: 60_000 }).toBe(true)
    const third = call(port)
    third.socket.write('C')
    await expect.poll(got, { timeout: 60_000 }).toBe('AC')
    // A sender that comes and goes is no loss of the port.
    expect(reasons).toEqual([])
  })

  it('says that a second sender was turned away, for as long as the first is there', async () => {
    const { transport, port, got } = await listen(() => 0)
    const remarks: (string | null)[] = []
    transport.onRemark?.(text => remarks.push(text))
    const first = call(port)
    first.socket.write('A')
    await expect.poll(got, { timeout: 60_000 }).toBe('A')
    call(port)
    await expect
      .poll(() => remarks, { timeout: 60_000 })
      .toEqual([expect.stringContaining(`A second sender (${HOST}) called tcp-listen://${HOST}:${port}`)])
    first.socket.end()
    await expect.poll(() => remarks.at(-1), { timeout: 60_000 }).toBe(null)
  })

  it('a sender that is there and silent for ten seconds gives way to one that calls', async () => {
    let ms = 0
    const { port, got } = await listen(() => ms)
    const first = call(port)
    first.socket.write('A')
    await expect.poll(got, { timeout: 60_000 }).toBe('A')
    ms = 9999
    const second = call(port)
    await expect.poll(() => second.over, { timeout: 60_000 }).toBe(true)
    ms = 10_000
    const third = call(port)
    third.socket.write('C')
    await expect.poll(got, { timeout: 60_000 }).toBe('AC')
    await expect.poll(() => first.over, { timeout: 60_000 }).toBe(true)
  })

  it('is there at the chosen address and at no other', async () => {
    const { port } = await listen()
    const others = Object.values(networkInterfaces())
      .flatMap(known => known ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
    for (const { address } of [...others, { address: '127.0.0.2' }]) {
      const socket = connect({ host: address, port })
      sockets.push(socket)
      const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException]
      expect(error.code).toBe('ECONNREFUSED')
    }
  })

  it('that another program has is told, and no address of this computer too', async () => {
    const { port } = await listen()
    await expect(createListeningTransport(HOST, port, nowMs).open()).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringContaining(`tcp-listen://${HOST}:${port}`),
    })
    // An address that is set aside for documentation (RFC 5737).
    await expect(createListeningTransport('192.0.2.1', port, nowMs).open()).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('no address of this computer'),
    })
  })

  it('closed, it lets go of sender and port, and may be opened anew', async () => {
    const handles = activeHandles()
    const { transport, port } = await listen()
    const sender = call(port)
    await once(sender.socket, 'connect')
    await transport.close()
    await transport.close()
    await expect.poll(() => sender.over, { timeout: 60_000 }).toBe(true)
    const again = createListeningTransport(HOST, port, nowMs)
    await again.open()
    await again.close()
    expect(await handlesBeyond(handles)).toEqual([])
  })

  it('a sender that takes no answers is let go', async () => {
    const { transport, port, got } = await listen()
    const sender = call(port)
    sender.socket.pause()
    sender.socket.write('V')
    await expect.poll(got, { timeout: 60_000 }).toBe('V')
    // More than the system's own buffers of both ends hold.
    for (let n = 0; n < 2000; n += 1) transport.write(new Uint8Array(32_768))
    sender.socket.resume()
    await expect.poll(() => sender.over, { timeout: 60_000 }).toBe(true)
    expect(sender.heard.length).toBeLessThan(2000 * 32_768)
  }, 120_000)

  it.each([
    ['EACCES', 'denied', '1024 or more'],
    ['EMFILE', 'failed', 'listen EMFILE'],
  ])('puts %s into words', (code, expected, words) => {
    const error = explainListenError('tcp-listen://127.0.0.1:25', code, `listen ${code}`)
    expect(error.code).toBe(expected)
    expect(error.message).toContain(words)
  })
})

it('a link that waits is lost in silence, read when its sender calls, and answers each message', async () => {
  const port = await freePort()
  const timers = createCountedTimers()
  const samples: Sample[] = []
  const link = openLink({
    driver: hl7Oru,
    port: `tcp-listen://${HOST}:${port}`,
    createTransport: () => createListeningTransport(HOST, port, nowMs),
    timers,
    random: Math.random,
    onSamples: some => samples.push(...some),
    onState: () => {},
  })
  opened.push(link)
  const encoder = hl7Oru.createEncoder()
  let sender = call(port)
  await expect
    .poll(
      () => {
        if (sender.over) sender = call(port)
        return sender.socket.readyState
      },
      { timeout: 60_000 },
    )
    .toBe('open')
  let sent = 0
  for (const value of [97, 96]) {
    // A message a second: until so many have come as fast as they were sent, none is of now.
    await expect
      .poll(
        () => {
          sent += 1
          sender.socket.write(encoder.encode([{ kind: 'vital', vital: 'spo2', value, quality: 'good' }]))
          return samples.at(-1)
        },
        { timeout: 60_000, interval: 1000 },
      )
      .toMatchObject({ vital: 'spo2', value })
  }
  expect(link.view().state).toBe('connected')
  await expect
    .poll(() => sender.heard.match(/MSA\|AA\|\d+/g), { timeout: 60_000 })
    .toEqual(Array.from({ length: sent }, (_, at) => `MSA|AA|${at + 1}`))
  sender.socket.destroy()
  await expect
    .poll(() => link.view().error, { timeout: 60_000 })
    .toContain('set the monitor or gateway to send HL7')
  expect(link.view().state).toBe('lost')
}, 120_000)
