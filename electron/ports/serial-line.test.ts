import { execFileSync } from 'node:child_process'
import type { SerialPort } from 'serialport'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LineSettings } from '../../devices/driver.ts'
import { drivers } from '../../devices/index.ts'
import { otherLinesOf } from '../../devices/lines.ts'
import { createSerialTransport } from './serial.ts'
import { type Cable, createCable } from './testing/socat.ts'

/** What the serial library was told, at each port's making. */
const told = vi.hoisted((): Record<string, unknown>[] => [])

vi.mock('serialport', async load => {
  const real = await load<typeof import('serialport')>()
  return {
    SerialPort: class extends real.SerialPort {
      constructor(options: ConstructorParameters<typeof SerialPort>[0]) {
        super(options)
        told.push({ ...options })
      }
    },
  }
})

let cable: Cable
beforeEach(async () => {
  cable = await createCable()
})
afterEach(() => cable.remove())

const lines = new Map<string, LineSettings>(
  drivers
    .flatMap(driver => [driver.line, ...otherLinesOf(driver)])
    .concat({ baudRate: 2400, dataBits: 7, parity: 'odd', stopBits: 2, flowControl: 'xonxoff' })
    .map(line => [JSON.stringify(line), line]),
)

describe('the line of each driver', () => {
  it('there are some with parity, and some with hardware handshake', () => {
    const all = [...lines.values()]
    expect(all.some(({ parity }) => parity === 'even')).toBe(true)
    expect(all.some(({ parity }) => parity === 'odd')).toBe(true)
    expect(all.some(({ flowControl }) => flowControl === 'rtscts')).toBe(true)
  })

  it.each([...lines.values()])('is what the port is set to: %o', async line => {
    const transport = createSerialTransport(cable.hostPath, line)
    await transport.open()
    const { baudRate, dataBits, parity, stopBits, flowControl } = line
    expect(told.at(-1)).toMatchObject({
      ...{ baudRate, dataBits, parity, stopBits },
      rtscts: flowControl === 'rtscts',
      xon: flowControl === 'xonxoff',
      xoff: flowControl === 'xonxoff',
    })
    // What a pseudo-terminal keeps of it; its kernel forces eight bits without parity.
    const set = execFileSync('stty', ['-aF', cable.hostPath], { encoding: 'utf8', timeout: 100_000 }).split(
      /[\s;]+/,
    )
    expect(set.slice(0, 2)).toEqual(['speed', String(baudRate)])
    expect(set).toContain(stopBits === 2 ? 'cstopb' : '-cstopb')
    expect(set).toContain(flowControl === 'rtscts' ? 'crtscts' : '-crtscts')
    expect(set).toContain(flowControl === 'xonxoff' ? 'ixon' : '-ixon')
    await transport.close()
  })
})
