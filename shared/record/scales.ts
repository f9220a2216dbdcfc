import { z } from 'zod'
import type { AlarmInput } from '../alarm/input.ts'
import { satisfyRatings } from '../session/due.ts'
import { DEEP_SEDATION_MOAAS, type ScaleEntry, scaleIds } from '../session/scales.ts'
import { scoreScale } from '../session/score-scale.ts'
import { commonEnglish as english } from '../words/en/common.ts'
import { act } from './act.ts'
import { measured } from './due.ts'
import { eventKind, sentence } from './event.ts'
import { by, carers, figure, whom } from './parts.ts'

const rated = eventKind(
  'scale',
  { scale: z.enum(scaleIds), answers: z.array(z.int()).max(30).readonly(), total: figure, by: whom },
  {
    isOfPatient: true,
    hasTable: true,
    say: (event, words) => sentence(`${words.scales[event.scale].label} ${event.total}`, event, words),
  },
)

/** A rating: one score for each item. MOAA/S 0 to 2 raises HIGH, and the next better one ends it (alarm standard, 2). */
export const recordScale = act('recordScale', {
  payload: z.strictObject({
    by,
    scale: z.enum(scaleIds),
    answers: z.array(z.number().int().min(-5).max(5)).min(1).max(23),
  }),
  roles: carers,
  events: [rated, measured],
  apply({ session }, { by, scale, answers }, { now }) {
    const scored = scoreScale(scale, answers)
    if ('wrong' in scored) return { refused: scored.wrong }
    const { total } = scored
    const known = session.scales ?? []
    const entry: ScaleEntry = { id: `scale-${known.length + 1}`, scale, answers, total, by, at: now }
    const entries = [...known, entry]
    const due = satisfyRatings(session.due, entries)
    return {
      session: { ...session, scales: entries, due: due.items },
      events: [rated.of({ scale, answers, total, by }), ...due.events],
      alarms: scale === 'moaas' ? [judgeSedation(total)] : [],
    }
  },
})

/** Every score that is reached on the way down: a lower one is something new. */
function reachedBy(total: number): readonly string[] {
  return Array.from({ length: DEEP_SEDATION_MOAAS - total + 1 }, (_, step) => `${DEEP_SEDATION_MOAAS - step}`)
}

function judgeSedation(total: number): AlarmInput {
  const alarm = { kind: 'technical', alarm: 'sedation-deep' } as const
  return total <= DEEP_SEDATION_MOAAS
    ? {
        ...alarm,
        priority: 'high',
        detail: `${english.scales.moaas.label} ${total}`,
        items: reachedBy(total),
      }
    : { ...alarm, priority: null }
}
