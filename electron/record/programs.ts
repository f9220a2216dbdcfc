import { fileURLToPath } from 'node:url'

/** What Vigil runs beside the core, each a file of its own. */
export interface Programs {
  /** The process that holds the record. */
  readonly record: string
  /** Its thread that reads. */
  readonly reader: string
  /** The thread that makes one report. */
  readonly report: string
  /** The thread that makes backups. */
  readonly backup: string
}

const path = (name: string, base: string) => fileURLToPath(new URL(name, base))

/** What the front of the browser entry runs and reads beside it. */
interface FrontPrograms extends Programs {
  readonly core: string
  readonly watchdog: string
  /** The headless commands, of which `serve` is one. */
  readonly commands: string
  /** The folder of the built dashboard. */
  readonly dashboard: string
}

/** Run as they are written. */
const sourcePrograms = (): Programs => ({
  record: path('main.ts', import.meta.url),
  reader: path('reader.ts', import.meta.url),
  report: path('../export/report-worker.ts', import.meta.url),
  backup: path('../store/backup/backup-worker.ts', import.meta.url),
})

/** @param base the address of a built program: the others lie beside it */
export const builtPrograms = (base: string): Programs => ({
  record: path('record.js', base),
  reader: path('reader.js', base),
  report: path('report-worker.js', base),
  backup: path('backup-worker.js', base),
})

/** Built where the front itself is built, else as they are written. */
export const frontPrograms = (): FrontPrograms =>
  import.meta.url.endsWith('.ts')
    ? {
        ...sourcePrograms(),
        core: path('../host/core-process.ts', import.meta.url),
        watchdog: path('../watchdog/main.ts', import.meta.url),
        commands: path('../commands/cli.ts', import.meta.url),
        dashboard: path('../../dist/renderer', import.meta.url),
      }
    : {
        ...builtPrograms(import.meta.url),
        core: path('core-process.js', import.meta.url),
        watchdog: path('watchdog.js', import.meta.url),
        commands: path('cli.js', import.meta.url),
        dashboard: path('../renderer', import.meta.url),
      }
