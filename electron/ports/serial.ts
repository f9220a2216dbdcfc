import { access, realpath } from 'node:fs/promises'
import { SerialPort } from 'serialport'
import type { LineSettings } from '../../devices/driver.ts'
import { phrase } from '../../shared/words/host.ts'
import { systemTimers, type Timers } from '../core/timers.ts'
import { createListeners, type Transport, TransportError } from '../link/index.ts'
import { explainSerialError, explainWindowsError, portInUse } from './explain.ts'

/**
 * Ports this process has open. The library takes the lock only after it has set data bits, parity and stop bits, so a
 * second opening of a port of ours, perhaps by another of its names, must be refused before it gets there: it would turn
 * the line under a running monitor.
 */
const openPorts = new Set<string>()

/** How often an open port is looked for under its name. */
const PRESENT_EVERY_MS = 1000

/** A serial port at `path`, with the line settings of the device's driver. */
export function createSerialTransport(
  path: string,
  line: LineSettings,
  timers: Timers = systemTimers(),
): Transport {
  const data = createListeners<Uint8Array>()
  const ended = createListeners<string>()
  const port = new SerialPort({
    path,
    baudRate: line.baudRate,
    dataBits: line.dataBits,
    parity: line.parity,
    stopBits: line.stopBits,
    rtscts: line.flowControl === 'rtscts',
    xon: line.flowControl === 'xonxoff',
    xoff: line.flowControl === 'xonxoff',
    lock: true,
    autoOpen: false,
  })
  let opening: Promise<void> | null = null
  let name: string | null = null
  let closed = false
  let over = false
  /** Bytes were written, and nobody has waited for them to go out. */
  let unsent = false
  let cancelWatch = () => {}

  async function open(): Promise<void> {
    name = await reserve(path)
    try {
      await settle(done => port.open(done))
    } catch (error) {
      release()
      throw explainSerialError(path, messageOf(error))
    }
    if (closed) throw new TransportError('failed', phrase.lines.portClosedWhileOpening(path))
    port.on('error', end)
    port.on('close', end)
    // Some cables and isolators take their power from these two lines. A pseudo-terminal has none: no harm.
    await settle(done => port.set({ dtr: true, rts: true }, done)).catch(() => {})
    port.on('data', (bytes: Buffer) => data.tell(bytes))
    watchPresence()
  }

  /**
   * A port that goes in the middle of a read may never say so: the library then reads nothing, again and again, for as long
   * as the port is open. So its name is looked for, which goes with it (on Windows ports have no place among the files).
   */
  function watchPresence(): void {
    const real = name
    if (closed || over || !real?.startsWith('/')) return
    cancelWatch = timers.setTimer(PRESENT_EVERY_MS, () => {
      access(real).then(watchPresence, end)
    })
  }

  /** The library's own words ("bad file descriptor") would tell nobody more, but for the errors that Windows numbers. */
  function end(error?: unknown): void {
    if (closed || over) return
    over = true
    cancelWatch()
    const known = error === undefined || error === null ? null : explainWindowsError(path, messageOf(error))
    ended.tell(known?.message ?? phrase.lines.portGone(path))
  }

  async function shut(): Promise<void> {
    if (port.isOpen) {
      // Bytes that wait for a monitor that does not take them would hold the port for half a minute.
      if (unsent) await settle(done => port.flush(done)).catch(() => {})
      await settle(done => port.close(done)).catch(() => {})
    }
    release()
  }

  function release(): void {
    if (name !== null) openPorts.delete(name)
    name = null
  }

  return {
    open() {
      opening = open()
      return opening
    },
    write(bytes) {
      if (!port.isOpen || closed) return
      unsent = true
      port.write(bytes)
    },
    async drain() {
      if (!port.isOpen || closed) return
      await settle(done => port.drain(done)).then(
        () => {
          unsent = false
        },
        () => {},
      )
    },
    async close() {
      closed = true
      cancelWatch()
      await opening?.catch(() => {})
      await shut()
    },
    onData: data.add,
    onClose: ended.add,
  }
}

/** Notes the port as ours, under its real name, and gives that name. */
async function reserve(path: string): Promise<string> {
  const name = await realpath(path).catch(() => path)
  if (openPorts.has(name)) throw portInUse(path)
  openPorts.add(name)
  return name
}

/** Turns one of the library's callbacks into a promise. */
function settle(start: (done: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => start(error => (error ? reject(error) : resolve())))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
