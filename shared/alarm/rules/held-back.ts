import { type Instant, SECOND_MS } from '../../time.ts'
import { tell } from '../conditions.ts'
import type { AlarmId } from '../ids.ts'
import { type Stepped, unchanged } from '../input.ts'
import type { AlarmState, Holding, Interlock } from '../state.ts'

/** What a tight cuff on the sensor's arm imitates (AR-8). */
export const imitated: readonly AlarmId[] = [
  'spo2-low',
  'pulse-low',
  'spo2-trend',
  'pulse-trend',
  'spo2-signal-lost',
]
/** Blood needs so long to be back in the finger. */
const HOLD_AFTER_MS = 15 * SECOND_MS
/** Real hypoxia must not wait longer, however long the cuff takes. */
const HOLD_AT_MOST_MS = 60 * SECOND_MS

/** When the hold ends, on the monotonic line; null while there is none. */
export function holdEnds({ sameArm, sinceMonoMs, endedMonoMs }: Interlock): number | null {
  if (!sameArm || sinceMonoMs === null) return null
  const latest = sinceMonoMs + HOLD_AT_MOST_MS
  return endedMonoMs === null ? latest : Math.min(latest, endedMonoMs + HOLD_AFTER_MS)
}

/** Is the blood in the sensor's arm kept back by a cuff at this moment, or hardly back? */
export function isUnderCuff({ interlock }: AlarmState, { monoMs }: Instant): boolean {
  const ends = holdEnds(interlock)
  return ends !== null && monoMs < ends
}

/** Does a cuff hold this alarm back? Until the tick that ends the hold: it hears all samples of its second first. */
export function isHeldBack({ interlock }: AlarmState, alarm: AlarmId): boolean {
  return imitated.includes(alarm) && holdEnds(interlock) !== null
}

/** Remembers what would hold; told once, as `suppressed`. What ends under the cuff leaves no trace but that. */
export function holdBack(state: AlarmState, holding: Holding): Stepped {
  const { held } = state.interlock
  const known = held.some(other => other.alarm === holding.alarm)
  const others = held.filter(other => other.alarm !== holding.alarm)
  if (holding.priority === null)
    return unchanged(known ? { ...state, interlock: { ...state.interlock, held: others } } : state)
  const next = { ...state, interlock: { ...state.interlock, held: [...others, holding] } }
  if (known) return unchanged(next)
  return { state: next, events: [tell({ ...holding, priority: holding.priority }, 'suppressed', 'cuff')] }
}
