import {
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { FILE_MODE } from '../process/tighten.ts'
import type { Alive } from './step.ts'
import { aliveSchema } from './words.ts'

/** Every heartbeat is as long as the one before, so that each is written in its place. */
const LENGTH = 160

export function aliveFile(dataDir: string): string {
  return join(dataDir, 'alive.json')
}

/**
 * Writes a heartbeat over the last one, which needs no room on the disk: a full disk is an alarm of its own, and must not
 * look like a Vigil that has stopped.
 */
export function writeAlive(dataDir: string, alive: Alive): void {
  const line = JSON.stringify(alive).padEnd(LENGTH)
  let file: number
  try {
    file = openSync(aliveFile(dataDir), 'r+')
  } catch {
    create(dataDir, line)
    return
  }
  try {
    writeSync(file, line, 0)
  } finally {
    closeSync(file)
  }
}

/** Writes next to nothing, and throws nothing: a disk that does not answer holds it up, and that is what it is for. */
export function touchAlive(dataDir: string): void {
  const now = new Date()
  try {
    utimesSync(aliveFile(dataDir), now, now)
  } catch {
    // There is no heartbeat yet; what else is wrong with the disk the next batch says.
  }
}

/** Whole or not at all: a reader never sees half of the first heartbeat. */
function create(dataDir: string, line: string): void {
  const file = aliveFile(dataDir)
  writeFileSync(`${file}.new`, line, { mode: FILE_MODE })
  renameSync(`${file}.new`, file)
}

/** null: there is none. @throws Error when it is there and cannot be read now */
export function readAlive(dataDir: string): Alive | null {
  let text: string
  try {
    text = readFileSync(aliveFile(dataDir), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  return aliveSchema.parse(JSON.parse(text))
}

/**
 * Reads as often as it is asked. What cannot be read, being written or on a disk in trouble, is the heartbeat before: it
 * grows older, which is what counts.
 *
 * @returns null: there is none; undefined: there never was one that could be read
 */
export function followAlive(dataDir: string): () => Alive | null | undefined {
  let last: Alive | null | undefined
  return () => {
    try {
      last = readAlive(dataDir)
    } catch {
      // As said above.
    }
    return last
  }
}

export function removeAlive(dataDir: string): void {
  rmSync(aliveFile(dataDir), { force: true })
}
