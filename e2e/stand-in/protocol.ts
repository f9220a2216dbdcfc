import type { CustomScheme, Protocol as ElectronProtocol } from 'electron'
import { addScheme, isKnownScheme, ownScheme } from './addresses.ts'
import { isReady } from './app.ts'
import { notImplemented, strict } from './strict.ts'

type Handler = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Handler>()
let registered = false

export const protocol = strict<ElectronProtocol>('protocol', {
  registerSchemesAsPrivileged(schemes: CustomScheme[]) {
    if (isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    if (registered) throw new Error('protocol.registerSchemesAsPrivileged can be called once only')
    registered = true
    for (const { scheme, privileges } of schemes) {
      const { standard, secure, supportFetchAPI, ...others } = privileges ?? {}
      for (const [name, value] of Object.entries(others))
        if (value) throw notImplemented(`the privilege ${name} of a scheme`)
      // A page of this scheme lives at an https address here, which has these three.
      if (!standard || !secure || !supportFetchAPI)
        throw notImplemented('a scheme that is not standard, secure and open to fetch')
      addScheme(scheme)
    }
  },
  handle(scheme: string, handler: Handler) {
    if (!isReady()) throw new Error('protocol.handle can be called only after app is ready')
    if (!isKnownScheme(scheme)) throw notImplemented(`the unprivileged scheme ${scheme}`)
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
})

/** The program's own answer to a request, or null where it handles no such scheme. */
export async function answerRequest(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
): Promise<Response | null> {
  const handler = handlers.get(ownScheme(url) ?? '')
  if (!handler) return null
  return handler(new Request(url, { method, headers, ...(body !== undefined && { body }) }))
}
