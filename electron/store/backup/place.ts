import { accessSync, constants, mkdtempSync, realpathSync, rmdirSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import type { PlaceSeen } from '../../../shared/care-views.ts'
import { phrase } from '../../../shared/words/host.ts'
import { systemCode } from '../errors.ts'
import { type BackupName, listBackups } from '../files.ts'
import { StoreError } from '../types.ts'

/*
 * A second place for backups is a folder of somebody else's: a stick, a share. Whatever is the matter with it, the record opens, is
 * written, and has its own backups.
 */

/** Backups there, oldest first; none where it cannot be read now. */
export function listPlace(place: string): readonly BackupName[] {
  try {
    return listBackups(place)
  } catch {
    // What is the matter with it is told where it is shown, and where it takes no copy.
    return []
  }
}

/** What is told of a place that was named. */
export function lookAtPlace(dataDir: string, place: string): PlaceSeen {
  const lastWallMs = listPlace(place).at(-1)?.wallMs ?? null
  const there = isThere(place)
  const problem = whyNotElsewhere(dataDir, place) ?? whyNoAccess(place)
  // A stick that is only away is no problem: that it is not there is told by itself.
  return { isThere: there, lastWallMs, problem: there || !isAbsolute(place) ? problem : null }
}

/** @throws StoreError: this folder cannot be a second place, or takes nothing now */
export function checkPlace(dataDir: string, place: string): void {
  const why = whyNotElsewhere(dataDir, place) ?? whyNotWritten(place)
  if (why !== null) throw new StoreError('denied', why)
}

/** @throws StoreError: nothing can be written to this folder */
export function requireWritable(place: string): void {
  const why = whyNotWritten(place)
  if (why !== null) throw new StoreError('denied', why)
}

/** A copy here would be no second one: whatever becomes of the record becomes of it. */
export const isWithin = (place: string, dataDir: string): boolean => lies(place, dataDir)

/** What kept a copy from this place, in one sentence. */
export function explainPlace(error: unknown, place: string): string {
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return phrase.backups.diskFull(place)
    case 'ENOTDIR':
    case 'EEXIST':
      return isFolder(place) ? cannotWrite(place) : phrase.backups.placeIsFile(place)
    case 'ENOENT':
      return phrase.backups.placeFolderMissing(place)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
      return cannotWrite(place)
    default:
      return phrase.backups.placeTookNoBackup(place, error instanceof Error ? error.message : String(error))
  }
}

function whyNotElsewhere(dataDir: string, place: string): string | null {
  if (!isAbsolute(place)) return phrase.backups.pathNotWhole(place)
  // One disaster, or one wrong hand, must not reach both.
  if (lies(place, dataDir) || lies(dataDir, place)) return phrase.backups.placeNotApart(place, dataDir)
  if (!isThere(place)) return phrase.backups.placeFolderMissing(place)
  return isFolder(place) ? null : phrase.backups.placeIsFile(place)
}

/** Does one lie in the other, or is it the same? By links too, and in whatever letters it is written. */
function lies(inner: string, outer: string): boolean {
  const wanted = identityOf(outer)
  if (wanted === null) return false
  for (let at = realOf(inner); ; at = dirname(at)) {
    if (identityOf(at) === wanted) return true
    if (dirname(at) === at) return false
  }
}

function realOf(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}

function identityOf(path: string): string | null {
  const found = statOf(path)
  return found ? `${found.dev}:${found.ino}` : null
}

/** Without writing: a stick that may be written to but is write-protected is found when a copy goes there. */
function whyNoAccess(place: string): string | null {
  try {
    accessSync(place, constants.R_OK | constants.W_OK | constants.X_OK)
    return null
  } catch (error) {
    return explainPlace(error, place)
  }
}

/** By writing: rights alone do not tell, on a share or a full disk. */
function whyNotWritten(place: string): string | null {
  try {
    rmdirSync(mkdtempSync(join(place, '.vigil-')))
    return null
  } catch (error) {
    return explainPlace(error, place)
  }
}

const cannotWrite = (place: string): string => phrase.backups.placeNotWritable(place)

const isThere = (place: string): boolean => statOf(place) !== null
const isFolder = (place: string): boolean => statOf(place)?.isDirectory() === true

function statOf(path: string) {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null
  } catch {
    // As in /some/file/folder, or below a folder that may not be entered.
    return null
  }
}
