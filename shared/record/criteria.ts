import { z } from 'zod'
import { criterionText } from '../clinic-set/schema.ts'
import { type OwnCheckId, ownCheckIds } from '../session/checklist.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { act, withEvent } from './act.ts'
import { eventKind, sentence } from './event.ts'
import { by, carers, whom } from './parts.ts'

/** A question of the clinic's own before discharge was answered. */
const answered = eventKind(
  'criterion',
  {
    id: z.enum(ownCheckIds),
    /** What was asked, as the clinic's set says it. */
    text: criterionText,
    met: z.boolean(),
    by: whom,
  },
  {
    isOfPatient: true,
    say: (event, words) => sentence(words.record.criterion(event.id, event.text, event.met), event, words),
  },
)

/** Answers what the clinic asks before discharge besides D1 to D10. */
export const answerCriterion = act('answerCriterion', {
  payload: z.strictObject({ by, criterion: z.enum(ownCheckIds), met: z.boolean() }),
  roles: carers,
  events: [answered],
  apply({ session }, { by, criterion, met }, { now }) {
    const asked = session.clinicSet?.criteria.find(({ id }) => id === criterion)
    if (!asked) return { refused: noCriterion(criterion) }
    const { id, text } = asked
    return withEvent(
      { ...session, ownAnswers: [...(session.ownAnswers ?? []), { id, text, met, by, at: now }] },
      answered.of({ id, text, met, by }),
    )
  },
})

export function noCriterion(id: OwnCheckId): WhyNot {
  return refusal('noSuchCriterion', id)
}
