import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { FILE_MODE, FOLDER_MODE } from '../../process/tighten.ts'
import type { CaptureSink } from './writer.ts'

/** A new file for a capture; its folder is made. @param onError told once, when the disk does not take it */
export function openCaptureFile(path: string, onError: (error: string) => void): CaptureSink {
  mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE })
  // "wx": a capture never replaces another.
  const stream = createWriteStream(path, { flags: 'wx', mode: FILE_MODE })
  stream.on('error', error => onError(error.message))
  return {
    write: bytes => void stream.write(bytes),
    close: () =>
      new Promise(resolve => {
        if (stream.closed || stream.errored) return resolve()
        stream.once('close', resolve)
        stream.once('error', () => resolve())
        stream.end()
      }),
  }
}
