import { isPressureAlarm } from '../../shared/alarm/ids.ts'
import type { LogEntry } from '../../shared/views.ts'
import type { Commit } from '../core/contracts/record.ts'
import { digestClinicSet, digestPreset, digestState } from './chain.ts'
import type { Chains } from './chains.ts'
import { clinicSetColumns, toClinicSetRow } from './clinic-sets.ts'
import { noteEndOf, type Own, utcOffsetMin } from './ends.ts'
import { presetColumns, toPresetRow } from './presets.ts'
import { toReadingRow } from './rows.ts'
import { setSession } from './sessions.ts'
import { insertInto, type Prepare } from './statements.ts'
import type { States } from './states.ts'

const ADD_PRESET = insertInto('presets', ['seq', ...presetColumns])
const ADD_CLINIC_SET = insertInto('clinic_sets', ['seq', ...clinicSetColumns])

/** Writes one commit, within a transaction of the caller's. */
export function writeCommit(
  prepare: Prepare,
  chains: Chains,
  states: States,
  own: Own,
  commit: Commit,
): readonly LogEntry[] {
  const { sessionId, readings, log, preset, clinicSet } = commit
  // Before its state is replaced.
  if (sessionId !== null) chains.requireUnedited(sessionId)
  const readingsEnd = sessionId === null ? null : chains.addReadings(sessionId, readings.map(toReadingRow))
  const stored = sessionId === null ? null : states.store(sessionId, commit)
  const vouched = {
    session_id: sessionId,
    readings_upto: readingsEnd?.seq ?? null,
    readings_hash: readingsEnd?.hash ?? null,
    state_digest: stored && log.length > 0 ? digestState(JSON.stringify(stored.state)) : null,
    ...own,
  }
  const presetRow = preset && toPresetRow(preset)
  const setRow = clinicSet && toClinicSetRow(clinicSet)
  const actDigest = presetRow ? digestPreset(presetRow) : setRow ? digestClinicSet(setRow) : null
  const said = log.map(({ at, entry, context }, index) => {
    const vouches = actDigest !== null && index === 0 && entry.event === 'system'
    return { at, context, entry: vouches ? { ...entry, digest: actDigest } : entry }
  })
  const firstSeq = chains.addRecords(
    said.map(({ at, entry, context }) => ({
      ...vouched,
      mono_ms: Math.round(at.monoMs),
      wall_ms: Math.round(at.wallMs),
      utc_offset_min: utcOffsetMin(at.wallMs),
      event: JSON.stringify(entry),
      context: JSON.stringify(context ?? {}),
    })),
  )
  const highs = countHighs(log)
  if (stored && (stored.hasSessionChanged || highs > 0)) setSession(prepare, stored.state.session, highs)
  if (presetRow && said.length > 0)
    prepare(ADD_PRESET).run(firstSeq, ...presetColumns.map(name => presetRow[name]))
  if (setRow && said.length > 0)
    prepare(ADD_CLINIC_SET).run(firstSeq, ...clinicSetColumns.map(name => setRow[name]))
  const last = said.at(-1)
  if (sessionId !== null && last && isClosed(prepare, sessionId)) noteEndOf(chains, own, last.at, sessionId)
  return said.map(({ at, entry }, index) => ({ sessionId, seq: firstSeq + index, at, entry }))
}

function isClosed(prepare: Prepare, sessionId: string): boolean {
  return (
    prepare('SELECT closed_wall_ms FROM sessions WHERE id = ?').get(sessionId)?.['closed_wall_ms'] != null
  )
}

/** HIGH alarms that have begun, what one cuff reading breaches being one. */
export function countHighs(log: readonly Pick<LogEntry, 'at' | 'entry'>[]): number {
  const pressures = new Set<number>()
  let others = 0
  for (const { at, entry } of log) {
    if (!isNewHigh(entry)) continue
    if (entry.event === 'alarm' && isPressureAlarm(entry.alarm)) pressures.add(at.monoMs)
    else others += 1
  }
  return pressures.size + others
}

function isNewHigh(entry: LogEntry['entry']): boolean {
  return (
    entry.event === 'alarm' &&
    entry.priority === 'high' &&
    (entry.transition === 'raised' || entry.transition === 'escalated')
  )
}
