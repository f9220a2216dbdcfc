/**
 * One way to a monitor: a serial port, a TCP socket, or a simulated monitor. It is opened once and closed once; a line that
 * is tried again gets a new transport.
 */
export interface Transport {
  /** @throws {TransportError} when it cannot be opened, or was closed while opening */
  open(): Promise<void>
  /** Sends bytes, in order. Never throws: a line that cannot take them closes, or goes silent, and that is seen. */
  write(bytes: Uint8Array): void
  /** Resolves once all that was written has gone out, or cannot; never rejects. Absent: it goes out at once. */
  drain?(): Promise<void>
  /** Gives the port back. Resolves once it is free for others; never rejects; harmless when repeated. */
  close(): Promise<void>
  /** Bytes as they come, cut anywhere. */
  onData(listener: (bytes: Uint8Array) => void): () => void
  /** The other side ended it: once at most, with a sentence for people. Not told after `close()`. */
  onClose(listener: (reason: string) => void): () => void
}

export type TransportErrorCode = 'not-found' | 'in-use' | 'denied' | 'refused' | 'failed'

/** A port that cannot be opened. The message is one sentence for people: what is wrong, where, and what to do. */
export class TransportError extends Error {
  readonly code: TransportErrorCode

  constructor(code: TransportErrorCode, message: string) {
    super(message)
    this.name = 'TransportError'
    this.code = code
  }
}

/** What a port's name means. */
export type PortAddress =
  | { readonly kind: 'serial'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'simulated'; readonly scenario: string }
  | { readonly kind: 'replay'; readonly captureId: string }

/**
 * Reads a port's name: `sim:<scenario>`, `replay:<capture>`, `tcp://host:port`, or else the path of a serial port.
 *
 * @throws {TransportError} `failed`, where the name can mean none of these
 */
export function parsePort(port: string): PortAddress {
  if (port.startsWith('sim:') && port.length > 'sim:'.length) {
    return { kind: 'simulated', scenario: port.slice('sim:'.length) }
  }
  if (port.startsWith('replay:') && port.length > 'replay:'.length) {
    return { kind: 'replay', captureId: port.slice('replay:'.length) }
  }
  if (port.startsWith('tcp:')) return parseTcpPort(port)
  if (port.trim() === '' || port.startsWith('sim:')) {
    throw new TransportError(
      'failed',
      `“${port}” names no port: give a serial port (/dev/ttyUSB0, COM3), tcp://host:port or sim:scenario.`,
    )
  }
  return { kind: 'serial', path: port }
}

function parseTcpPort(port: string): PortAddress {
  const url = URL.canParse(port) ? new URL(port) : null
  const rest = url ? url.pathname + url.search + url.hash + url.username : ''
  if (!url?.hostname || !Number(url.port) || (rest !== '' && rest !== '/')) {
    throw new TransportError(
      'failed',
      `“${port}” is no network port: write tcp://host:port, as in tcp://192.168.1.20:4001.`,
    )
  }
  return { kind: 'tcp', host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) }
}
