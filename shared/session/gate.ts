import type { Instant } from '../time.ts'
import { formBaseline } from './baseline.ts'
import type { RoomState } from './room-state.ts'

/** What stands against starting to dose. */
export type GateFinding = 'noBaseline' | 'pressureHigh' | 'pressureVeryHigh' | 'noSpo2' | 'noPulse'

/** Above these the decision to dose must weigh the short-term rise (esketamine label; monitoring protocols 1.2, 4). */
export const GATE_SYSTOLIC = 140
export const GATE_DIASTOLIC = 90
const VERY_HIGH_SYSTOLIC = 160
const VERY_HIGH_DIASTOLIC = 100

/** Looks at the patient just before T0. An empty list: nothing stands against dosing. */
export function inspectGate(state: RoomState, now: Instant): readonly GateFinding[] {
  const findings: GateFinding[] = []
  const last = state.cuff.candidates.at(-1)
  if (!formBaseline(state, now)) findings.push('noBaseline')
  if (last && last.systolic !== null && last.diastolic !== null) {
    if (last.systolic >= VERY_HIGH_SYSTOLIC || last.diastolic >= VERY_HIGH_DIASTOLIC)
      findings.push('pressureVeryHigh')
    else if (last.systolic > GATE_SYSTOLIC || last.diastolic > GATE_DIASTOLIC) findings.push('pressureHigh')
  }
  if (!isFresh(state, 'spo2', now)) findings.push('noSpo2')
  if (!isFresh(state, 'pulseRate', now)) findings.push('noPulse')
  return findings
}

function isFresh(state: RoomState, vital: 'spo2' | 'pulseRate', now: Instant): boolean {
  const track = state.vitals[vital]
  return track?.lastValidMonoMs != null && now.monoMs - track.lastValidMonoMs <= 10_000
}
