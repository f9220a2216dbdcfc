import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { FILE_MODE, FOLDER_MODE } from '../process/tighten.ts'

/**
 * Saves a file under a name that is free: an existing one is never written over.
 *
 * @param baseName without patient data: file names travel further than files
 * @returns its path
 */
export function saveExport(dir: string, baseName: string, extension: string, bytes: Uint8Array): string {
  mkdirSync(dir, { recursive: true, mode: FOLDER_MODE })
  for (let number = 1; ; number++) {
    const path = join(dir, `${baseName}${number === 1 ? '' : `-${number}`}.${extension}`)
    if (saveNew(path, bytes)) return path
  }
}

/** Saves a new file whole; false when there is one of that name. @throws the file system's error otherwise */
export function saveNew(path: string, bytes: Uint8Array): boolean {
  let file: number
  try {
    file = openSync(path, 'wx', FILE_MODE)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return true
}
