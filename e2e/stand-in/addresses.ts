import { notImplemented } from './strict.ts'

/*
 * Chromium knows no schemes but its own, so a page of `vigil://app/` lives at `https://app.vigil.invalid/`: a secure
 * origin of its own that no network has. The program under test sees only its own addresses.
 */

const schemes = new Set<string>()

/** A scheme that the program has declared as privileged. */
export function addScheme(scheme: string): void {
  schemes.add(scheme)
}

export function isKnownScheme(scheme: string): boolean {
  return schemes.has(scheme)
}

/** The address as Chromium knows it. */
export function toChromium(address: string): string {
  const { protocol, host, pathname, search, hash } = new URL(address)
  const scheme = protocol.slice(0, -1)
  if (!schemes.has(scheme)) {
    if (scheme === 'http' || scheme === 'https') return address
    throw notImplemented(`the scheme ${scheme}`)
  }
  return `https://${host}.${scheme}.invalid${pathname}${search}${hash}`
}

/** The address as the program under test knows it. */
export function fromChromium(address: string): string {
  if (!URL.canParse(address)) return address
  const { protocol, hostname, pathname, search, hash } = new URL(address)
  const [, host, scheme] = /^(.+)\.([a-z][a-z0-9+-]*)\.invalid$/.exec(hostname) ?? []
  if (protocol !== 'https:' || scheme === undefined || !schemes.has(scheme)) return address
  return `${scheme}://${host}${pathname}${search}${hash}`
}

/** The scheme of an address that the program serves itself, or null. */
export function ownScheme(address: string): string | null {
  if (!URL.canParse(address)) return null
  const scheme = new URL(address).protocol.slice(0, -1)
  return schemes.has(scheme) ? scheme : null
}
