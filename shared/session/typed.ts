import type { AlarmInput } from '../alarm/input.ts'
import { isTypedLate } from '../alarm/rules/newest.ts'
import { judgeVital } from '../plausibility.ts'
import type { Flag, Source, VitalReading, VitalSample } from '../reading.ts'
import type { Instant } from '../time.ts'
import type { Accepted } from './accepted.ts'
import { takenAgo, unsureGapOver } from './elapsed.ts'
import { wasOnOxygen } from './oxygen.ts'
import { rememberValue } from './remember.ts'
import type { RoomState, VitalTrack } from './room-state.ts'

/**
 * A value of SpO2, pulse or respiration that a person types some minutes after it was measured (AR-16). The screen keeps the
 * newest by time taken; what is older stands in the record alone, and in what is worked out for its own time.
 */
export function acceptTyped(state: RoomState, sample: VitalSample, source: Source, now: Instant): Accepted {
  const { vital, value, quality } = sample
  const takenAt = takenAgo(state.session, now, sample.ageS)
  const { validity, flags: doubts } = judgeVital(vital, value, quality, [], takenAt.monoMs)
  const usable = validity !== 'invalid' ? value : null
  const alarm: AlarmInput = {
    kind: 'vital',
    vital,
    value: usable,
    spot: true,
    takenMonoMs: takenAt.monoMs,
    ...(unsureGapOver(state.session, now, sample.ageS) ? { inDoubt: true } : {}),
  }
  const existing = takenAt.monoMs < state.session.opened.at.monoMs
  const late = !existing && isTypedLate(state.alarm, alarm)
  const oxygen = vital === 'spo2' && value !== null && wasOnOxygen(state.session, takenAt)
  const flags: readonly Flag[] = [
    ...doubts,
    ...(oxygen ? (['onOxygen'] as const) : []),
    ...(late ? (['enteredLate'] as const) : []),
  ]
  const reading: VitalReading = {
    kind: 'vital',
    sessionId: state.session.id,
    seq: state.lastSeq + 1,
    at: now,
    takenAt,
    source,
    validity,
    flags,
    vital,
    value,
    quality,
    ...(existing ? { existing } : {}),
  }
  const counted = { ...state, lastSeq: reading.seq }
  // Maybe another patient's; and a value that cannot be is none.
  if (existing || usable === null) return { state: counted, reading, events: [], alarm: null }
  const known = state.vitals[vital]
  const isNewest = !late && takenAt.monoMs >= (known?.lastValidMonoMs ?? Number.NEGATIVE_INFINITY)
  const track: VitalTrack = {
    source,
    value,
    quality,
    validity,
    spot: true,
    ...(flags.length === 0 ? {} : { flags }),
    at: takenAt,
    lastValidMonoMs: takenAt.monoMs,
    storedMonoMs: now.monoMs,
    recent: [{ value: usable, atMs: takenAt.monoMs }],
  }
  const shown = isNewest ? { ...counted, vitals: { ...counted.vitals, [vital]: track } } : counted
  return { state: rememberValue(shown, vital, usable, takenAt, { spot: true }), reading, events: [], alarm }
}
