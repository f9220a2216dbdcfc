import { z } from 'zod'
import { prescribers } from '../roles.ts'
import { doubtDose, planDose as planOf, sayDoubt } from '../session/dose-plan.ts'
import { whyUnknownWhose } from '../session/dosing.ts'
import { weightOf } from '../session/weight.ts'
import { refusal } from '../words/refusal.ts'
import { act, withEvent } from './act.ts'
import { eventKind, sentence } from './event.ts'
import { by, doseMg, figure, freeText, shortText, whom } from './parts.ts'

const planned = eventKind(
  'dosePlan',
  { mg: figure, before: figure.nullable(), by: whom, reason: freeText },
  { say: (event, words) => sentence(words.record.dosePlanned(event.mg, event.before), event, words) },
)

/** The prescriber says what this patient is to be given: a dose by the preset's is then off the plan. */
export const planDose = act('planDose', {
  payload: z.strictObject({ by, mg: doseMg, reason: shortText }),
  roles: prescribers,
  events: [planned],
  apply({ session }, { by, mg, reason }, { now }) {
    if (session.t0) return { refused: refusal('planClosed') }
    const whose = whyUnknownWhose(session)
    if (whose !== null) return { refused: whose }
    if (session.preset.devices) return { refused: refusal('planOfDevices', { kept: session.preset.label }) }
    const weightKg = weightOf(session)?.kg
    const doubt = doubtDose(session, mg, weightKg)
    if (doubt?.step === 'refuse') return { refused: sayDoubt(doubt) }
    const before = planOf(session, weightKg)?.mg ?? null
    const plannedDoses = [...(session.plannedDoses ?? []), { mg, reason, by, at: now }]
    return withEvent({ ...session, plannedDoses }, planned.of({ mg, before, by, reason }))
  },
})
