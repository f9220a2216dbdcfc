import { createHash } from 'node:crypto'
import { type ClinicSetRow, clinicSetColumns } from './clinic-sets.ts'
import { type PresetRow, presetColumns } from './presets.ts'
import { logColumns, type Row, readingColumns } from './rows.ts'

/** What the first link of a chain stands on. */
const GENESIS = '0'.repeat(64)

/** The installation's log among the heads. */
export const LOG = 'log'

/** A session's own log among the heads. */
export const logOf = (sessionId: string): string => `${LOG}/${sessionId}`

/** The newest link of a chain. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

export const noLinks: Head = { seq: 0, hash: GENESIS }

/**
 * SHA-256 over a row's columns, in the order of the table, and the hash before it; 64 hex digits. The columns are those of
 * the first layout: a later one that adds some must leave old rows with their hashes.
 */
export function hashReading(row: Row, prevHash: string): string {
  return digest([...readingColumns.map(name => row[name]), prevHash])
}

export function hashRecord(row: Row, prevHash: string): string {
  return digest([...logColumns.map(name => row[name]), prevHash])
}

/** SHA-256 of a stored state, by which a log record vouches for it. */
export function digestState(state: string): string {
  return createHash('sha256').update(state).digest('hex')
}

/** SHA-256 of one act on a preset of the clinic, by which its log record vouches for it. */
export function digestPreset(row: Row | PresetRow): string {
  return digest(presetColumns.map(name => row[name]))
}

/** SHA-256 of one act on the clinic's words, in the same way. */
export function digestClinicSet(row: Row | ClinicSetRow): string {
  return digest(clinicSetColumns.map(name => row[name]))
}

function digest(fields: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}
