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

/** What runs the core of the browser entry. */
export const sourceCore = (): string => path('../host/core-process.ts', import.meta.url)

/** Run as they are written. */
export const sourcePrograms = (): Programs => ({
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
