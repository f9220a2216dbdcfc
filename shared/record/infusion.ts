import { z } from 'zod'
import { isReplay } from '../authority.ts'
import { doubtRate } from '../session/dose-plan.ts'
import {
  countLast,
  finish,
  infusedShare,
  roundMg,
  whenGiven,
  whyUnknown,
  whyWhose,
  withDueFrom,
} from '../session/dosing.ts'
import { isTimeUnsure } from '../session/elapsed.ts'
import type { Session } from '../session/types.ts'
import { weightOf } from '../session/weight.ts'
import type { Instant } from '../time.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { act, withEvent, withoutAlarmInputs } from './act.ts'
import { doseQuestion } from './dose-events.ts'
import { askAboutDose } from './dose-questions.ts'
import { measured, missed } from './due.ts'
import { eventKind, sentence } from './event.ts'
import { by, carers, figure, freeText, minutesAgo, pumpRate, shortText, whom } from './parts.ts'
import { phase } from './phase.ts'

/** Dosing that lasts: paused, resumed, ended, or given up early. */
const infusion = eventKind(
  'infusion',
  {
    state: z.enum(['paused', 'resumed', 'ended', 'abandoned']),
    by: whom,
    infusedMin: figure.exactOptional(),
    /** Of the last dose, where only a part of it was given. */
    givenMg: figure.exactOptional(),
    how: z.enum(['spat', 'swallowed']).exactOptional(),
    /** What the pump is set to from then on, in mg/h. */
    rateMgPerH: figure.exactOptional(),
    minutesAgo: figure.exactOptional(),
    reason: freeText.exactOptional(),
  },
  {
    isOfPatient: true,
    say(event, words) {
      const { record } = words
      const { state, givenMg, rateMgPerH, minutesAgo } = event
      const parts = [
        record.infusion(record.infusionStates[state]),
        givenMg === undefined ? '' : record.given(givenMg),
        rateMgPerH === undefined ? '' : record.atRate(rateMgPerH),
        minutesAgo === undefined ? '' : record.doneAgo(minutesAgo),
      ]
      return sentence(parts.join(''), event, words)
    },
  },
)

/** End of the infusion, lozenge out of the mouth, or dosing given up after fewer devices: the dose is then what was given. */
export const endDosing = act('endDosing', {
  payload: z.strictObject({
    by,
    reason: shortText.optional(),
    /** What became of a lozenge. */
    how: z.enum(['spat', 'swallowed']).optional(),
    minutesAgo,
  }),
  roles: carers,
  oncePerPress: true,
  events: [infusion, phase, measured, missed],
  apply(state, { by, reason, how, minutesAgo }, { authority, now }) {
    const { session, cuff } = state
    if (session.phase !== 'dosing' || !session.t0) return { refused: refusal('dosingNotUnderWay') }
    const { preset } = session
    const at = whenGiven(now, minutesAgo, session)
    const early = whyUnknown(session, at, now) ?? whyTooEarly(session, at)
    if (early !== null) return { refused: early }
    const pauses = session.infusionPauses.map(pause => (pause.to ? pause : { ...pause, to: at }))
    const infused =
      preset.infusionMin === undefined
        ? null
        : infusedShare(session, session.t0, pauses, preset.infusionMin, at)
    if (infused !== null && isTimeUnsure(session, session.t0))
      return {
        refused: refusal('infusionLengthUnsure'),
      }
    const abandoned =
      (preset.devices !== undefined && session.doses.length < preset.devices.count) ||
      (infused !== null && infused.share < 1)
    if (abandoned && reason === undefined && (!isReplay(authority) || infused === null))
      return {
        refused:
          infused === null
            ? refusal('endBeforeLastDevice')
            : refusal('endInfusionEarly', infused.min, preset.infusionMin ?? 0),
      }
    // With devices the end is the last one given; an infusion ends now.
    const end = preset.devices ? (session.doses.at(-1)?.at ?? at) : at
    const doses =
      infused === null || infused.share === 1
        ? session.doses
        : session.doses.map(dose => ({ ...dose, givenMg: roundMg(dose.mg * infused.share) }))
    const event = infusion.of({
      state: abandoned ? 'abandoned' : 'ended',
      by,
      infusedMin: infused?.min,
      givenMg: doses.at(-1)?.givenMg,
      how,
      minutesAgo,
      reason,
    })
    const ended = finish({ ...session, doses, infusionPauses: pauses }, end, at, [event], by)
    return withoutAlarmInputs(countLast(withDueFrom(state, ended, at, now), cuff.last))
  },
})

export const pauseInfusion = act('pauseInfusion', {
  payload: z.strictObject({ by, minutesAgo, reason: shortText.optional() }),
  roles: carers,
  oncePerPress: true,
  events: [infusion],
  apply({ session }, { by, minutesAgo, reason }, { now }) {
    if (session.preset.infusionMin === undefined || session.phase !== 'dosing')
      return { refused: refusal('noInfusionRunning') }
    if (session.infusionPauses.some(pause => !pause.to)) return { refused: refusal('infusionPausedAlready') }
    const at = whenGiven(now, minutesAgo, session)
    const early = whyUnknown(session, at, now) ?? whyTooEarly(session, at)
    if (early !== null) return { refused: early }
    return withEvent(
      { ...session, infusionPauses: [...session.infusionPauses, { from: at }] },
      infusion.of({ state: 'paused', by, minutesAgo, reason }),
    )
  },
})

/** The pump runs again, at its planned rate or another one, which is asked about as the dose is. */
export const resumeInfusion = act('resumeInfusion', {
  payload: z.strictObject({
    by,
    minutesAgo,
    rateMgPerH: pumpRate.optional(),
    reason: shortText.optional(),
  }),
  roles: carers,
  oncePerPress: true,
  events: [doseQuestion, infusion],
  apply({ session }, { by, minutesAgo, rateMgPerH, reason }, { authority, now }) {
    if (!session.infusionPauses.some(pause => !pause.to)) return { refused: refusal('infusionNotPaused') }
    const at = whenGiven(now, minutesAgo, session)
    const why =
      whyUnknown(session, at, now) ?? whyWhose(session, at, now, authority) ?? whyTooEarly(session, at)
    if (why !== null) return { refused: why }
    const mg = session.doses.at(-1)?.mg ?? 0
    const doubt = rateMgPerH === undefined ? null : doubtRate(session, rateMgPerH, mg, weightOf(session)?.kg)
    const asked = askAboutDose(doubt, { do: 'resumeInfusion', by, reason }, authority)
    if ('refused' in asked) return asked
    const infusionPauses = session.infusionPauses.map(pause => (pause.to ? pause : { ...pause, to: at }))
    const pumpRates =
      rateMgPerH === undefined
        ? session.pumpRates
        : [...(session.pumpRates ?? []), { mgPerH: rateMgPerH, by, at }]
    return {
      session: { ...session, infusionPauses, ...(pumpRates ? { pumpRates } : {}) },
      events: [...asked.events, infusion.of({ state: 'resumed', by, rateMgPerH, minutesAgo, reason })],
      alarms: [],
    }
  },
})

/** What is said of an infusion keeps the order in which it happened. */
function whyTooEarly({ doses, infusionPauses }: Session, at: Instant): WhyNot | null {
  const last = infusionPauses.at(-1)
  const before = [doses.at(-1)?.at, last?.to ?? last?.from].flatMap(moment => moment ?? [])
  return before.some(({ monoMs }) => at.monoMs < monoMs) ? refusal('beforeRecordedDosing') : null
}
