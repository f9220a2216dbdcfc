import { basename, join } from 'node:path'
import type { Captures } from '../../core/contracts/captures.ts'
import { Refusal } from '../../core/refusal.ts'
import { CaptureError } from './format.ts'
import { captureFolder, listCaptures, loadCapture, nameCapture, readCaptureFile } from './library.ts'
import { createCaptureWriter } from './writer.ts'

/** Raw captures under `captures` in the data folder. @param software Vigil's version, for their first line */
export function createCaptures(dataDir: string, software: string): Captures {
  return {
    begin({ driver, label, port, line, at }, onEnd) {
      const path = join(captureFolder(dataDir), nameCapture(label, at.wallMs))
      const header = { vigilCapture: 1, driver, label, port, line, wallMs: at.wallMs, software } as const
      return { ...createCaptureWriter(path, header, at, onEnd), id: basename(path) }
    },
    list: () => listCaptures(dataDir),
    async read(id) {
      const bytes = await requireCapture(readCaptureFile(dataDir, id))
      return { bytes, path: join(captureFolder(dataDir), id) }
    },
    async describe(id) {
      const { header } = await requireCapture(loadCapture(dataDir, id))
      return { driver: header.driver, label: header.label }
    },
  }
}

/** What cannot be read of a capture is for whoever asked to know, not a failure of ours. */
async function requireCapture<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof CaptureError) throw new Refusal(error.message)
    throw error
  }
}
