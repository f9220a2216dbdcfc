import '../process/private.ts'
import { fileURLToPath } from 'node:url'
import type { Core } from '../core/core.ts'
import { keepErrorLog, say } from '../process/say.ts'
import { guardUncaught } from '../process/uncaught.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import { createRemedies, isMendable } from '../start/remedies.ts'
import { startCore } from '../start/start-core.ts'
import { readVersion } from '../start/version.ts'
import { osStore, ownSources } from '../store/index.ts'
import { followSessions } from '../watchdog/open-sessions.ts'
import { createPlayer } from '../watchdog/player.ts'
import { readSoundOutput } from '../watchdog/sound-output.ts'
import { startWatchdog } from '../watchdog/start.ts'
import { serveWeb, type WebEntry } from './server.ts'
import { serveTrouble } from './trouble.ts'

export interface ServeOptions {
  readonly port: number
  readonly dataDir?: string
}

/** The browser entry: the same core and the same renderer, in a browser on this computer. */
export async function serve(options: ServeOptions): Promise<WebEntry> {
  const dataDir = options.dataDir ?? defaultDataDir()
  keepErrorLog(dataDir)
  let core: Core | null = null
  let web: WebEntry | null = null
  guardUncaught({
    survives: () => core !== null,
    note: sentence => core?.noteProblem(sentence),
    // The watchdog is not told: over an open session it sounds when this process has gone.
    async end() {
      await web?.close()
      await core?.close()
    },
  })
  const player = createPlayer(dataDir)
  const begin = () =>
    startCore({
      dataDir,
      entry: 'browser',
      version: readVersion(),
      beep: player.play,
      readSoundOutput,
      reportWorker: new URL('../export/report-worker.ts', import.meta.url),
      backupWorker: new URL('../store/backup/backup-worker.ts', import.meta.url),
    })
  let started: Core
  try {
    started = await begin()
  } catch (error) {
    if (!isMendable(error)) throw error
    say(error.message)
    const sources = { ...ownSources, os: osStore }
    return serveTrouble(options.port, error.message, createRemedies(dataDir, sources, readVersion()))
  }
  core = started
  const endWatchdog = await watchOver(started, dataDir)
  try {
    const rendererDir = fileURLToPath(new URL('../../dist/renderer', import.meta.url))
    const served = await serveWeb({ core: started, port: options.port, rendererDir })
    web = served
    return {
      ...served,
      async close() {
        endWatchdog()
        await served.close()
        await started.close()
      },
    }
  } catch (error) {
    endWatchdog()
    await started.close()
    throw error
  }
}

/** A process of its own sounds when this one stops while a session is open. */
async function watchOver(core: Core, dataDir: string): Promise<() => void> {
  const sessions = followSessions(() => {})
  core.subscribe(sessions.follow)
  const snapshot = await core.request({ windowId: 'watchdog', entry: 'browser' }, 'snapshot', {})
  if (snapshot.ok) for (const room of snapshot.value.rooms) sessions.see(room)
  return startWatchdog({
    dataDir,
    command: [process.execPath, fileURLToPath(new URL('../watchdog/main.ts', import.meta.url))],
    subscribe: core.subscribe,
    isOpen: () => sessions.rooms().length > 0,
    say,
  })
}
