import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { contentSecurityPolicy } from './web/csp.ts'

/* The built dashboard's files, and nothing else: both entries give them out by this one way. */

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
}

/** Stand with every answer of either entry. */
export const dashboardHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const

export interface DashboardFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: string
}

/**
 * Reads the file of an address whole: they are few and small, and no stream is left to fail while it is being sent.
 *
 * @param folder absolute path of the built renderer
 * @param pathname of the address as it came, escapes and all
 * @returns null where the dashboard has no such file
 */
export async function readDashboardFile(folder: string, pathname: string): Promise<DashboardFile | null> {
  const path = findFile(folder, pathname)
  const mediaType = path === null ? undefined : mediaTypes[extname(path)]
  // A file of a kind that the dashboard does not have is not its file.
  if (path === null || mediaType === undefined) return null
  try {
    return { bytes: new Uint8Array(await readFile(path)), mediaType }
  } catch {
    return null
  }
}

/** The file of an address, or null where it would lead out of the folder. */
function findFile(folder: string, pathname: string): string | null {
  try {
    const name = decodeURIComponent(pathname)
    if (name.includes('\0')) return null
    const path = resolve(folder, `.${name === '/' ? '/index.html' : name}`)
    return path.startsWith(folder + sep) ? path : null
  } catch {
    return null
  }
}
