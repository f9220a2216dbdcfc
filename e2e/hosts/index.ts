import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { startBrowserHost } from './browser.ts'
import { startElectron } from './electron.ts'
import type { HostName, StartHost } from './host.ts'
import { startStandIn } from './stand-in.ts'

export const startHost: Readonly<Record<HostName, StartHost>> = {
  browser: startBrowserHost,
  'stand-in': startStandIn,
  electron: startElectron,
}

/** The hosts that this machine has. */
export function hosts(): readonly HostName[] {
  const home = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const hasElectron = existsSync(join(home, 'path.txt')) && existsSync(join(home, 'dist'))
  return hasElectron ? ['browser', 'stand-in', 'electron'] : ['browser', 'stand-in']
}
