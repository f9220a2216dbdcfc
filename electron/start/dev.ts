import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/*
 * `npm run dev`: the browser entry, restarted as the core's files are saved; the dashboard is built anew as its files are.
 * It is the same page under the same policy as in use, so what works here works there; reload the window to see a change.
 */

const root = fileURLToPath(new URL('../..', import.meta.url))
process.env['VIGIL_DATA'] ??= `${root}.vigil-data`

await build({
  configFile: `${root}renderer/vite.config.ts`,
  logLevel: 'info',
  build: { watch: {}, emptyOutDir: false, sourcemap: true },
})
const core: ChildProcess = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', 'electron/commands/cli.ts', 'serve', '--port', '4700', '--no-open'],
  { cwd: root, stdio: 'inherit' },
)
core.on('exit', code => process.exit(code ?? 0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => core.kill(signal))
