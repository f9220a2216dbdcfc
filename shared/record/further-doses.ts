import { z } from 'zod'
import { isReplay } from '../authority.ts'
import { doubtDose } from '../session/dose-plan.ts'
import { endIfComplete, makeDose, whenGiven, whyUnknown, whyWhose, withDueFrom } from '../session/dosing.ts'
import { leastPassedMs } from '../session/elapsed.ts'
import { enterPhase } from '../session/phases.ts'
import type { Dose, Session } from '../session/types.ts'
import { weightOf } from '../session/weight.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { act, type Done, withoutAlarmInputs } from './act.ts'
import { doseEvent, doseQuestion, given } from './dose-events.ts'
import { askAboutDose } from './dose-questions.ts'
import { measured, missed } from './due.ts'
import type { AnyEvent } from './event.ts'
import { by, carers, doseMg, lot, minutesAgo, shortText } from './parts.ts'
import { phase } from './phase.ts'

/** The next nasal device; early use needs a reason. The last one ends dosing. */
export const recordDevice = act('recordDevice', {
  payload: z.strictObject({ by, lot, minutesAgo, reason: shortText.optional() }),
  roles: carers,
  oncePerPress: true,
  events: [doseQuestion, given, phase, measured, missed],
  apply(state, payload, { authority, now }) {
    const { session } = state
    const { preset } = session
    if (!preset.devices) return { refused: refusal('noDevices', { kept: preset.label }) }
    if (session.phase !== 'dosing') return { refused: refusal('noFurtherDevice') }
    const { mgEach, restMin } = preset.devices
    const at = whenGiven(now, payload.minutesAgo, session)
    const why =
      whyUnknown(session, at, now) ?? whyWhose(session, at, now, authority) ?? whyTooEarly(session, at)
    if (why !== null) return { refused: why }
    const last = session.doses.at(-1)
    const restLeftMs = last ? restMin * MINUTE_MS - leastPassedMs(session, last.at.monoMs, at) : 0
    if (!isReplay(authority) && restLeftMs > 0 && payload.reason === undefined)
      return {
        refused: refusal('deviceRest', restMin, Math.ceil(restLeftMs / 1000)),
      }
    const weightKg = weightOf(session)?.kg
    const { reason } = payload
    const asking = { do: 'recordDevice', by: payload.by, reason }
    const asked = askAboutDose(doubtDose(session, mgEach, weightKg), asking, authority)
    if ('refused' in asked) return asked
    const dose = makeDose(session, mgEach, weightKg, payload, at, now)
    const event = doseEvent(dose, { reason, minutesAgo: payload.minutesAgo })
    const taken = endIfComplete({ ...session, doses: [...session.doses, dose] }, at, [...asked.events, event])
    return withoutAlarmInputs(withDueFrom(state, taken, at, now))
  },
})

/** A further dose, where the preset allows one: the list of measurements, and the time to discharge, begin again. */
export const recordBooster = act('recordBooster', {
  payload: z.strictObject({ by, mg: doseMg, lot, minutesAgo, reason: shortText.optional() }),
  roles: carers,
  oncePerPress: true,
  events: [doseQuestion, given, phase, measured, missed],
  apply(state, payload, { authority, now }) {
    const { session } = state
    const { preset } = session
    const { reason, mg } = payload
    if (!preset.boosters) return { refused: refusal('noBoosters', { kept: preset.label }) }
    if (!session.t0) return { refused: refusal('boosterBeforeFirst') }
    const at = whenGiven(now, payload.minutesAgo, session)
    const why =
      whyUnknown(session, at, now) ?? whyWhose(session, at, now, authority) ?? whyTooEarly(session, at)
    if (why !== null) return { refused: why }
    const weightKg = weightOf(session)?.kg
    const doubt = doubtDose(session, mg, weightKg)
    const asked = askAboutDose(doubt, { do: 'recordBooster', by: payload.by, reason }, authority)
    if ('refused' in asked) return asked
    const off = doubt && doubt.planned !== null ? { plannedMg: doubt.planned } : {}
    const dose: Dose = { ...makeDose(session, mg, weightKg, payload, at, now), ...off }
    const events = [
      ...asked.events,
      doseEvent(dose, { booster: true, reason, minutesAgo: payload.minutesAgo }),
    ]
    const boosted: Session = { ...session, doses: [...session.doses, dose], dosingEnd: at }
    if (session.phase === 'observation')
      return givenNow(withDueFrom(state, { session: boosted, events }, at, now))
    const observing = enterPhase(boosted, 'observation', at, payload.by)
    const told = { session: observing.session, events: [...events, observing.event] }
    return givenNow(withDueFrom(state, told, at, now))
  },
})

/** While a drug is being given alarms are not paused. */
function givenNow<E extends AnyEvent>(taken: {
  readonly session: Session
  readonly events: readonly E[]
}): Done<E> {
  return { ...taken, alarms: [{ kind: 'dosing' }] }
}

/** Doses stand in the order in which they were given. */
function whyTooEarly({ doses }: Session, at: Instant): WhyNot | null {
  const last = doses.at(-1)
  return last && at.monoMs < last.at.monoMs ? refusal('boosterBeforeDose') : null
}
