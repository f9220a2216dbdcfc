import { MINUTE_MS } from '../time.ts'
import { overcountMs } from './elapsed.ts'
import type { Session } from './types.ts'

/** Why a session cannot be completed before then: so many minutes of observation, from T0 or from the end of dosing. */
export interface Earliest {
  readonly monoMs: number
  readonly afterMin: number
  readonly from: 't0' | 'end'
  /** A required measurement whose window opens only then. */
  readonly item?: string
}

/** The earliest completion and what it waits for; null before dosing has ended. */
export function earliestCompletion(session: Session): Earliest | null {
  const times = dischargeTimes(session)
  if (!times) return null
  const { dischargeAfterMin: afterMin, dischargeFrom: from } = session.preset
  const last = session.due.findLast(
    item => item.class === 'required' && (item.status === 'upcoming' || item.status === 'due'),
  )
  return last && last.fromMonoMs > times.earliest
    ? { monoMs: last.fromMonoMs, afterMin, from, item: last.label }
    : { monoMs: times.earliest, afterMin, from }
}

/** When discharge may be assessed, and the earliest discharge, on the monotonic line; null before dosing has ended. */
export function dischargeTimes(session: Session): { assessment: number; earliest: number } | null {
  if (!session.dosingEnd || !session.t0) return null
  const preset = session.preset
  const anchorMs = preset.dischargeFrom === 't0' ? session.t0.monoMs : session.dosingEnd.monoMs
  const from = anchorMs + overcountMs(session, anchorMs)
  return {
    assessment: from + preset.assessmentAfterMin * MINUTE_MS,
    earliest: from + preset.dischargeAfterMin * MINUTE_MS,
  }
}
