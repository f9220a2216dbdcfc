import { describe, expect, it } from 'vitest'
import { letterDriver } from '../link/testing/letter-driver.ts'
import { listPorts, listTogether, type PortInfo, type PortSources, resolvePort } from './discovery.ts'
import type { ListedPort } from './listed-port.ts'

const cdcDriver = { ...letterDriver, id: 'cdc', usb: [{ vendorId: '0483', productId: '5740' }] }
const drivers = [letterDriver, { ...letterDriver, id: 'also-ftdi' }, cdcDriver]

function sources(
  ports: readonly ListedPort[],
  files: Readonly<Record<string, string>> = {},
  stable: Readonly<Record<string, string>> = {},
): PortSources {
  return {
    list: async () => ports,
    readText: async path => files[path] ?? null,
    stablePaths: async () => new Map(Object.entries(stable)),
  }
}

describe('listing ports', () => {
  it('asks the system once for all who ask meanwhile, and again after that', async () => {
    let asked = 0
    const list = listTogether(async () => {
      await Promise.resolve()
      asked += 1
      return asked
    }, 60_000)
    expect(await Promise.all(Array.from({ length: 100 }, list))).toEqual(Array(100).fill(1))
    expect(await list()).toBe(2)
  })

  it('waits for no system that hangs, and begins no second listing beside the first', async () => {
    let asked = 0
    let answer: (ports: string) => void = () => {}
    const list = listTogether(() => {
      asked += 1
      return new Promise<string>(resolve => {
        answer = resolve
      })
    }, 10)
    for (let times = 0; times < 3; times++) await expect(list()).rejects.toThrow('The system does not answer')
    expect(asked).toBe(1)
    answer('ports')
    await new Promise(setImmediate)
    answer = () => {}
    const late = list()
    answer('again')
    expect(await late).toBe('again')
    expect(asked).toBe(2)
  })

  it('gives maker, product, serial number, stable path and the drivers that fit', async () => {
    const ports = await listPorts(
      drivers,
      sources(
        [
          {
            path: '/dev/ttyUSB10',
            vendorId: '0403',
            productId: '6001',
            serialNumber: 'A50285BI',
            manufacturer: 'FTDI',
          },
          { path: '/dev/ttyUSB2', vendorId: '10c4', productId: 'EA60', manufacturer: 'Silicon Labs' },
          { path: '/dev/ttyACM0', vendorId: '483', productId: '5740' },
        ],
        {
          '/sys/class/tty/ttyUSB10/device/../../product': 'FT232R USB UART',
          '/sys/class/tty/ttyUSB10/device/../../manufacturer': 'Future Technology Devices',
          '/sys/class/tty/ttyACM0/device/../product': 'Contec CMS50D+',
        },
        { '/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0': '/dev/ttyUSB10' },
      ),
    )
    expect(ports).toEqual([
      {
        path: '/dev/ttyACM0',
        stablePath: null,
        maker: null,
        product: 'Contec CMS50D+',
        serialNumber: null,
        vendorId: '0483',
        productId: '5740',
        fits: ['cdc'],
      },
      {
        path: '/dev/ttyUSB2',
        stablePath: null,
        maker: 'Silicon Labs',
        product: null,
        serialNumber: null,
        vendorId: '10c4',
        productId: 'ea60',
        fits: [],
      },
      {
        path: '/dev/ttyUSB10',
        stablePath: '/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0',
        maker: 'Future Technology Devices',
        product: 'FT232R USB UART',
        serialNumber: 'A50285BI',
        vendorId: '0403',
        productId: '6001',
        fits: ['letters', 'also-ftdi'],
      },
    ])
  })

  it('leaves out built-in ports that the machine does not have, and takes the product of Windows', async () => {
    const ports = await listPorts(
      drivers,
      sources(
        [
          { path: '/dev/ttyS0' },
          { path: '/dev/ttyS1' },
          { path: 'COM3', friendlyName: 'USB Serial Port (COM3)' },
        ],
        {
          '/sys/class/tty/ttyS0/type': '4',
          '/sys/class/tty/ttyS1/type': '0',
        },
      ),
    )
    expect(ports.map(port => [port.path, port.product])).toEqual([
      ['/dev/ttyS0', null],
      ['COM3', 'USB Serial Port'],
    ])
  })

  it('puts first a driver for which the chip says something', async () => {
    const anyAdapter = {
      ...letterDriver,
      id: 'any-adapter',
      usb: [...letterDriver.usb, { vendorId: '10c4', productId: 'ea60' }],
    }
    const [port] = await listPorts(
      [anyAdapter, letterDriver],
      sources([{ path: '/dev/ttyUSB0', vendorId: '0403', productId: '6001' }]),
    )
    expect(port?.fits).toEqual([letterDriver.id, 'any-adapter'])
  })

  it('says what to do where the system cannot list', async () => {
    const broken = { ...sources([]), list: () => Promise.reject(new Error('spawn udevadm ENOENT')) }
    await expect(listPorts(drivers, broken)).rejects.toThrow(
      /cannot be listed \(spawn udevadm ENOENT\): type the port/,
    )
  })

  it('lists this machine’s ports', async () => {
    for (const port of await listPorts(drivers)) expect(port.path).not.toBe('')
  })
})

describe('finding a remembered device', () => {
  const port = (path: string, serialNumber: string | null, stablePath: string | null = null): PortInfo => ({
    path,
    stablePath,
    maker: null,
    product: null,
    serialNumber,
    vendorId: null,
    productId: null,
    fits: [],
  })
  const remembered = { path: '/dev/ttyUSB0', serialNumber: 'A' }

  it.each([
    ['where it was', remembered, [port('/dev/ttyUSB0', 'A')], '/dev/ttyUSB0'],
    ['on another path', remembered, [port('/dev/ttyUSB0', 'B'), port('/dev/ttyUSB1', 'A')], '/dev/ttyUSB1'],
    [
      'by its stable path',
      { path: '/by-id/a', serialNumber: 'A' },
      [port('/dev/ttyUSB1', 'A', '/by-id/a')],
      '/by-id/a',
    ],
    [
      'among twins, where it was',
      remembered,
      [port('/dev/ttyUSB1', 'A'), port('/dev/ttyUSB0', 'A')],
      '/dev/ttyUSB0',
    ],
    [
      'without a serial number, where it was',
      { ...remembered, serialNumber: null },
      [port('/dev/ttyUSB0', 'B')],
      '/dev/ttyUSB0',
    ],
    ['nowhere: its opening will say so', remembered, [], '/dev/ttyUSB0'],
  ])('%s', (_, device, ports, path) => {
    expect(resolvePort(device, ports)).toBe(path)
  })

  it('never takes the monitor of the next room for this one', () => {
    expect(() => resolvePort(remembered, [port('/dev/ttyUSB0', 'B')])).toThrow(
      /another cable \(B instead of A\)/,
    )
    expect(() => resolvePort(remembered, [port('/dev/ttyUSB0', null)])).toThrow(
      /without serial number instead of A/,
    )
  })

  it('does not choose among twins', () => {
    expect(() => resolvePort(remembered, [port('/dev/ttyUSB1', 'A'), port('/dev/ttyUSB2', 'A')])).toThrow(
      /Several ports/,
    )
  })
})
