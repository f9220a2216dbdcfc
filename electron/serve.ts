import { fileURLToPath } from 'node:url'
import type { Snapshot } from '../shared/views.ts'
import { type Core, createCore } from './core/core.ts'
import { defaultDataDir } from './core/data-dir.ts'
import { readVersion } from './core/version.ts'
import { followSessions } from './desktop/open-sessions.ts'
import { readSoundOutput } from './guard/sound-output.ts'
import { createPlayer } from './watchdog/player.ts'
import { startWatchdog } from './watchdog/start.ts'
import { serveWeb, type WebEntry } from './web/server.ts'

export interface ServeOptions {
  readonly port: number
  readonly dataDir?: string
}

/** The browser entry: the same core and the same renderer, in a browser on this computer. */
export async function serve(options: ServeOptions): Promise<WebEntry> {
  const dataDir = options.dataDir ?? defaultDataDir()
  const player = createPlayer(dataDir)
  const core = await createCore({
    dataDir,
    entry: 'browser',
    version: readVersion(),
    beep: player.play,
    readSoundOutput,
    reportWorker: new URL('core/report-worker.ts', import.meta.url),
  })
  const endWatchdog = await watchOver(core, dataDir)
  try {
    const rendererDir = fileURLToPath(new URL('../dist/renderer', import.meta.url))
    const web = await serveWeb({ core, port: options.port, rendererDir })
    return {
      ...web,
      async close() {
        endWatchdog()
        await web.close()
        await core.close()
      },
    }
  } catch (error) {
    endWatchdog()
    await core.close()
    throw error
  }
}

/** A process of its own sounds when this one stops while a session is open. */
async function watchOver(core: Core, dataDir: string): Promise<() => void> {
  const sessions = followSessions(() => {})
  core.subscribe(sessions.take)
  const snapshot = await core.request({ windowId: 'watchdog', entry: 'browser' }, 'snapshot', {})
  if (snapshot.ok) for (const room of (snapshot.value as Snapshot).rooms) sessions.see(room)
  return startWatchdog({
    dataDir,
    command: [process.execPath, fileURLToPath(new URL('watchdog/main.ts', import.meta.url))],
    subscribe: core.subscribe,
    isOpen: () => sessions.rooms().length > 0,
    say: (problem, error) => console.error(problem, error),
  })
}
