import { z } from 'zod'
import { doubtDose, droppedPlan } from '../session/dose-plan.ts'
import { whyUnknownWhose } from '../session/dosing.ts'
import { readWeight, weightOf, withWeight } from '../session/weight.ts'
import { refusal } from '../words/refusal.ts'
import { act } from './act.ts'
import { doseQuestion, tellWeight, weightSaid } from './dose-events.ts'
import { askAboutWeight } from './dose-questions.ts'
import { by, carers, shortText, typedWeight } from './parts.ts'

/**
 * Another weight, in kg or pounds. What was given stays as it was given: its mg per kg is reckoned with the new weight, and a
 * first dose, or the prescriber's plan of it, that is off the plan or over the most thereby is asked about in the record.
 */
export const changeWeight = act('changeWeight', {
  payload: z.strictObject({ by, ...typedWeight, reason: shortText }),
  roles: carers,
  events: [weightSaid, doseQuestion],
  apply({ session }, payload, { authority, now }) {
    const kg = readWeight(payload)
    if (kg === undefined) return { refused: refusal('weightEmpty') }
    const whose = whyUnknownWhose(session)
    if (whose !== null) return { refused: whose }
    const before = weightOf(session)?.kg
    if (kg === before) return { refused: refusal('weightSame', kg) }
    const asking = { do: 'changeWeight', by: payload.by, reason: payload.reason }
    const asked = askAboutWeight(session, payload, asking, authority)
    if ('refused' in asked) return asked
    const confirmed = payload.weightConfirmed ? (true as const) : undefined
    const said = { by: payload.by, source: 'changed' as const, confirmed, reason: payload.reason }
    const weighed = withWeight(session, payload, said, now)
    const doses = session.doses.map(dose => ({ ...dose, mgPerKg: dose.mg / kg }))
    const first = session.preset.devices ? undefined : doses[0]
    // What was planned for the other weight is planned no more.
    const mg = first?.mg ?? droppedPlan(weighed, kg)?.mg
    const doubt = mg === undefined ? null : doubtDose({ ...weighed, doses: [] }, mg, kg)
    const questions = doubt
      ? [
          doseQuestion.of({
            about: doubt.about,
            do: 'changeWeight',
            figure: doubt.figure,
            known: doubt.planned,
            ceiling: doubt.about === 'ceiling' ? doubt.ceiling : undefined,
            by: payload.by,
          }),
        ]
      : []
    return {
      session: { ...weighed, doses },
      events: [...asked.events, ...tellWeight(weighed, before), ...questions],
      alarms: [],
    }
  },
})
