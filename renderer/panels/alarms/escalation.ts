import { type AlarmView, type EscalationStage, escalationStages } from '../../../shared/alarm/types.ts'
import { SECOND_MS } from '../../../shared/time.ts'
import type { RoomView } from '../../../shared/views.ts'

/** An unanswered alarm, which every screen shows large (alarm standard, section 10). */
export interface Escalated {
  readonly view: RoomView
  readonly alarm: AlarmView
  readonly stage: Exclude<EscalationStage, 'clinicianStation'>
  /** Changes with the alarm and with its stage. */
  readonly key: string
}

/** How long a banner stays put aside; the alarm itself goes on. */
export const ASIDE_MS = 30 * SECOND_MS

/** The one that has gone unanswered furthest, of all rooms with a patient; the older one of two. */
export function worstEscalated(views: readonly RoomView[]): Escalated | null {
  const found = views
    .filter(view => !view.marks.replay)
    .flatMap(view =>
      view.alarms.flatMap((alarm): Escalated[] => {
        const stage = alarm.escalation
        if (alarm.acknowledged || stage === undefined || stage === 'clinicianStation') return []
        const key = `${view.id} ${alarm.alarm} ${alarm.deviceId ?? ''} ${alarm.since.monoMs} ${stage}`
        return [{ view, alarm, stage, key }]
      }),
    )
  const rank = ({ stage }: Escalated) => escalationStages.indexOf(stage)
  return found.toSorted((a, b) => rank(b) - rank(a) || a.alarm.since.monoMs - b.alarm.since.monoMs)[0] ?? null
}
