import { copyFileSync, existsSync, linkSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { phrase } from '../../../shared/words/host.ts'
import { FOLDER_MODE } from '../../process/tighten.ts'
import { syncFile, syncFolder } from '../durable.ts'
import { type Part, pathOf } from '../seal/parts.ts'
import { SESSION_KEYS } from '../seal/session-keys.ts'
import { listPlace } from './place.ts'

/** A file of a sealed session, below the data folder or a backup. */
export type SealedFile = Pick<Part, 'file' | 'bytes'>

/**
 * Takes sealed sessions and their keys along into a backup. A sealed file never changes: where it is on the same disk, or in another
 * backup there, it gets one more name instead of a copy. One that is missing does not keep the rest from being backed up.
 *
 * @param place the folder of backups that `to` lies in
 * @returns files that are nowhere, one sentence each
 * @throws what the system says
 */
export function takeSealedAlong(
  files: readonly SealedFile[],
  from: string,
  to: string,
  place: string,
): readonly string[] {
  const keys = join(from, SESSION_KEYS)
  if (existsSync(keys)) {
    copyFileSync(keys, join(to, SESSION_KEYS))
    syncFile(join(to, SESSION_KEYS))
  }
  const lost = files.length > 0 && !existsSync(keys) ? [phrase.backups.sealedKeysMissing(keys)] : []
  const others = listPlace(place)
    .map(({ name }) => join(place, name))
    .reverse()
  const folders = new Set<string>()
  const missing = files.flatMap(({ file, bytes }) => {
    const target = pathOf(to, file)
    const sources = [from, ...others]
      .map(folder => pathOf(folder, file))
      .filter(path => sizeOf(path) === bytes)
    const [first] = sources
    if (first === undefined) return [phrase.backups.sealedSessionMissing(pathOf(from, file))]
    mkdirSync(dirname(target), { recursive: true, mode: FOLDER_MODE })
    folders.add(dirname(target))
    if (!sources.some(source => linked(source, target))) copy(first, target)
    return []
  })
  for (const folder of folders) syncFolder(folder)
  return [...lost, ...missing]
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

function copy(source: string, target: string): void {
  copyFileSync(source, target)
  syncFile(target)
}

const sizeOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.size ?? null
