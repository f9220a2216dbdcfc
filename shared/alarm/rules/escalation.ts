import { type Instant, SECOND_MS } from '../../time.ts'
import { replace } from '../conditions.ts'
import type { Priority } from '../ids.ts'
import { type AlarmInput, type EscalationEvent, type Stepped, unchanged } from '../input.ts'
import { withheldBy } from '../signals.ts'
import type { AlarmState, Condition } from '../state.ts'
import { type EscalationStage, escalationStages } from '../types.ts'
import { passedSinceMs } from './gap-said.ts'

/** Who is told when an alarm has gone unanswered for so long (alarm standard, section 10), longest last. */
const escalationSteps: Readonly<
  Record<Priority, readonly { readonly afterMs: number; readonly stage: EscalationStage }[]>
> = {
  high: [
    { afterMs: 30 * SECOND_MS, stage: 'banner' },
    { afterMs: 60 * SECOND_MS, stage: 'secondContact' },
    { afterMs: 120 * SECOND_MS, stage: 'callForHelp' },
  ],
  medium: [{ afterMs: 120 * SECOND_MS, stage: 'clinicianStation' }],
  low: [],
}

/**
 * Escalation (alarm standard, section 10). An alarm that nobody acknowledges is shown to more and more people; its
 * priority stays what it is. Time counts from its newest signal (raised, risen, sounded again), and only while its
 * signals are not withheld. An acknowledgement ends it.
 */
export function escalation(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  if (input.kind !== 'tick') return unchanged(state)
  let next = state
  const events: EscalationEvent[] = []
  for (const condition of state.conditions) {
    if (condition.acknowledged || withheldBy(state, condition.alarm)) continue
    const stage = reachedStage(state, condition, now)
    if (stage === null || stage === condition.escalation || !isFurther(stage, condition.escalation)) continue
    next = replace(next, condition, { ...condition, escalation: stage })
    const { alarm, deviceId, priority } = condition
    events.push({
      event: 'escalation',
      alarm,
      ...(deviceId === undefined ? {} : { deviceId }),
      priority,
      stage,
    })
  }
  return { state: next, events }
}

function reachedStage(
  state: AlarmState,
  { priority, unansweredSinceMonoMs }: Condition,
  now: Instant,
): EscalationStage | null {
  const elapsedMs = passedSinceMs(state, unansweredSinceMonoMs, now)
  return escalationSteps[priority].findLast(({ afterMs }) => elapsedMs >= afterMs)?.stage ?? null
}

function isFurther(stage: EscalationStage, than: EscalationStage | undefined): boolean {
  return than === undefined || escalationStages.indexOf(stage) > escalationStages.indexOf(than)
}

/** Signals that were withheld begin now: nobody could have answered before. What was there to see goes on as it was. */
export function restartUnanswered(before: AlarmState, state: AlarmState, now: Instant): AlarmState {
  const conditions = state.conditions.map(condition => {
    const begins = withheldBy(before, condition.alarm) !== null && withheldBy(state, condition.alarm) === null
    return condition.acknowledged || !begins ? condition : { ...condition, unansweredSinceMonoMs: now.monoMs }
  })
  return { ...state, conditions }
}
