import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEngine, PLAIN_HEADER } from '../engine.ts'
import { openKeys, ownSources } from '../keys/keys.ts'

/** Files below a folder that hold one of these words, as UTF-8 or UTF-16. */
export function holding(folder: string, words: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => holdsAny(readFileSync(path), words).length > 0)
}

/**
 * Words that a database of this record holds, as whoever has its key could find them: on every page of the file, free ones too.
 *
 * @param path of a database that nobody writes to meanwhile
 */
export function wordsIn(path: string, dataDir: string, words: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-plain-'))
  const copy = join(folder, 'copy.db')
  try {
    copyFileSync(path, copy)
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`)
    const db = openEngine(copy, { key: openKeys(dataDir, ownSources).database })
    db.exec("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE; PRAGMA rekey = ''")
    db.close()
    const bytes = readFileSync(copy)
    if (bytes.subarray(0, PLAIN_HEADER.length).toString('latin1') !== PLAIN_HEADER)
      throw new Error(`${path} was not decrypted`)
    return holdsAny(bytes, words)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function holdsAny(bytes: Buffer, words: readonly string[]): readonly string[] {
  return words.filter(word =>
    [Buffer.from(word), Buffer.from(word, 'utf16le')].some(each => bytes.includes(each)),
  )
}
