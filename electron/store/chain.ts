import { createHash } from 'node:crypto'

/** What the first record of a chain stands on. */
export const GENESIS = '0'.repeat(64)

/** The fields of a log record that its hash covers, besides the hash before it. */
export interface ChainedRecord {
  readonly seq: number
  readonly sessionId: string | null
  readonly monoMs: number
  readonly wallMs: number
  readonly utcOffsetMin: number
  readonly event: string
  readonly context: string
  readonly station: string
  readonly software: string
  /** The session's readings up to this number are covered by `readingsDigest`. */
  readonly readingsUpto: number | null
  readonly readingsDigest: string | null
}

/** SHA-256 over the record and the hash before it, as 64 hex digits. */
export function hashRecord(record: ChainedRecord, prevHash: string): string {
  const fields = [
    record.seq,
    record.sessionId,
    record.monoMs,
    record.wallMs,
    record.utcOffsetMin,
    record.event,
    record.context,
    record.station,
    record.software,
    record.readingsUpto,
    record.readingsDigest,
  ]
  return createHash('sha256')
    .update(JSON.stringify([...fields, prevHash]))
    .digest('hex')
}

/** A row of readings as stored, field by field in a fixed order. */
export type ReadingRow = Readonly<Record<string, string | number | bigint | null | Uint8Array>>

/** Carries the digest of a session's readings on by one reading. */
export function digestReading(previous: string, row: ReadingRow): string {
  return createHash('sha256')
    .update(previous)
    .update(
      JSON.stringify(
        Object.keys(row)
          .sort()
          .map(name => row[name] ?? null),
      ),
    )
    .digest('hex')
}
