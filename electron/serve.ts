import { fileURLToPath } from 'node:url'
import { createCore } from './core/core.ts'
import { defaultDataDir } from './core/data-dir.ts'
import { readVersion } from './core/version.ts'
import { serveWeb, type WebEntry } from './web/server.ts'

export interface ServeOptions {
  readonly port: number
  readonly dataDir?: string
}

/** The browser entry: the same core and the same renderer, in a browser on this computer. */
export async function serve(options: ServeOptions): Promise<WebEntry> {
  const core = await createCore({
    dataDir: options.dataDir ?? defaultDataDir(),
    entry: 'browser',
    version: readVersion(),
    // The terminal's bell: the only sound a process without a window has.
    beep: () => void process.stderr.write('\u0007'),
  })
  try {
    const rendererDir = fileURLToPath(new URL('../dist/renderer', import.meta.url))
    const web = await serveWeb({ core, port: options.port, rendererDir })
    return {
      ...web,
      async close() {
        await web.close()
        await core.close()
      },
    }
  } catch (error) {
    await core.close()
    throw error
  }
}
