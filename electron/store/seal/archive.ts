import { existsSync, readFileSync } from 'node:fs'
import { phrase } from '../../../shared/words/host.ts'
import { noLinks } from '../chain.ts'
import type { StoredRow } from '../engine.ts'
import type { Prepare } from '../statements.ts'
import { StoreError } from '../types.ts'
import { type Part, pathOf, readAllParts, readParts, readPartsAround } from './parts.ts'
import { digestBytes, type Ends, readSealed } from './sealed-file.ts'
import { readSessionKey } from './session-keys.ts'

/** Rows of a session that are put away; nothing of one that is not sealed. */
export interface ArchivedRows {
  readonly readings: readonly StoredRow[]
  readonly records: readonly StoredRow[]
  /** As the newest part has it, as text; null: there is none. */
  readonly state: string | null
}

/** Sealed sessions, opened where they are asked for. */
export interface Archive {
  /** @throws StoreError 'damaged' naming the file that is missing or was changed */
  rowsOf(sessionId: string): ArchivedRows
  /** Of the sealed record with this number; null: none has it. @throws StoreError */
  hashAt(seq: number): string | null
  /** Whether a sealed record's hash begins so. @throws StoreError */
  hasHash(start: string): boolean
}

/** Opened sessions that are kept: a review asks for the same one several times. */
const KEPT = 2
const nothing: ArchivedRows = { readings: [], records: [], state: null }

/**
 * @param folder of the data, or of a backup
 * @param kek what keys of sessions are under
 */
export function createArchive(prepare: Prepare, folder: string, kek: Uint8Array): Archive {
  const kept = new Map<string, ArchivedRows>()

  function rowsOf(sessionId: string): ArchivedRows {
    const parts = readParts(prepare, sessionId)
    if (parts.length === 0) return nothing
    const name = parts.map(({ digest }) => digest).join()
    const known = kept.get(name)
    if (known) return known
    const rows = openParts(folder, kek, parts)
    kept.set(name, rows)
    for (const [oldest] of [...kept].slice(0, -KEPT)) kept.delete(oldest)
    return rows
  }

  return {
    rowsOf,
    hashAt(seq) {
      for (const { sessionId } of readPartsAround(prepare, seq)) {
        const found = rowsOf(sessionId).records.find(row => row['seq'] === seq)
        if (found) return String(found['hash'])
      }
      return null
    },
    hasHash(start) {
      const ids = new Set(readAllParts(prepare).map(({ sessionId }) => sessionId))
      return [...ids].some(id => rowsOf(id).records.some(row => String(row['hash']).startsWith(start)))
    },
  }
}

function openParts(folder: string, kek: Uint8Array, parts: readonly Part[]): ArchivedRows {
  let ends: Ends = { log: noLinks, readings: noLinks }
  const readings: StoredRow[] = []
  const records: StoredRow[] = []
  let state: string | null = null
  for (const part of parts) {
    const opened = openPart(folder, kek, part, ends)
    ends = part.ends
    readings.push(...opened.readings)
    records.push(...opened.records)
    state = opened.state
  }
  return { readings, records, state }
}

/** Opens a part, and holds it against what the record says of it. @param before where the part before it ends @throws StoreError 'damaged' */
function openPart(folder: string, kek: Uint8Array, part: Part, before: Ends) {
  const path = pathOf(folder, part.file)
  const unusable = (what: string) =>
    new StoreError('damaged', phrase.sealed.sealedFileUnusable(part.sessionId, what, path))
  if (!existsSync(path)) throw unusable(phrase.sealed.isMissing)
  const bytes = readFileSync(path)
  if (digestBytes(bytes) !== part.digest) throw unusable(phrase.sealed.changedOrDamaged)
  const key = readSessionKey(folder, kek, part.sessionId)
  if (!key) throw unusable(phrase.sealed.noKeySession)
  try {
    const opened = readSealed(part, bytes, key, before)
    const { log, readings } = opened.ends
    if (log.hash === part.ends.log.hash && readings.hash === part.ends.readings.hash) return opened
  } catch (error) {
    throw unusable(phrase.sealed.cannotOpened(error instanceof Error ? error.message : String(error)))
  }
  throw unusable(phrase.sealed.notTheOneSealed)
}
