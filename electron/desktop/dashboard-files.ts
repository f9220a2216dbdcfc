import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { contentSecurityPolicy } from '../csp.ts'
import { isDashboard } from './origin.ts'

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

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/**
 * Answers a window's requests with the built dashboard's files and with nothing else.
 *
 * @param folder absolute path of the built renderer
 */
export function serveDashboard(folder: string): (request: Request) => Promise<Response> {
  return async request => {
    if (request.method !== 'GET') return refuse(405, 'Vigil answers only GET.')
    if (!isDashboard({ url: request.url, parent: null })) return refuse(404, 'There is no such page.')
    const path = findFile(folder, new URL(request.url).pathname)
    const type = path === null ? undefined : mediaTypes[extname(path)]
    // A file of a kind that the dashboard does not have is not its file.
    if (path === null || type === undefined) return refuse(404, 'There is no such page.')
    try {
      const body = new Uint8Array(await readFile(path))
      return new Response(body, { headers: { ...headers, 'content-type': type } })
    } catch {
      return refuse(404, 'There is no such page.')
    }
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

function refuse(status: number, message: string): Response {
  return new Response(message, {
    status,
    headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
  })
}
