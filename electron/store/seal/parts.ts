import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Head, noLinks } from '../chain.ts'
import { number, type Row, text } from '../rows.ts'
import { insertInto, type Prepare } from '../statements.ts'
import type { Ends } from './sealed-file.ts'

/** Folder of sealed sessions below the data folder, and below a backup. */
export const SESSIONS = 'sessions'

/** A part of a sealed session, as the record knows it. */
export interface Part {
  /** Below the data folder, with slashes. */
  readonly file: string
  readonly sessionId: string
  readonly part: number
  readonly digest: string
  readonly bytes: number
  readonly sealedWallMs: number
  readonly logFirst: number
  /** Where both chains end with it. */
  readonly ends: Ends
}

const columns = [
  'file',
  'session_id',
  'part',
  'digest',
  'bytes',
  'sealed_wall_ms',
  'log_first',
  'log_last',
  'log_hash',
  'readings_last',
  'readings_hash',
] as const

export function addPart(prepare: Prepare, part: Part): void {
  const { file, sessionId, part: n, digest, bytes, sealedWallMs, logFirst, ends } = part
  prepare(insertInto('sealed', columns)).run(
    file,
    sessionId,
    n,
    digest,
    bytes,
    Math.round(sealedWallMs),
    logFirst,
    ends.log.seq,
    ends.log.hash,
    ends.readings.seq,
    ends.readings.hash,
  )
}

/** Of one session, in order. */
export function readParts(prepare: Prepare, sessionId: string): readonly Part[] {
  return prepare('SELECT * FROM sealed WHERE session_id = ? ORDER BY part').all(sessionId).map(fromRow)
}

/** Of all sessions. */
export function readAllParts(prepare: Prepare): readonly Part[] {
  return prepare('SELECT * FROM sealed ORDER BY session_id, part').all().map(fromRow)
}

/** Those among whose records one of this number may be. */
export function readPartsAround(prepare: Prepare, seq: number): readonly Part[] {
  return prepare('SELECT * FROM sealed WHERE ? BETWEEN log_first AND log_last').all(seq).map(fromRow)
}

export function endsOf(parts: readonly Part[]): Ends {
  return parts.at(-1)?.ends ?? { log: noLinks, readings: noLinks }
}

/** Where a part lies, below the data folder. Ids that are no names of files, or differ in capitals alone, get one of their own. */
export function nameFile(sessionId: string, part: number, openedWallMs: number): string {
  const own = /^[A-Z0-9][A-Z0-9-]{0,59}$/.test(sessionId)
    ? sessionId
    : `id-${createHash('sha256').update(sessionId).digest('hex').slice(0, 32)}`
  const year = String(new Date(openedWallMs).getUTCFullYear())
  return `${SESSIONS}/${year}/${own}${part === 1 ? '' : `.${part}`}.vses`
}

export const pathOf = (folder: string, file: string): string => join(folder, ...file.split('/'))

function fromRow(row: Row): Part {
  const head = (name: 'log' | 'readings'): Head => ({
    seq: number(row, `${name}_last`),
    hash: text(row, `${name}_hash`),
  })
  return {
    file: text(row, 'file'),
    sessionId: text(row, 'session_id'),
    part: number(row, 'part'),
    digest: text(row, 'digest'),
    bytes: number(row, 'bytes'),
    sealedWallMs: number(row, 'sealed_wall_ms'),
    logFirst: number(row, 'log_first'),
    ends: { log: head('log'), readings: head('readings') },
  }
}
