import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { CaptureView } from '../../../shared/views.ts'
import { phrase } from '../../../shared/words/host.ts'
import { type Capture, CaptureError, readCapture } from './format.ts'

/** Captures lie here in the data folder. */
export function captureFolder(dataDir: string): string {
  return join(dataDir, 'captures')
}

/**
 * The bytes of a capture of this installation.
 *
 * @throws CaptureError where there is none of this name
 */
export async function readCaptureFile(dataDir: string, id: string): Promise<Uint8Array> {
  // A name, never a path: nothing outside the folder can be asked for.
  if (id !== basename(id) || !id.endsWith('.vcap')) throw new CaptureError(phrase.lines.captureIdWrong(id))
  try {
    return await readFile(join(captureFolder(dataDir), id))
  } catch {
    throw new CaptureError(phrase.lines.captureGone(id))
  }
}

/** @throws CaptureError where there is none of this name, or it cannot be read */
export async function loadCapture(dataDir: string, id: string): Promise<Capture> {
  return readCapture(await readCaptureFile(dataDir, id))
}

/** Every capture of this installation, newest first. A file that cannot be read is listed with what is wrong. */
export async function listCaptures(dataDir: string): Promise<readonly CaptureView[]> {
  const folder = captureFolder(dataDir)
  const names = (await readdir(folder).catch(() => [])).filter(name => name.endsWith('.vcap'))
  const views = await Promise.all(names.map(name => viewCapture(folder, name)))
  return views.toSorted((a, b) => b.wallMs - a.wallMs)
}

async function viewCapture(folder: string, id: string): Promise<CaptureView> {
  const path = join(folder, id)
  const file = await stat(path)
  try {
    const { header, records } = readCapture(await readFile(path))
    const { driver, label, port, wallMs } = header
    const lengthMs = records.at(-1)?.atMs ?? 0
    return { id, driver, label, port, wallMs, lengthMs, bytes: file.size, error: null }
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error)
    const unknown = { driver: '', label: id, port: '', lengthMs: 0 }
    return { id, ...unknown, wallMs: file.mtimeMs, bytes: file.size, error: sentence }
  }
}
