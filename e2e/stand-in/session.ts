import type { Session, WebContents, WebRequest } from 'electron'
import type { Cdp, Protocol } from './cdp.ts'
import { notImplemented, strict } from './strict.ts'

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0]
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0]
type PermissionName = Parameters<NonNullable<CheckHandler>>[1]

let requestHandler: RequestHandler = null
let checkHandler: CheckHandler = null
let beforeRequest: { readonly patterns: readonly RegExp[]; readonly listener: BeforeRequest } | null = null

type BeforeRequest = (
  details: { readonly url: string; readonly method: string },
  answer: (response: { readonly cancel?: boolean }) => void,
) => void

const webRequest = strict<WebRequest>('session.webRequest', {
  onBeforeRequest(...args: unknown[]) {
    const [filter, listener] = args as [{ readonly urls: readonly string[] }, BeforeRequest]
    if (typeof listener !== 'function') throw notImplemented('webRequest.onBeforeRequest without a filter')
    beforeRequest = { patterns: filter.urls.map(toPattern), listener }
  },
})

export const defaultSession = strict<Session>('session.defaultSession', {
  setPermissionRequestHandler(handler) {
    requestHandler = handler
  },
  setPermissionCheckHandler(handler) {
    checkHandler = handler
  },
  webRequest,
})

export const session = strict<{ defaultSession: Session }>('session', { defaultSession })

/** Whether the program lets a request to another host through. */
export async function mayRequest(url: string, method: string): Promise<boolean> {
  const before = beforeRequest
  if (!before?.patterns.some(pattern => pattern.test(url))) return true
  return new Promise(resolve => before.listener({ url, method }, ({ cancel }) => resolve(cancel !== true)))
}

/** Match patterns as Electron takes them: `*` stands for anything. */
function toPattern(glob: string): RegExp {
  return new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)
}

/** Electron's names of permissions, and Chromium's. */
const permissions: readonly (readonly [PermissionName, Protocol.Browser.PermissionDescriptor])[] = [
  ['geolocation', { name: 'geolocation' }],
  ['notifications', { name: 'notifications' }],
  ['media', { name: 'camera' }],
  ['media', { name: 'microphone' }],
  ['midi', { name: 'midi' }],
  ['midiSysex', { name: 'midi', sysex: true }],
  ['clipboard-read', { name: 'clipboard-read' }],
  ['clipboard-sanitized-write', { name: 'clipboard-write' }],
  ['idle-detection', { name: 'idle-detection' }],
  ['screen-wake-lock', { name: 'screen-wake-lock' }],
  ['local-fonts', { name: 'local-fonts' }],
  ['window-management', { name: 'window-management' }],
]

/**
 * Gives a page the permissions that the program's handlers grant. They are asked beforehand, not when the page asks;
 * without handlers everything is granted, as in Electron.
 */
export async function applyPermissions(chromium: Cdp, contents: WebContents, origin: string): Promise<void> {
  for (const [name, permission] of permissions) {
    const setting = (await isGranted(name, contents, origin)) ? 'granted' : 'denied'
    await chromium.send('Browser.setPermission', { permission, setting, origin })
  }
}

async function isGranted(name: PermissionName, contents: WebContents, origin: string): Promise<boolean> {
  const details = { isMainFrame: true, requestingUrl: origin }
  const checked = checkHandler === null || checkHandler(contents, name, origin, details)
  const asked =
    requestHandler === null ||
    (await new Promise<boolean>(resolve => requestHandler?.(contents, name, resolve, details)))
  return checked && asked
}
