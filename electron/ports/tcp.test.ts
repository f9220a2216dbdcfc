import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { systemTimers, type Timers } from '../core/timers.ts'
import { openLink } from '../link/index.ts'
import { letterDriver, letters } from '../link/testing/letter-driver.ts'
import { explainTcpError } from './explain.ts'
import { createTcpTransport } from './tcp.ts'
import { activeHandles, createCountedTimers, handlesBeyond } from './testing/handles.ts'

/** A serial device server: what is said to it, and every socket it has. */
interface DeviceServer {
  readonly port: number
  readonly sockets: Set<Socket>
  heard: string
  stop(): Promise<void>
}

const running: DeviceServer[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map(server => server.stop()))
})

async function startServer(port = 0): Promise<DeviceServer> {
  const sockets = new Set<Socket>()
  const server: Server = createServer(socket => {
    sockets.add(socket)
    socket.on('data', bytes => {
      device.heard += bytes.toString('latin1')
    })
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const device: DeviceServer = {
    port: (server.address() as AddressInfo).port,
    sockets,
    heard: '',
    stop() {
      for (const socket of sockets) socket.destroy()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
  running.push(device)
  return device
}

describe('a TCP port', () => {
  it('carries bytes both ways', async () => {
    const server = await startServer()
    const transport = createTcpTransport('127.0.0.1', server.port, systemTimers())
    let got = ''
    transport.onData(bytes => {
      got += Buffer.from(bytes).toString('latin1')
    })
    await transport.open()
    transport.write(letters('?'))
    await expect.poll(() => server.heard).toBe('?')
    for (const socket of server.sockets) socket.write('V7')
    await expect.poll(() => got).toBe('V7')
    await transport.close()
    await expect.poll(() => server.sockets.size).toBe(0)
  })

  it('closed once it has drained has sent all that was written', async () => {
    const server = await startServer()
    const transport = createTcpTransport('127.0.0.1', server.port, systemTimers())
    await transport.open()
    const words = 'BYE'.repeat(10_000)
    transport.write(letters(words))
    await transport.drain?.()
    await transport.close()
    await expect.poll(() => server.heard).toBe(words)
    await transport.drain?.()
  })

  it('where nobody listens is refused', async () => {
    const server = await startServer()
    await server.stop()
    const transport = createTcpTransport('127.0.0.1', server.port, systemTimers())
    await expect(transport.open()).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining(`tcp://127.0.0.1:${server.port}`),
    })
  })

  it('that the server ends tells it once', async () => {
    const server = await startServer()
    const transport = createTcpTransport('127.0.0.1', server.port, systemTimers())
    const reasons: string[] = []
    transport.onClose(reason => reasons.push(reason))
    await transport.open()
    await expect.poll(() => server.sockets.size).toBe(1)
    for (const socket of server.sockets) socket.end()
    await expect.poll(() => reasons).toEqual([expect.stringContaining('closed the connection')])
    transport.write(letters('?'))
    await transport.close()
    expect(reasons).toHaveLength(1)
  })

  it('that does not answer is given up after 5 s', async () => {
    const server = await startServer()
    const waits: number[] = []
    // A clock on which the time is up before any answer can come.
    const timers: Timers = {
      now: () => ({ monoMs: 0, wallMs: 0 }),
      setTimer(delayMs, run) {
        waits.push(delayMs)
        run()
        return () => {}
      },
    }
    const transport = createTcpTransport('127.0.0.1', server.port, timers)
    await expect(transport.open()).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('does not answer'),
    })
    expect(waits).toEqual([5000])
  })

  it('closed while opening is given up', async () => {
    const server = await startServer()
    const timers = createCountedTimers()
    const transport = createTcpTransport('127.0.0.1', server.port, timers)
    const opening = expect(transport.open()).rejects.toMatchObject({ code: 'failed' })
    await transport.close()
    await opening
    expect(timers.pending()).toBe(0)
  })

  it.each([
    ['ENOTFOUND', 'not-found', 'not known on this network'],
    ['EHOSTUNREACH', 'not-found', 'does not answer'],
    ['EACCES', 'denied', 'firewall'],
    ['ECONNRESET', 'failed', 'read ECONNRESET'],
  ])('puts %s into words', (code, expected, words) => {
    const error = explainTcpError('tcp://monitor:4001', code, `read ${code}`)
    expect(error.code).toBe(expected)
    expect(error.message).toContain(words)
    expect(error.message).toContain('tcp://monitor:4001')
  })
})

it('a link over TCP is lost with its server, comes back with it, and leaves nothing behind', async () => {
  const handles = activeHandles()
  const timers = createCountedTimers()
  const first = await startServer()
  const { port } = first
  const link = openLink({
    driver: letterDriver,
    port: `tcp://127.0.0.1:${port}`,
    createTransport: () => createTcpTransport('127.0.0.1', port, timers),
    timers,
    random: Math.random,
    onSamples: () => {},
    onState: () => {},
  })
  const says = async (server: DeviceServer) => {
    await expect.poll(() => server.sockets.size).toBe(1)
    for (const socket of server.sockets) socket.write('V7')
    await expect.poll(() => link.view().state).toBe('connected')
  }
  await says(first)
  await first.stop()
  await expect.poll(() => link.view().error).toContain('Nothing accepts connections')
  expect(link.view().state).toBe('lost')
  const second = await startServer(port)
  await says(second)
  await link.close()
  await second.stop()
  expect(timers.pending()).toBe(0)
  expect(await handlesBeyond(handles)).toEqual([])
}, 30_000)
