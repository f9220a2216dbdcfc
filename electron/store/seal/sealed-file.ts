import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { phrase } from '../../../shared/words/host.ts'
import { type Head, hashReading, hashRecord } from '../chain.ts'
import type { StoredRow } from '../engine.ts'
import { logColumns, readingColumns } from '../rows.ts'
import { type Columns, fromColumns, toColumns } from './columns-of-rows.ts'

/*
 * One part of a sealed session, as a file: a line that says what it is, then its rows, packed (zstd) and under the session's own key
 * (AES-256-GCM, which also binds the line). Hashes are not kept: they follow from the rows and the end of the part before.
 */

const FORMAT = 'vigil-sealed 1'
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Of zstd: higher ones take many times as long for some percent. */
const LEVEL = 12

/** What is put away. */
export interface SealedRows {
  readonly readings: readonly StoredRow[]
  readonly records: readonly StoredRow[]
  /** The session's room as it was stored last, as text. */
  readonly state: string
}

/** Which part of which session. */
export interface PartName {
  readonly sessionId: string
  /** 1, 2, 3 …: a further one for each time something was added after sealing. */
  readonly part: number
}

/** Where the chains stood before the part, and where they stand after it. */
export interface Ends {
  readonly log: Head
  readonly readings: Head
}

interface Content {
  readonly readings: Columns
  readonly records: Columns
  readonly state: string
}

/** @param key 32 bytes, of this session alone */
export function writeSealed(
  name: PartName,
  { readings, records, state }: SealedRows,
  key: Uint8Array,
): Buffer {
  const content: Content = {
    readings: toColumns(readings, readingColumns),
    records: toColumns(records, logColumns),
    state,
  }
  const packed = zstdCompressSync(JSON.stringify(content), {
    params: { [constants.ZSTD_c_compressionLevel]: LEVEL },
  })
  return lock(name, packed, key)
}

/** The same part under another key. @throws Error when it is not this part, not under `from`, or was changed */
export function resealPart(
  name: PartName,
  bytes: Buffer,
  { from, to }: { readonly from: Uint8Array; readonly to: Uint8Array },
): Buffer {
  const packed = unlock(name, bytes, from)
  const resealed = lock(name, packed, to)
  if (!unlock(name, resealed, to).equals(packed)) throw new Error(phrase.sealed.notReadBack)
  return resealed
}

/**
 * Reads a part back, with hashes computed anew.
 *
 * @throws Error when it is not this part, not under this key, or was changed
 */
export function readSealed(
  name: PartName,
  bytes: Buffer,
  key: Uint8Array,
  before: Ends,
): SealedRows & { readonly ends: Ends } {
  const packed = unlock(name, bytes, key)
  const { readings, records, state } = JSON.parse(zstdDecompressSync(packed).toString('utf8')) as Content
  const ends = { log: before.log, readings: before.readings }
  const chainedReadings = fromColumns(readings).map(row => {
    const hash = hashReading(row, ends.readings.hash)
    ends.readings = { seq: Number(row['seq']), hash }
    return { ...row, hash: Buffer.from(hash, 'hex') }
  })
  const chainedRecords = fromColumns(records).map(row => {
    const hash = hashRecord(row, ends.log.hash)
    const chained = { ...row, prev_hash: ends.log.hash, hash }
    ends.log = { seq: Number(row['seq']), hash }
    return chained
  })
  return { readings: chainedReadings, records: chainedRecords, state, ends }
}

function lock(name: PartName, packed: Uint8Array, key: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const line = firstLine(name)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(line)
  const body = Buffer.concat([cipher.update(packed), cipher.final()])
  return Buffer.concat([line, nonce, body, cipher.getAuthTag()])
}

function unlock(name: PartName, bytes: Buffer, key: Uint8Array): Buffer {
  const line = firstLine(name)
  if (!bytes.subarray(0, line.length).equals(line)) throw new Error(phrase.sealed.anotherFile)
  const nonce = bytes.subarray(line.length, line.length + NONCE_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(line)
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  return Buffer.concat([
    decipher.update(bytes.subarray(line.length + NONCE_BYTES, -TAG_BYTES)),
    decipher.final(),
  ])
}

/** SHA-256 of a file's content, 64 hex digits. */
export function digestBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function firstLine({ sessionId, part }: PartName): Buffer {
  return Buffer.from(`${FORMAT} ${JSON.stringify({ session: sessionId, part })}\n`)
}
