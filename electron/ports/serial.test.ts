import { execFileSync } from 'node:child_process'
import { symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SerialPort } from 'serialport'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LinkView } from '../../shared/link.ts'
import type { Transport } from '../link/index.ts'
import { openLink } from '../link/index.ts'
import { letterDriver, letters } from '../link/testing/letter-driver.ts'
import { createSerialTransport } from './serial.ts'
import { activeHandles, createCountedTimers, handlesBeyond } from './testing/handles.ts'
import { type Cable, createCable } from './testing/socat.ts'

const LINE = letterDriver.line
const open: Transport[] = []
let cable: Cable

beforeEach(async () => {
  cable = await createCable()
})

afterEach(async () => {
  await Promise.all(open.splice(0).map(transport => transport.close()))
  await cable.remove()
})

function serial(path: string, line = LINE): Transport {
  const transport = createSerialTransport(path, line)
  open.push(transport)
  return transport
}

function collect(transport: Transport): { text: string } {
  const got = { text: '' }
  transport.onData(bytes => {
    got.text += Buffer.from(bytes).toString('latin1')
  })
  return got
}

describe('a serial port', () => {
  it.each([
    LINE,
    { ...LINE, dataBits: 7, parity: 'even', stopBits: 2, flowControl: 'xonxoff' } as const,
    { ...LINE, baudRate: 115_200, parity: 'odd', flowControl: 'rtscts' } as const,
  ])('carries bytes both ways, with the line of its driver: %o', async line => {
    const monitor = serial(cable.monitorPath, line)
    const host = serial(cable.hostPath, line)
    await Promise.all([monitor.open(), host.open()])
    const atMonitor = collect(monitor)
    const atHost = collect(host)
    monitor.write(letters('V7'))
    host.write(letters('?'))
    await expect.poll(() => [atHost.text, atMonitor.text]).toEqual(['V7', '?'])
  })

  it('closed once it has drained has sent all that was written', async () => {
    const monitor = serial(cable.monitorPath)
    const host = serial(cable.hostPath)
    await Promise.all([monitor.open(), host.open()])
    const atMonitor = collect(monitor)
    const words = 'BYE'.repeat(400)
    host.write(letters(words))
    await host.drain?.()
    await host.close()
    await expect.poll(() => atMonitor.text).toBe(words)
    await host.drain?.()
  })

  it('that is missing says so', async () => {
    await expect(serial('/dev/ttyVIGIL7').open()).rejects.toMatchObject({
      code: 'not-found',
      message:
        'The port /dev/ttyVIGIL7 is not there: plug in its cable, or choose another port for this device.',
    })
  })

  it('that is another kind of file says so', async () => {
    const path = join(dirname(cable.hostPath), 'file')
    await writeFile(path, 'text')
    await expect(serial(path).open()).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('is not a serial port'),
    })
  })

  it('that another device of ours has, by whatever name, is in use; given back, it is free', async () => {
    const first = serial(cable.hostPath)
    await first.open()
    const alias = join(dirname(cable.hostPath), 'alias')
    await symlink(cable.hostPath, alias)
    const second = serial(alias, { ...LINE, stopBits: 2 })
    await expect(second.open()).rejects.toMatchObject({ code: 'in-use' })
    // … and the try has not turned the line of the first one.
    expect(execFileSync('stty', ['-aF', cable.hostPath], { encoding: 'utf8', timeout: 100_000 })).toContain(
      '-cstopb',
    )
    await first.close()
    await serial(alias).open()
  })

  it('that another program has locked is in use', async () => {
    const other = new SerialPort({ path: cable.hostPath, baudRate: 9600, lock: true, autoOpen: false })
    await new Promise<void>((resolve, reject) => other.open(error => (error ? reject(error) : resolve())))
    await expect(serial(cable.hostPath).open()).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringContaining('close the other program'),
    })
    await new Promise(resolve => other.close(resolve))
    await serial(cable.hostPath).open()
  })

  it('that goes tells it once, and its name is free again after close', async () => {
    const host = serial(cable.hostPath)
    const reasons: string[] = []
    host.onClose(reason => reasons.push(reason))
    await host.open()
    await cable.cut()
    await expect.poll(() => reasons).toEqual([expect.stringContaining('has gone')])
    host.write(letters('?'))
    await host.close()
    await cable.join()
    await serial(cable.hostPath).open()
    expect(reasons).toHaveLength(1)
  })

  it('that goes in the middle of the first read tells it too', async () => {
    // Where exactly the cut falls is chance; of ten, some leave the library reading nothing for ever.
    for (let turn = 0; turn < 10; turn++) {
      const host = serial(cable.hostPath)
      const gone = new Promise(resolve => host.onClose(resolve))
      await host.open()
      await cable.cut()
      await gone
      await host.close()
      await cable.join()
    }
  })

  it('closed while opening is given back', async () => {
    const host = serial(cable.hostPath)
    const opening = host.open()
    await host.close()
    await expect(opening).rejects.toMatchObject({ code: 'failed' })
    await serial(cable.hostPath).open()
  })
})

describe('a link over a serial port', () => {
  it('is lost when the cable is cut, comes back by itself, and leaves nothing behind', async () => {
    const handles = activeHandles()
    const timers = createCountedTimers()
    const views: LinkView[] = []
    const link = openLink({
      driver: letterDriver,
      port: cable.hostPath,
      createTransport: () => createSerialTransport(cable.hostPath, LINE),
      timers,
      random: Math.random,
      onSamples: () => {},
      onState: view => views.push(view),
    })
    const stopMonitor = await playMonitor(cable)
    await expect.poll(() => link.view().state).toBe('connected')
    await stopMonitor()
    await cable.cut()
    await expect.poll(() => link.view().state).toBe('lost')
    await expect.poll(() => link.view().error).toContain('is not there')

    await cable.join()
    const stopAgain = await playMonitor(cable)
    await expect.poll(() => link.view().state).toBe('connected')
    await stopAgain()
    await link.close()
    expect(link.view().state).toBe('idle')
    expect(timers.pending()).toBe(0)
    expect(await handlesBeyond(handles)).toEqual([])
  })
})

/** A monitor at the far end, ten frames a second. */
async function playMonitor(at: Cable): Promise<() => Promise<void>> {
  const monitor = createSerialTransport(at.monitorPath, LINE)
  await monitor.open()
  const timer = setInterval(() => monitor.write(letters('V7')), 100)
  return () => {
    clearInterval(timer)
    return monitor.close()
  }
}
