import { join } from 'node:path'
import { build, type InlineConfig } from 'vite'

/** Packages that stay packages: they hold native code, or are found by name at run time. */
const external = [/^node:/, 'electron', 'serialport', 'pdfkit', 'ws', 'sirv', 'zod']

/** Builds the dashboard, the main process and the preload script into `dist/`. */
export async function buildAll(root: string): Promise<void> {
  await build({ configFile: join(root, 'renderer', 'vite.config.ts'), logLevel: 'warn' })
  await build(forNode(root, 'main.ts', 'es', 'main.js'))
  // A sandboxed preload script must be one CommonJS file that requires nothing but Electron.
  await build(forNode(root, 'preload.ts', 'cjs', 'preload.cjs'))
}

function forNode(root: string, entry: string, format: 'es' | 'cjs', fileName: string): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: join(root, 'dist', 'main'),
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      target: 'node24',
      ssr: true,
      rolldownOptions: {
        input: join(root, 'electron', entry),
        external,
        output: { format, entryFileNames: fileName, codeSplitting: false },
      },
    },
  }
}
