import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { FOLDER_MODE } from './tighten.ts'

/** A folder and those above it. One after the other: where none can be made (/proc), Node's own way tries for ever. @throws what the system says */
export function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: FOLDER_MODE })
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!existsSync(path)) throw error
  }
}
