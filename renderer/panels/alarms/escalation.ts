import { groupAlarms, type ShownAlarm } from '../../../shared/alarm/one-reading.ts'
import { type EscalationStage, escalationStages } from '../../../shared/alarm/types.ts'
import { SECOND_MS } from '../../../shared/time.ts'
import type { RoomView } from '../../../shared/views.ts'

/** An unanswered alarm, which every screen shows large (alarm standard, section 10). */
export interface Escalated {
  readonly view: RoomView
  readonly shown: ShownAlarm
  /** When the first of its causes began. */
  readonly sinceMs: number
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
      groupAlarms(view.alarms).flatMap((shown): Escalated[] => {
        const stage = shown.escalation
        if (stage === undefined || stage === 'clinicianStation') return []
        const sinceMs = Math.min(...shown.causes.map(({ since }) => since.monoMs))
        return [{ view, shown, sinceMs, stage, key: `${view.id} ${shown.key} ${sinceMs} ${stage}` }]
      }),
    )
  const rank = ({ stage }: Escalated) => escalationStages.indexOf(stage)
  return found.toSorted((a, b) => rank(b) - rank(a) || a.sinceMs - b.sinceMs)[0] ?? null
}
