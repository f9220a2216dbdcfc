import { phrase } from '../../shared/words/host.ts'
import { dashboardHeaders, readDashboardFile } from '../dashboard-file.ts'
import { isDashboard } from './origin.ts'

/**
 * Answers a window's requests with the built dashboard's files and with nothing else.
 *
 * @param folder absolute path of the built renderer
 */
export function serveDashboard(folder: string): (request: Request) => Promise<Response> {
  return async request => {
    if (request.method !== 'GET') return refuse(405, phrase.entries.onlyGet)
    if (!isDashboard({ url: request.url, parent: null })) return refuse(404, phrase.entries.noSuchPage)
    const file = await readDashboardFile(folder, new URL(request.url).pathname)
    if (file === null) return refuse(404, phrase.entries.noSuchPage)
    return new Response(file.bytes, { headers: { ...dashboardHeaders, 'content-type': file.mediaType } })
  }
}

function refuse(status: number, message: string): Response {
  return new Response(message, {
    status,
    headers: { ...dashboardHeaders, 'content-type': 'text/plain; charset=utf-8' },
  })
}
