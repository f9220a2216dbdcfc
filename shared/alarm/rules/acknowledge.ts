import { type Instant, MINUTE_MS } from '../../time.ts'
import { replace, tell } from '../conditions.ts'
import { isLimitAlarm, type Priority } from '../ids.ts'
import { type Acknowledging, type AlarmInput, type Stepped, unchanged } from '../input.ts'
import type { AlarmState, Answered, Condition } from '../state.ts'
import type { AlarmCause, AlarmEvent } from '../types.ts'
import { passedSinceMs } from './gap-said.ts'
import { judgeAnswer } from './seen.ts'
import { lessBad, worsenedBy } from './worsening.ts'

/** An acknowledged alarm that is still there sounds again after so long (alarm standard, section 5). LOW never does. */
const RE_ALARM_MS: Readonly<Record<Priority, number>> = {
  high: 3 * MINUTE_MS,
  medium: 10 * MINUTE_MS,
  low: Number.POSITIVE_INFINITY,
}

/** The same press comes twice within moments: more answers than one press can give need not be remembered. */
const ANSWERS_KEPT = 40

/**
 * AR-6, acknowledge. A named person takes one alarm or all that are active or latched at that moment; no other alarm is
 * touched, and none that nobody can see because its signals are withheld. What may be taken by whom who saw what is AR-24
 * (`seen.ts`). It ends when the condition clears, rises a level (AR-4), worsens past the acknowledged value, or when the
 * re-alarm timer runs out.
 */
export function acknowledge(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind === 'acknowledge') return take(state, input, now)
  if (input.kind === 'tick')
    return endWhere(state, 'timer', now, condition => {
      const { acknowledged } = condition
      return (
        acknowledged !== undefined &&
        passedSinceMs(state, acknowledged.at.monoMs, now) >= RE_ALARM_MS[condition.priority]
      )
    })
  if (input.kind === 'vital' || input.kind === 'nibp')
    return endWhere(state, 'worsening', now, condition => hasWorsened(state, condition))
  return unchanged(state)
}

function take(state: AlarmState, answer: Acknowledging, now: Instant): Stepped {
  const judged = judgeAnswer(state, answer)
  if (judged === 'twice' || 'why' in judged) return unchanged(state)
  const { by, reason, breakGlass, identified, priority: seenPriority, value: seenValue } = answer
  const events: AlarmEvent[] = []
  const answered: Answered[] = []
  const note = (
    one: Omit<Condition, 'frozen' | 'unansweredSinceMonoMs'>,
    transition: 'acknowledged' | 'reset',
  ) => {
    const { occurrence, call, priority, value } = one
    const seen = { priority: seenPriority ?? priority, value: seenValue === undefined ? value : seenValue }
    const act = {
      by,
      ...(reason === undefined ? {} : { reason }),
      ...(breakGlass === undefined ? {} : { breakGlass }),
      ...(identified === undefined ? {} : { identified }),
      ...(seenPriority === undefined && seenValue === undefined ? {} : { seen }),
    }
    events.push(tell(one, transition, undefined, act))
    answered.push({ occurrence, call, by })
  }
  const conditions = state.conditions.map(condition => {
    if (!judged.conditions.includes(condition)) return condition
    note(condition, 'acknowledged')
    const { escalation: _answered, ...rest } = condition
    const { items } = condition
    const value = answeredValue(state, condition, seenValue)
    return { ...rest, acknowledged: { by, at: now, value, ...(items ? { items } : {}) } }
  })
  for (const entry of judged.latched) note({ ...entry, priority: 'high' }, 'reset')
  const latched = state.latched.filter(entry => !judged.latched.includes(entry))
  const kept = [...state.answered, ...answered].slice(-ANSWERS_KEPT)
  return { state: { ...state, conditions, latched, answered: kept }, events }
}

/** Worsening counts from what was seen, or from what stands now if that is less bad. */
function answeredValue(state: AlarmState, { alarm, value }: Condition, seen: number | null | undefined) {
  if (seen == null || value === null || !isLimitAlarm(alarm)) return value
  return lessBad(state.limits[alarm], seen, value)
}

function endWhere(
  state: AlarmState,
  cause: AlarmCause,
  now: Instant,
  ended: (condition: Condition) => boolean,
): Stepped {
  let next = state
  const events: AlarmEvent[] = []
  for (const condition of state.conditions) {
    if (!condition.acknowledged || !ended(condition)) continue
    const { acknowledged: _ended, ...rest } = condition
    const calling = { ...rest, call: condition.call + 1, unansweredSinceMonoMs: now.monoMs }
    next = replace(next, condition, calling)
    events.push(tell(rest, 'reAlarmed', cause))
  }
  return { state: next, events }
}

function hasWorsened(state: AlarmState, { alarm, acknowledged, value }: Condition): boolean {
  const from = acknowledged?.value
  return from != null && isLimitAlarm(alarm) && worsenedBy(state.limits[alarm], from, value)
}
