import { copyFileSync, existsSync, linkSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FOLDER_MODE } from '../../process/tighten.ts'
import { syncFile, syncFolder } from '../durable.ts'
import { listBackups } from '../files.ts'
import { type Part, pathOf } from '../seal/parts.ts'
import { SESSION_KEYS } from '../seal/session-keys.ts'

/** A file of a sealed session, below the data folder or a backup. */
export type SealedFile = Pick<Part, 'file' | 'bytes'>

/**
 * Takes sealed sessions and their keys along into a backup. A sealed file never changes: where it is on the same disk, or in another
 * backup there, it gets one more name instead of a copy.
 *
 * @param place the folder of backups that `to` lies in
 * @throws Error where one is missing
 */
export function takeSealedAlong(files: readonly SealedFile[], from: string, to: string, place: string): void {
  const keys = join(from, SESSION_KEYS)
  if (existsSync(keys)) {
    copyFileSync(keys, join(to, SESSION_KEYS))
    syncFile(join(to, SESSION_KEYS))
  } else if (files.length > 0) throw new Error(`the keys of sealed sessions ${keys} are missing`)
  const newest = listBackups(place).at(-1)?.name
  const folders = new Set<string>()
  for (const { file, bytes } of files) {
    const target = pathOf(to, file)
    mkdirSync(dirname(target), { recursive: true, mode: FOLDER_MODE })
    folders.add(dirname(target))
    const sources = [pathOf(from, file), ...(newest === undefined ? [] : [pathOf(join(place, newest), file)])]
    if (!sources.some(source => sizeOf(source) === bytes && linked(source, target)))
      copy(pathOf(from, file), target, bytes)
  }
  for (const folder of folders) syncFolder(folder)
}

function linked(source: string, target: string): boolean {
  try {
    linkSync(source, target)
    return true
  } catch {
    // Another disk, or a file system that gives a file one name only.
    return false
  }
}

function copy(source: string, target: string, bytes: number): void {
  if (sizeOf(source) !== bytes) throw new Error(`the sealed session ${source} is missing or was changed`)
  copyFileSync(source, target)
  syncFile(target)
}

const sizeOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.size ?? null
