import { readdir, readFile, realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import { SerialPort } from 'serialport'
import type { Driver, UsbMatch } from '../../devices/driver.ts'
import { SECOND_MS } from '../../shared/time.ts'
import type { PortView } from '../../shared/views.ts'
import { phrase } from '../../shared/words/host.ts'
import { TransportError } from '../link/index.ts'
import type { ListedPort } from './listed-port.ts'
import { listFromSysfs } from './sysfs.ts'

/** A serial port of this machine. Listing never opens a port, nor sends to it. */
export interface PortInfo extends Omit<PortView, 'usedBy'> {
  /** On Linux, the name under /dev/serial/by-id that stays the same in whatever order cables are plugged in. */
  readonly stablePath: string | null
}

/** Where port facts come from; the real one by default, another in tests. */
export interface PortSources {
  list(): Promise<readonly ListedPort[]>
  /** The text of a file, trimmed; null where it is not there. */
  readText(path: string): Promise<string | null>
  /** Stable name -> real path. */
  stablePaths(): Promise<ReadonlyMap<string, string>>
}

const BY_ID = '/dev/serial/by-id'

/** A system that answers nothing for so long is not waited for. */
const PATIENCE_MS = 3 * SECOND_MS

/**
 * One listing at a time, for all who ask meanwhile: on Linux the library begins a program for each, which may hang.
 *
 * @returns rejects after the patience; the listing that hangs is not begun again beside itself
 */
export function listTogether<T>(list: () => Promise<T>, patienceMs: number): () => Promise<T> {
  let running: Promise<T> | null = null
  return () => {
    running ??= list().finally(() => {
      running = null
    })
    const mine = running
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(phrase.lines.systemSilent)), patienceMs)
      mine.then(resolve, reject).finally(() => clearTimeout(timer))
    })
  }
}

const listByLibrary = listTogether(() => SerialPort.list(), PATIENCE_MS)

const systemPortSources: PortSources = {
  async list() {
    try {
      return await listByLibrary()
    } catch (error) {
      // On Linux the library asks a program that small systems do not have.
      return await listFromSysfs().catch(() => Promise.reject(error))
    }
  },
  async readText(path) {
    return (await readFile(path, 'utf8').catch(() => null))?.trim() ?? null
  },
  async stablePaths() {
    const names = await readdir(BY_ID).catch(() => [])
    const pairs = names.map(async (name): Promise<[string, string]> => {
      const stable = `${BY_ID}/${name}`
      return [stable, await realpath(stable).catch(() => stable)]
    })
    return new Map(await Promise.all(pairs))
  },
}

/**
 * The serial ports of this machine, with the drivers whose cable each may be.
 *
 * @throws {TransportError} `failed`, where the system cannot list its ports
 */
export async function listPorts(
  drivers: readonly Driver[],
  sources: PortSources = systemPortSources,
): Promise<readonly PortInfo[]> {
  const listed = await sources.list().catch((error: unknown) => {
    const detail = error instanceof Error ? error.message : String(error)
    throw new TransportError('failed', phrase.lines.portsNotListed(detail))
  })
  const stablePaths = await sources.stablePaths()
  const ports = await Promise.all(listed.map(port => describePort(port, drivers, stablePaths, sources)))
  return ports
    .filter(port => port !== null)
    .sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }))
}

async function describePort(
  port: ListedPort,
  drivers: readonly Driver[],
  stablePaths: ReadonlyMap<string, string>,
  sources: PortSources,
): Promise<PortInfo | null> {
  const tty = `/sys/class/tty/${basename(port.path)}`
  // Linux keeps names for built-in ports that the machine does not have: type 0, unknown.
  if ((await sources.readText(`${tty}/type`)) === '0') return null
  const vendorId = usbId(port.vendorId)
  const productId = usbId(port.productId)
  const sysfs = vendorId === null ? null : await readUsbNames(tty, sources)
  const stable = [...stablePaths].find(([, real]) => real === port.path)
  return {
    path: port.path,
    stablePath: stable?.[0] ?? null,
    maker: sysfs?.maker ?? port.manufacturer ?? null,
    product: sysfs?.product ?? port.friendlyName?.replace(/\s*\(COM\d+\)$/, '') ?? null,
    serialNumber: port.serialNumber ?? null,
    vendorId,
    productId,
    fits: drivers
      .filter(driver => driver.usb.some(usb => matches(usb, vendorId, productId)))
      // Of a driver that names few chips, this one says more than of one behind any adapter.
      .toSorted((a, b) => a.usb.length - b.usb.length)
      .map(({ id }) => id),
  }
}

/** What the USB device calls itself: one folder up from an ACM port's interface, two up from a USB-serial port's. */
async function readUsbNames(
  tty: string,
  sources: PortSources,
): Promise<{ readonly maker: string | null; readonly product: string | null } | null> {
  for (const device of [`${tty}/device/..`, `${tty}/device/../..`]) {
    const product = await sources.readText(`${device}/product`)
    const maker = await sources.readText(`${device}/manufacturer`)
    if (product !== null || maker !== null) return { maker, product }
  }
  return null
}

function matches(usb: UsbMatch, vendorId: string | null, productId: string | null): boolean {
  return usb.vendorId === vendorId && usb.productId === productId
}

/** Four lower-case hex digits, whatever the system writes. */
function usbId(id: string | undefined): string | null {
  return id ? id.toLowerCase().replace(/^0x/, '').padStart(4, '0') : null
}

export interface RememberedPort {
  readonly path: string
  readonly serialNumber: string | null
}

/**
 * Where a remembered device is now. Its serial number decides, not its path: paths are handed out in the order cables are
 * plugged in, and the monitor of the next room must not be taken for this one.
 *
 * @returns the path to open
 * @throws {TransportError} `not-found`, where its cable is not plugged in, or could be any of several
 */
export function resolvePort(remembered: RememberedPort, ports: readonly PortInfo[]): string {
  const { path, serialNumber } = remembered
  if (serialNumber === null) return path
  const same = ports.filter(port => port.serialNumber === serialNumber)
  // Some makers give every cable the same number, and adapters with several ports have one for all.
  if (same.some(port => port.path === path || port.stablePath === path)) return path
  const [only, ...others] = same
  if (only && others.length === 0) return only.path
  if (only) {
    throw new TransportError('not-found', phrase.lines.serialNumberTwice(serialNumber, path))
  }
  const there = ports.find(port => port.path === path || port.stablePath === path)
  if (!there) return path
  throw new TransportError(
    'not-found',
    phrase.lines.anotherCable(path, there.serialNumber ?? phrase.lines.withoutSerialNumber, serialNumber),
  )
}
