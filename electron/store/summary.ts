import { findPreset } from '../../shared/presets/index.ts'
import { phases, type Session } from '../../shared/session/types.ts'
import type { Instant } from '../../shared/time.ts'
import type { SessionSummary } from '../../shared/views.ts'
import { ELSEWHERE } from './import.ts'
import { maybeNumber, maybeText, number, oneOf, type Row, text } from './rows.ts'

/** What lists show of a session, as columns: a list must not read whole states. */
export const summaryColumns = [
  'initials',
  'birth_year',
  'preset_id',
  'phase',
  'opened_mono_ms',
  'opened_wall_ms',
  't0_mono_ms',
  't0_wall_ms',
  'closed_mono_ms',
  'closed_wall_ms',
  'simulated',
] as const

/** The values of `summaryColumns`, in order. */
export function summarise(session: Session): readonly (string | number | null)[] {
  const { patient, preset, phase, opened, t0, closed, simulated } = session
  return [
    patient.initials,
    patient.birthYear,
    preset.id,
    phase,
    ...columnsOf(opened.at),
    ...columnsOf(t0),
    ...columnsOf(closed?.at),
    simulated ? 1 : 0,
  ]
}

/** @param row the session's columns, its room's `name`, its own name of the room, and its preset's own label, if it has one */
export function fromSummaryRow(row: Row): SessionSummary {
  const presetId = text(row, 'preset_id')
  const imported = text(row, 'room_id') === ELSEWHERE
  return {
    id: text(row, 'id'),
    roomId: text(row, 'room_id'),
    roomName: (imported ? maybeText(row, 'own_room') : null) ?? text(row, 'name'),
    initials: text(row, 'initials'),
    birthYear: number(row, 'birth_year'),
    presetId,
    presetLabel: maybeText(row, 'preset_label') ?? findPreset(presetId)?.label ?? presetId,
    phase: oneOf(row, 'phase', phases),
    openedAt: { monoMs: number(row, 'opened_mono_ms'), wallMs: number(row, 'opened_wall_ms') },
    t0: instantOf(row, 't0'),
    closedAt: instantOf(row, 'closed'),
    simulated: row['simulated'] === 1,
    imported,
    highAlarms: number(row, 'high_alarms'),
  }
}

function columnsOf(at: Instant | undefined): readonly (number | null)[] {
  return at ? [Math.round(at.monoMs), Math.round(at.wallMs)] : [null, null]
}

function instantOf(row: Row, name: string): Instant | null {
  const monoMs = maybeNumber(row, `${name}_mono_ms`)
  const wallMs = maybeNumber(row, `${name}_wall_ms`)
  return monoMs === null || wallMs === null ? null : { monoMs, wallMs }
}
