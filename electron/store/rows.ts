import { findPreset, type Preset } from '../../shared/presets/index.ts'
import { readWithLaterAlarms } from '../../shared/presets/later-alarms.ts'
import {
  type Flag,
  knownFlags,
  type NibpReading,
  type Reading,
  type VitalReading,
} from '../../shared/reading.ts'
import { upcast } from '../../shared/record/upcast.ts'
import type { RoomState } from '../../shared/session/room-state.ts'
import type { LogEntry, LogRecord } from '../../shared/views.ts'
import { streamVitalIds } from '../../shared/vitals.ts'
import { phrase } from '../../shared/words/host.ts'

/** A stored row; SQLite gives columns by name. */
export type Row = Readonly<Record<string, unknown>>
type Cell = string | number | null

/** Columns of a reading that its hash covers. */
export const readingColumns = [
  'session_id',
  'seq',
  'kind',
  'mono_ms',
  'wall_ms',
  'taken_mono_ms',
  'taken_wall_ms',
  'origin',
  'source_id',
  'driver',
  'validity',
  'flags',
  'vital',
  'value',
  'quality',
  'systolic',
  'diastolic',
  'mean',
  'pulse_rate',
  'status',
  'error',
  'existing',
] as const
export type ReadingRow = Readonly<Record<(typeof readingColumns)[number], Cell>>

/** Columns of a log record that its hash covers. */
export const logColumns = [
  'seq',
  'session_id',
  'mono_ms',
  'wall_ms',
  'utc_offset_min',
  'event',
  'context',
  'station',
  'software',
  'readings_upto',
  'readings_hash',
  'state_digest',
] as const
export type LogRow = Readonly<Record<(typeof logColumns)[number], Cell>>

export const validities = ['valid', 'questionable', 'invalid'] as const
const qualities = ['good', 'poor', 'noSignal'] as const
const origins = ['device', 'simulated', 'replay', 'manual'] as const

export function toReadingRow(reading: Reading): ReadingRow {
  const { at, takenAt, source } = reading
  const vital = reading.kind === 'vital' ? reading : null
  const nibp = reading.kind === 'nibp' ? reading : null
  const takenThen = takenAt.monoMs === at.monoMs && takenAt.wallMs === at.wallMs
  return {
    session_id: reading.sessionId,
    seq: reading.seq,
    kind: reading.kind,
    mono_ms: Math.round(at.monoMs),
    wall_ms: Math.round(at.wallMs),
    taken_mono_ms: takenThen ? null : Math.round(takenAt.monoMs),
    taken_wall_ms: takenThen ? null : Math.round(takenAt.wallMs),
    origin: source.origin,
    source_id: source.id,
    driver: source.driver,
    validity: reading.validity,
    flags: reading.flags.join(' '),
    vital: vital?.vital ?? null,
    value: vital?.value ?? null,
    quality: vital?.quality ?? null,
    systolic: nibp?.systolic ?? null,
    diastolic: nibp?.diastolic ?? null,
    mean: nibp?.mean ?? null,
    pulse_rate: nibp?.pulseRate ?? null,
    status: nibp?.status ?? null,
    error: nibp?.error ?? null,
    existing: reading.existing ? 1 : null,
  }
}

/** @throws TypeError naming the column that holds what none of ours does */
export function fromReadingRow(row: Row): Reading {
  const at = { monoMs: number(row, 'mono_ms'), wallMs: number(row, 'wall_ms') }
  const base = {
    sessionId: text(row, 'session_id'),
    seq: number(row, 'seq'),
    at,
    takenAt: {
      monoMs: maybeNumber(row, 'taken_mono_ms') ?? at.monoMs,
      wallMs: maybeNumber(row, 'taken_wall_ms') ?? at.wallMs,
    },
    source: {
      origin: oneOf(row, 'origin', origins),
      id: text(row, 'source_id'),
      driver: text(row, 'driver'),
    },
    validity: oneOf(row, 'validity', validities),
    flags: text(row, 'flags').split(' ').filter(isFlag),
  }
  const existing = row['existing'] === 1 ? { existing: true as const } : {}
  if (row['kind'] === 'vital')
    return {
      ...base,
      kind: 'vital',
      vital: oneOf(row, 'vital', streamVitalIds),
      value: maybeNumber(row, 'value'),
      quality: oneOf(row, 'quality', qualities),
      ...existing,
    } satisfies VitalReading
  const error = maybeText(row, 'error')
  return {
    ...base,
    kind: 'nibp',
    systolic: maybeNumber(row, 'systolic'),
    diastolic: maybeNumber(row, 'diastolic'),
    mean: maybeNumber(row, 'mean'),
    pulseRate: maybeNumber(row, 'pulse_rate'),
    status: oneOf(row, 'status', ['ok', 'failed']),
    ...(error === null ? {} : { error }),
    ...existing,
  } satisfies NibpReading
}

export function fromLogRow(row: Row): LogEntry {
  return {
    sessionId: maybeText(row, 'session_id'),
    seq: number(row, 'seq'),
    at: { monoMs: number(row, 'mono_ms'), wallMs: number(row, 'wall_ms') },
    // Written by `commit` alone, never changed since: the triggers and the chain see to it.
    entry: upcast(JSON.parse(text(row, 'event')) as LogEntry['entry']),
  }
}

/** A log entry with all that stands beside it. */
export function fromRecordRow(row: Row): LogRecord {
  return {
    ...fromLogRow(row),
    // As it was written, also where that was an older form: a file holds what is stored.
    entry: JSON.parse(text(row, 'event')) as LogEntry['entry'],
    utcOffsetMin: number(row, 'utc_offset_min'),
    context: JSON.parse(text(row, 'context')) as LogRecord['context'],
    station: text(row, 'station'),
    software: text(row, 'software'),
  }
}

/** @throws TypeError when another layout of the state was stored */
export function parseState(row: Row): RoomState {
  const state: unknown = JSON.parse(text(row, 'state'))
  if (typeof state === 'object' && state !== null && 'schema' in state && state.schema === 1)
    return withPreset(state as RoomState)
  throw new TypeError(phrase.record.storedSessionOfOtherLayout)
}

/** The first sessions kept only the id of their preset, when there was only one version of each. */
function withPreset(state: RoomState): RoomState {
  const { session } = state
  // Sources of single figures came a little later than whole presets.
  if ('limits' in session.preset) {
    const stored = session.preset as Preset
    const preset = readWithLaterAlarms('sources' in stored ? stored : { ...(stored as Preset), sources: {} })
    return preset === stored ? state : { ...state, session: { ...session, preset } }
  }
  const { id, version } = session.preset as Pick<Preset, 'id' | 'version'>
  const preset = findPreset(id)
  if (!preset) throw new TypeError(phrase.record.noPresetHere(id))
  return { ...state, session: { ...session, preset: { ...preset, version } } }
}

export function text(row: Row, name: string): string {
  const value = row[name]
  if (typeof value !== 'string') throw new TypeError(phrase.record.columnNotText(name))
  return value
}

export function maybeText(row: Row, name: string): string | null {
  return row[name] === null ? null : text(row, name)
}

export function number(row: Row, name: string): number {
  const value = row[name]
  if (typeof value !== 'number') throw new TypeError(phrase.record.columnNotNumber(name))
  return value
}

export function maybeNumber(row: Row, name: string): number | null {
  return row[name] === null ? null : number(row, name)
}

/** Bytes as hex digits. */
export function hex(row: Row, name: string): string {
  const value = row[name]
  if (!(value instanceof Uint8Array)) throw new TypeError(phrase.record.columnNotBytes(name))
  return Buffer.from(value).toString('hex')
}

export function oneOf<T extends string>(row: Row, name: string, known: readonly T[]): T {
  const found = known.find(value => value === row[name])
  if (found === undefined) throw new TypeError(phrase.record.columnHolds(name, String(row[name])))
  return found
}

function isFlag(word: string): word is Flag {
  return Object.hasOwn(knownFlags, word)
}
