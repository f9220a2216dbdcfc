import { join } from 'node:path'
import type { BeginCapture, Captures } from '../../core/contracts/captures.ts'
import { Refusal } from '../../core/refusal.ts'
import { type CaptureSink, openCaptureFile } from './file.ts'
import { CaptureError } from './format.ts'
import { captureFolder, listCaptures, loadCapture, nameCapture, readCaptureFile } from './library.ts'
import { formCapture } from './writer.ts'

export type { CaptureSink } from './file.ts'

/** Raw captures under `captures` in the data folder. @param software Vigil's version, for their first line */
export function createCaptures(dataDir: string, software: string): Captures {
  const begin = beginCaptures(software, (id, onError) => openCapture(dataDir, id, onError))
  return { begin, ...createCaptureLibrary(dataDir) }
}

/** @param open where a capture's bytes go */
export function beginCaptures(
  software: string,
  open: (id: string, onError: (error: string) => void) => CaptureSink,
): BeginCapture {
  return ({ driver, label, port, line, at }, onEnd) => {
    const id = nameCapture(label, at.wallMs)
    const header = { vigilCapture: 1, driver, label, port, line, wallMs: at.wallMs, software } as const
    return { ...formCapture(onError => open(id, onError), header, at, onEnd), id }
  }
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
