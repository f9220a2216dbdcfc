import type { AlarmEvent } from '../../shared/alarm/types.ts'
import type {
  Flag,
  NibpReading,
  Quality,
  Reading,
  Source,
  Validity,
  VitalReading,
} from '../../shared/reading.ts'
import type { SessionEvent } from '../../shared/session/types.ts'
import type { LogEntry, SystemEvent } from '../../shared/views.ts'
import { type StreamVitalId, streamVitalIds } from '../../shared/vitals.ts'
import type { ReadingRow } from './chain.ts'

/** A stored row; SQLite gives columns by name. */
export type Row = Readonly<Record<string, unknown>>

/** The columns of a reading, in the order of the table. */
export function toReadingRow(reading: Reading): ReadingRow {
  const vital = reading.kind === 'vital' ? reading : null
  const nibp = reading.kind === 'nibp' ? reading : null
  return {
    session_id: reading.sessionId,
    seq: reading.seq,
    kind: reading.kind,
    mono_ms: Math.round(reading.at.monoMs),
    wall_ms: Math.round(reading.at.wallMs),
    taken_mono_ms: Math.round(reading.takenAt.monoMs),
    taken_wall_ms: Math.round(reading.takenAt.wallMs),
    origin: reading.source.origin,
    source_id: reading.source.id,
    driver: reading.source.driver,
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
    existing: nibp?.existing ? 1 : 0,
  }
}

export function fromReadingRow(row: Row): Reading {
  const base = {
    sessionId: text(row, 'session_id'),
    seq: number(row, 'seq'),
    at: { monoMs: number(row, 'mono_ms'), wallMs: number(row, 'wall_ms') },
    takenAt: { monoMs: number(row, 'taken_mono_ms'), wallMs: number(row, 'taken_wall_ms') },
    source: {
      origin: oneOf(row, 'origin', ['device', 'simulated', 'replay', 'manual'] as const),
      id: text(row, 'source_id'),
      driver: text(row, 'driver'),
    } satisfies Source,
    validity: oneOf(row, 'validity', ['valid', 'questionable', 'invalid'] as const) satisfies Validity,
    flags: text(row, 'flags')
      .split(' ')
      .filter(flag => flag !== '') as Flag[],
  }
  if (row['kind'] === 'vital')
    return {
      ...base,
      kind: 'vital',
      vital: oneOf(row, 'vital', streamVitalIds) satisfies StreamVitalId,
      value: maybeNumber(row, 'value'),
      quality: oneOf(row, 'quality', ['good', 'poor', 'noSignal'] as const) satisfies Quality,
    } satisfies VitalReading
  const error = row['error']
  return {
    ...base,
    kind: 'nibp',
    systolic: maybeNumber(row, 'systolic'),
    diastolic: maybeNumber(row, 'diastolic'),
    mean: maybeNumber(row, 'mean'),
    pulseRate: maybeNumber(row, 'pulse_rate'),
    status: oneOf(row, 'status', ['ok', 'failed'] as const),
    ...(typeof error === 'string' ? { error } : {}),
    ...(row['existing'] === 1 ? { existing: true as const } : {}),
  } satisfies NibpReading
}

export function fromLogRow(row: Row): LogEntry {
  const sessionId = row['session_id']
  return {
    sessionId: typeof sessionId === 'string' ? sessionId : null,
    seq: number(row, 'seq'),
    at: { monoMs: number(row, 'mono_ms'), wallMs: number(row, 'wall_ms') },
    entry: JSON.parse(text(row, 'event')) as AlarmEvent | SessionEvent | SystemEvent,
  }
}

export function text(row: Row, name: string): string {
  const value = row[name]
  if (typeof value !== 'string') throw new TypeError(`Column ${name} is not text.`)
  return value
}

export function number(row: Row, name: string): number {
  const value = row[name]
  if (typeof value !== 'number') throw new TypeError(`Column ${name} is not a number.`)
  return value
}

function maybeNumber(row: Row, name: string): number | null {
  return row[name] === null ? null : number(row, name)
}

function oneOf<T extends string>(row: Row, name: string, known: readonly T[]): T {
  const found = known.find(value => value === row[name])
  if (found === undefined) throw new TypeError(`Column ${name} holds "${String(row[name])}".`)
  return found
}
