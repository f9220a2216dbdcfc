import { join } from 'node:path'
import type { Captures } from '../../core/contracts/captures.ts'
import { Refusal } from '../../core/refusal.ts'
import { beginCaptures } from './begin.ts'
import { openCaptureFile } from './file.ts'
import { CaptureError } from './format.ts'
import { captureFolder, listCaptures, loadCapture, readCaptureFile } from './library.ts'
import type { CaptureSink } from './writer.ts'

/** Raw captures under `captures` in the data folder. @param software Vigil's version, for their first line */
export function createCaptures(dataDir: string, software: string): Captures {
  const begin = beginCaptures(software, (id, onError) => openCapture(dataDir, id, onError))
  return { begin, ...createCaptureLibrary(dataDir) }
}

/** The file of a new capture of this installation. */
export function openCapture(dataDir: string, id: string, onError: (error: string) => void): CaptureSink {
  return openCaptureFile(join(captureFolder(dataDir), id), onError)
}

/** What has been captured. */
export function createCaptureLibrary(dataDir: string): Omit<Captures, 'begin'> {
  return {
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
