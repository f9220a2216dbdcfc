import { phrase } from '../../shared/words/host.ts'

/** What a port's name means. */
export type PortAddress =
  | { readonly kind: 'serial'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  /** Vigil waits there for a sender to call. */
  | { readonly kind: 'tcp-listen'; readonly host: string; readonly port: number }
  | { readonly kind: 'simulated'; readonly scenario: string }
  | { readonly kind: 'replay'; readonly captureId: string }

/**
 * Reads a port's name: `sim:<scenario>`, `replay:<capture>`, `tcp://host:port`, `tcp-listen://address:port`, or else the
 * path of a serial port.
 *
 * @throws Error with one sentence, where the name can mean none of these
 */
export function parsePort(port: string): PortAddress {
  if (port.startsWith('sim:') && port.length > 'sim:'.length) {
    return { kind: 'simulated', scenario: port.slice('sim:'.length) }
  }
  if (port.startsWith('replay:') && port.length > 'replay:'.length) {
    return { kind: 'replay', captureId: port.slice('replay:'.length) }
  }
  if (port.startsWith('tcp:')) return { kind: 'tcp', ...parseNetworkPort(port) }
  if (port.startsWith('tcp-listen:')) return { kind: 'tcp-listen', ...parseListeningPort(port) }
  if (port.trim() === '' || port.startsWith('sim:')) throw new Error(phrase.core.namesNoPort(port))
  return { kind: 'serial', path: port }
}

function parseNetworkPort(port: string): { readonly host: string; readonly port: number } {
  const url = URL.canParse(port) ? new URL(port) : null
  const rest = url ? url.pathname + url.search + url.hash + url.username : ''
  if (!url?.hostname || !Number(url.port) || (rest !== '' && rest !== '/'))
    throw new Error(phrase.core.notNetworkPort(port))
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) }
}

/** All addresses of a computer at once would be more than somebody has chosen. */
function parseListeningPort(port: string): { readonly host: string; readonly port: number } {
  const address = parseNetworkPort(port)
  if (isEveryAddress(address.host)) throw new Error(phrase.core.waitsAtEveryAddress(port))
  return address
}

/** Zero in any of the spellings that the system takes: 0, 0x0, 00.0, ::, and the IPv4 one within IPv6. */
function isEveryAddress(host: string): boolean {
  if (host.includes('*')) return true
  const [inner = ''] = host.split('%')
  // "::ffff:0.0.0.0" and "::ffff:0:0" are every address of IPv4.
  const rest = inner.includes(':') ? inner.replace(/^(?:0*:)+ffff:/i, '') : inner
  return rest !== '' && rest.split(/[.:]/).every(part => /^(?:0x)?0*$/i.test(part))
}
