import '../process/private.ts'
import { flushCompileCache } from 'node:module'
import { forkCore } from '../host/core-channel.ts'
import { type SupervisedCore, superviseCore, tellLost } from '../host/supervisor.ts'
import { keepErrorLog, keepErrorLogLater } from '../process/error-log.ts'
import { keepLine, say } from '../process/say.ts'
import { guardUncaught } from '../process/uncaught.ts'
import { frontPrograms } from '../record/programs.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import { isMendable } from '../start/mendable.ts'
import { readVersion } from '../start/version.ts'
import { ringTerminal } from '../watchdog/player.ts'
import { howAgain, readBefore } from './again.ts'
import { serveWeb, type WebEntry } from './server.ts'
import type { TroubleEntry } from './trouble.ts'

export interface ServeOptions {
  readonly port: number
  readonly dataDir?: string
}

/**
 * The browser entry: the same renderer, in a browser on this computer, and the same core, in a process of its own. This one is the
 * front: it has the port, the token and the windows' sockets, and begins the core again when it ends, so that the link and the windows
 * go on.
 */
export async function serve(options: ServeOptions): Promise<TroubleEntry> {
  const dataDir = options.dataDir ?? defaultDataDir()
  keepErrorLog(dataDir)
  const { core: coreProgram, watchdog, dashboard, commands: _commands, ...programs } = frontPrograms()
  const before = readBefore()
  let core: SupervisedCore | null = null
  let web: WebEntry | null = null
  let tellAgain = () => {}
  guardUncaught({
    survives: () => core !== null,
    note: sentence => core?.noteProblem(sentence),
    // The watchdog is not told: over an open session it sounds when the core has gone.
    async end() {
      await web?.close()
      await core?.close(false)
    },
  })
  const beginCore = () =>
    superviseCore({
      open: forkCore(coreProgram),
      beginning: {
        dataDir,
        entry: 'browser',
        version: readVersion(),
        programs,
        relays: null,
        isAgain: before !== null,
        // At the port and with the secrets of the one before: this one may be killed before it serves.
        ...(before?.secrets ? { again: howAgain(options.port, before.secrets) } : {}),
        watchdog: [process.execPath, watchdog],
      },
      say,
      keepLine,
      bell: ringTerminal,
      onRestart: lost => web?.restart(lost.map(tellLost)),
      onMaster: () => tellAgain(),
    })
  async function serveCore(supervised: SupervisedCore, port: number): Promise<TroubleEntry> {
    core = supervised
    // Windows' events pass through here: no disk may hold them up.
    keepErrorLogLater(dataDir)
    try {
      const served = await serveWeb({
        core: supervised,
        port,
        rendererDir: dashboard,
        ...(before?.secrets ? { secrets: before.secrets } : {}),
        onSecrets(secrets, at) {
          tellAgain = () => supervised.beAgain(howAgain(at, secrets))
          tellAgain()
        },
      })
      web = served
      // Before windows come, and once: the next front begins by it.
      flushCompileCache()
      return {
        ...served,
        async close() {
          await served.close()
          await supervised.close(true)
        },
      }
    } catch (error) {
      await supervised.close(true)
      throw error
    }
  }

  try {
    return await serveCore(await beginCore(), options.port)
  } catch (error) {
    if (!isMendable(error)) throw error
    say(error.message)
    // Read only where it is wanted: the front must begin quickly.
    const { serveClosed } = await import('./closed-record.ts')
    return serveClosed({
      port: options.port,
      dataDir,
      sentence: error.message,
      async begin(release) {
        const supervised = await beginCore()
        return serveCore(supervised, await release())
      },
    })
  }
}
