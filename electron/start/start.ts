import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { phrase } from '../../shared/words/host.ts'
import { endSignal } from '../process/end-signal.ts'
import { stderr, stdout } from '../process/output.ts'
import { openBrowser } from './browser.ts'
import { buildIfStale } from './build-if-stale.ts'
import { obtainElectron } from './programs.ts'

/*
 * `npm start`: builds what has changed, then opens the desktop app, or, where Electron's program cannot be had, the same
 * core and dashboard in a browser.
 */

const root = fileURLToPath(new URL('../..', import.meta.url))

async function main(): Promise<void> {
  await buildIfStale(root)
  const electron = process.env['VIGIL_ENTRY'] === 'browser' ? null : obtainElectron()
  const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
  if (electron && hasDisplay) {
    const child = spawn(electron, [root], { stdio: 'inherit' })
    child.on('exit', code => {
      process.exitCode = code ?? 1
    })
    return
  }
  const why = electron ? phrase.entries.noDisplay : phrase.entries.noElectron
  stdout.write(phrase.entries.runsInBrowser(why))
  const port = Number(process.env['VIGIL_PORT'] ?? 0)
  // Only now: what is built is for every login of this computer, and what Vigil keeps is not. As built: it begins in half the time.
  const built = pathToFileURL(join(root, 'dist/main/begin.js')).href
  const { beginServe } = (await import(built)) as typeof import('../web/begin.ts')
  const ended = endSignal()
  const web = await beginServe({ port: Number.isInteger(port) ? port : 0 })
  stdout.write(`${web.link}\n`)
  stdout.write(phrase.entries.ctrlCEnds(await openBrowser(web.link)))
  await ended
  await web.close()
  process.exit(0)
}

main().catch((error: unknown) => {
  stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
