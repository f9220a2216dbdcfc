import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listFromSysfs } from './sysfs.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vigil-sysfs-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** A device of the tree, with its files, and the terminal that belongs to it. */
function plug(terminal: string, device: string): void {
  mkdirSync(join(root, 'tty', terminal), { recursive: true })
  mkdirSync(join(root, device), { recursive: true })
  symlinkSync(join(root, device), join(root, 'tty', terminal, 'device'))
}

function say(device: string, facts: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(facts)) writeFileSync(join(root, device, name), `${value}\n`)
}

describe('ports as Linux tells of them', () => {
  it('are a USB-serial cable, a USB modem and a built-in port, but no console', async () => {
    plug('ttyUSB0', 'usb/1-1/1-1:1.0/ttyUSB0')
    say('usb/1-1', { idVendor: '0403', idProduct: '6001', serial: 'A50285BI', manufacturer: 'FTDI' })
    plug('ttyACM0', 'usb/1-2/1-2:1.0')
    say('usb/1-2', { idVendor: '2341', idProduct: '0043' })
    plug('ttyS0', 'platform/serial8250')
    mkdirSync(join(root, 'tty', 'console'))

    const ports = await listFromSysfs(join(root, 'tty'))

    expect(ports.toSorted((a, b) => a.path.localeCompare(b.path))).toEqual([
      { path: '/dev/ttyACM0', vendorId: '2341', productId: '0043' },
      { path: '/dev/ttyS0' },
      {
        path: '/dev/ttyUSB0',
        vendorId: '0403',
        productId: '6001',
        serialNumber: 'A50285BI',
        manufacturer: 'FTDI',
      },
    ])
  })

  it('cannot be told where there is no such folder', async () => {
    await expect(listFromSysfs(join(root, 'nowhere'))).rejects.toThrow(/ENOENT/)
  })
})
