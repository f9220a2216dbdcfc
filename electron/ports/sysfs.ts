import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ListedPort } from './listed-port.ts'

/**
 * The serial ports as Linux itself tells of them, where its helper program for that is not installed.
 *
 * @param root the folder of terminals; another in tests
 * @throws the file system's error, where there is no such folder
 */
export async function listFromSysfs(root = '/sys/class/tty'): Promise<readonly ListedPort[]> {
  const names = await readdir(root)
  const ports = await Promise.all(names.map(name => describe(root, name)))
  return ports.filter(port => port !== null)
}

/** null: a terminal behind which there is no device, like the console. */
async function describe(root: string, name: string): Promise<ListedPort | null> {
  const device = join(root, name, 'device')
  if (!(await exists(device))) return null
  // One folder up from an ACM port's interface, two up from a USB-serial port's.
  for (const usb of [`${device}/..`, `${device}/../..`]) {
    const vendorId = await readText(`${usb}/idVendor`)
    if (vendorId === undefined) continue
    return {
      path: `/dev/${name}`,
      vendorId,
      productId: await readText(`${usb}/idProduct`),
      serialNumber: await readText(`${usb}/serial`),
      manufacturer: await readText(`${usb}/manufacturer`),
    }
  }
  return { path: `/dev/${name}` }
}

async function exists(folder: string): Promise<boolean> {
  return readdir(folder).then(
    () => true,
    () => false,
  )
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').then(
    text => text.trim() || undefined,
    () => undefined,
  )
}
