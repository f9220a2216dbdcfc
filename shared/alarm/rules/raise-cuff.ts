import { isBeyond, isClear, type LimitRow } from '../../limits.ts'
import { isDoubtfulCuff } from '../../plausibility.ts'
import type { Instant } from '../../time.ts'
import { findCondition } from '../conditions.ts'
import { type LimitAlarmId, limitAlarmIds, type Priority, priorities } from '../ids.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import { type AlarmState, type LastCuff, type LevelTrack, noTrack } from '../state.ts'
import type { AlarmCause } from '../types.ts'
import { clearTrack } from './clear.ts'
import { highestHeld } from './held.ts'
import { settle } from './level-change.ts'
import { worse } from './worsening.ts'

/**
 * AR-2, raise (cuff). Each valid reading that is the newest by time taken (`newest.ts`) is judged once, at once: no delay,
 * and the condition begins when the reading was received. The next reading at or past the clear level ends it (AR-3).
 *
 * One taken nobody knows when may be older than what has spoken: it raises, and ends nothing (AR-16). Nor does a questionable one
 * (AR-17): the next valid reading does.
 *
 * Before T0 high pressure is the business of the pre-dose gate, not of an alarm (monitoring protocols, 8.1).
 */
export function raiseCuff(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind !== 'nibp') return unchanged(state)
  const { reading } = input
  if (reading.validity === 'invalid' || reading.systolic === null || reading.diastolic === null)
    return unchanged(state)
  const { systolic, diastolic, mean } = reading
  const isDoubtful = isDoubtfulCuff(reading)
  const lastCuff: LastCuff = {
    systolic,
    diastolic,
    mean,
    takenMonoMs: reading.takenAt.monoMs,
    ...(isDoubtful ? { isDoubtful } : {}),
  }
  return judgeCuff({ ...state, lastCuff }, lastCuff, now, input.inDoubt ? 'inDoubt' : 'hysteresis')
}

type Mode = 'hysteresis' | 'raise' | 'inDoubt'
type How = Mode | 'doubtful'

/**
 * Judges one cuff reading by every pressure limit.
 *
 * @param mode `raise`: a level holds only while the value is past its limit, as after a limit change (AR-12); `inDoubt`: it
 *   begins, and does not end. A doubtful reading does the same in any mode, and a worse value is shown
 */
export function judgeCuff(
  state: AlarmState,
  cuff: LastCuff,
  now: Instant,
  mode: Mode,
  only?: LimitAlarmId,
  cause?: AlarmCause,
): Stepped {
  const how: How = cuff.isDoubtful && mode !== 'inDoubt' ? 'doubtful' : mode
  let stepped = unchanged(state)
  for (const alarm of limitAlarmIds) {
    if (only !== undefined && alarm !== only) continue
    const row = state.limits[alarm]
    const value = cuffValue(stepped.state, row, cuff)
    if (value === null) continue
    const tracks = judgeLevels(stepped.state, alarm, row, value, now.monoMs, how)
    const next = { ...stepped.state, tracks: { ...stepped.state.tracks, [alarm]: tracks } }
    const highest = highestHeld(row, tracks)
    const was = mode === 'inDoubt' ? highestHeld(row, state.tracks[alarm] ?? {}).priority : null
    const isAsBefore = mode === 'inDoubt' && highest.priority === was
    const stands = how === 'doubtful' ? findCondition(state, alarm)?.value : null
    const shown = stands == null ? value : worse(row, stands, value)
    const settled = isAsBefore
      ? unchanged(next)
      : settle(next, { alarm, value: shown, ...highest }, now, cause)
    stepped = { state: settled.state, events: [...stepped.events, ...settled.events] }
  }
  return stepped
}

function judgeLevels(
  state: AlarmState,
  alarm: LimitAlarmId,
  row: LimitRow,
  value: number,
  atMs: number,
  how: How,
): Partial<Record<Priority, LevelTrack>> {
  const tracks: Partial<Record<Priority, LevelTrack>> = {}
  for (const priority of priorities) {
    const level = row.levels[priority]
    if (!level) continue
    const old = state.tracks[alarm]?.[priority] ?? noTrack
    const beyond = isBeyond(row.side, value, level.limit)
    if (how === 'raise') tracks[priority] = { ...noTrack, held: beyond }
    else if (how === 'inDoubt' || how === 'doubtful') tracks[priority] = { ...old, held: old.held || beyond }
    else {
      const at = beyond ? 'beyond' : isClear(row.side, value, level.clear) ? 'clear' : 'between'
      tracks[priority] = clearTrack({ ...old, held: old.held || beyond }, at, null, atMs, 0).track
    }
  }
  return tracks
}

/** The value this limit looks at; null when it does not apply to this reading or not now. */
function cuffValue(state: AlarmState, row: LimitRow, cuff: LastCuff): number | null {
  if (row.parameter !== 'systolic' && row.parameter !== 'diastolic' && row.parameter !== 'mean') return null
  if (row.reference === 'rise') {
    if (state.baseline === null || row.parameter === 'mean') return null
    return cuff[row.parameter] - state.baseline[row.parameter]
  }
  if (row.side === 'high' && !state.afterT0) return null
  return cuff[row.parameter]
}
