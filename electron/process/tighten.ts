import { chmodSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { phrase } from '../../shared/words/host.ts'

export const FOLDER_MODE = 0o700
export const FILE_MODE = 0o600

/** The names that Vigil gives in its data folder: nothing else there is touched. */
const ownFiles = /^(vigil\..*|session\.keys.*|alive\.json.*|errors\.log.*|alarm-high\.wav.*)$/
const ownFolders = ['aside', 'backups', 'captures', 'rekey', 'reports', 'sessions']
/** Held by Electron, which makes its files private itself; closed from the outside, whatever lies in it. */
const closedFolders = ['windows']

/**
 * Closes a data folder of before to other logins: folders 0700, files 0600. Links are not followed. Does nothing on Windows,
 * where a person's own folders are closed to others by the system.
 *
 * @returns what could not be closed, one sentence each
 */
export function tightenFolder(dataDir: string): readonly string[] {
  if (process.platform === 'win32') return []
  const problems: string[] = []
  const folder = statSync(dataDir, { throwIfNoEntry: false })
  if (!folder?.isDirectory()) return []
  if (isShared(dataDir, folder)) problems.push(phrase.processes.dataFolderOpenToOthers(dataDir))
  else set(dataDir, folder.mode, FOLDER_MODE, problems)
  for (const entry of list(dataDir, problems)) {
    const path = join(dataDir, entry.name)
    if (entry.isFile() && ownFiles.test(entry.name)) tighten(path, FILE_MODE, problems)
    else if (entry.isDirectory() && closedFolders.includes(entry.name)) tighten(path, FOLDER_MODE, problems)
    else if (entry.isDirectory() && ownFolders.includes(entry.name)) tightenAll(path, problems)
  }
  return problems
}

/** A folder that others work in too, as /tmp or a home, must stay as they need it. */
function isShared(dataDir: string, { mode, uid }: { readonly mode: number; readonly uid: number }): boolean {
  const STICKY = 0o1000
  const own = process.getuid?.()
  return (
    (mode & STICKY) !== 0 ||
    (own !== undefined && uid !== own) ||
    [homedir(), '/'].some(path => resolve(path) === resolve(dataDir))
  )
}

function tightenAll(folder: string, problems: string[]): void {
  tighten(folder, FOLDER_MODE, problems)
  for (const entry of list(folder, problems)) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) tightenAll(path, problems)
    else if (entry.isFile()) tighten(path, FILE_MODE, problems)
  }
}

function list(folder: string, problems: string[]) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    problems.push(explain(folder, error))
    return []
  }
}

function tighten(path: string, wanted: number, problems: string[]): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found) set(path, found.mode, wanted, problems)
}

function set(path: string, mode: number, wanted: number, problems: string[]): void {
  // Only taken away: what its owner has closed further stays so.
  if ((mode & 0o7777 & ~wanted) === 0) return
  try {
    chmodSync(path, mode & wanted)
  } catch (error) {
    problems.push(explain(path, error))
  }
}

function explain(path: string, error: unknown): string {
  const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return phrase.processes.pathNotClosedToOthers(path, why)
}
