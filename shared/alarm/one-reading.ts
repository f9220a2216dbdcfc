import { isPressureAlarm, outranks, type Priority } from './ids.ts'
import { type AlarmView, type EscalationStage, escalationStages } from './types.ts'

/*
 * One reading is one alarm: whatever limits a cuff reading breaches, people see, hear, count and answer one alarm with several
 * causes. The rules underneath know nothing of it; each cause keeps its id, its occurrence and its history.
 */

/** What is shown, heard and answered as one alarm. */
export interface ShownAlarm {
  /** Stays the same while it is the same line of the screen. */
  readonly key: string
  /** The cause that comes first: the highest that waits for an answer, else the highest. */
  readonly lead: AlarmView
  /** One, or the causes of one cuff reading; the lead is among them. */
  readonly causes: readonly [AlarmView, ...AlarmView[]]
  /** Of the lead. */
  readonly priority: Priority
  /** `acknowledged`: every cause is. */
  readonly state: 'active' | 'latched' | 'acknowledged'
  /** The furthest of its causes. */
  readonly escalation?: EscalationStage
}

/**
 * Puts together what one cuff reading breaches: every valid reading judges each pressure anew, so that all active pressure
 * alarms stand on the newest; those that are latched belong together where one reading ended them. Keeps the order of the first of each,
 * but what waits for an answer comes before what has one.
 */
export function groupAlarms(alarms: readonly AlarmView[]): readonly ShownAlarm[] {
  const groups = new Map<string, AlarmView[]>()
  for (const alarm of alarms) {
    const key = keyOf(alarm)
    groups.set(key, [...(groups.get(key) ?? []), alarm])
  }
  const shown = [...groups].flatMap(([key, [first, ...others]]) =>
    first ? [showAsOne(key, [first, ...others])] : [],
  )
  return shown.toSorted((a, b) => Number(isAnswered(a)) - Number(isAnswered(b)))
}

function isAnswered({ state }: ShownAlarm): boolean {
  return state === 'acknowledged'
}

function keyOf({ alarm, deviceId, state, ended }: AlarmView): string {
  if (!isPressureAlarm(alarm)) return `${alarm} ${deviceId ?? ''} ${state}`
  return state === 'active' ? 'pressure' : `pressure ${ended?.monoMs ?? ''}`
}

function showAsOne(key: string, causes: readonly [AlarmView, ...AlarmView[]]): ShownAlarm {
  const [first] = causes
  const waiting = causes.filter(({ acknowledged }) => !acknowledged)
  const lead = highestOf(waiting) ?? highestOf(causes) ?? first
  const stage = waiting
    .flatMap(({ escalation }) => escalation ?? [])
    .toSorted((a, b) => escalationStages.indexOf(b) - escalationStages.indexOf(a))[0]
  return {
    key,
    lead,
    causes,
    priority: lead.priority,
    state: waiting.length === 0 ? 'acknowledged' : lead.state,
    ...(stage === undefined ? {} : { escalation: stage }),
  }
}

/** The first of the highest priority. */
function highestOf(alarms: readonly AlarmView[]): AlarmView | undefined {
  let highest: AlarmView | undefined
  for (const alarm of alarms) if (!highest || outranks(alarm.priority, highest.priority)) highest = alarm
  return highest
}
