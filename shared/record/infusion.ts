import { z } from 'zod'
import { isReplay } from '../authority.ts'
import { countLast, finish, infusedShare, roundMg, withDue } from '../session/dosing.ts'
import { isTimeUnsure } from '../session/elapsed.ts'
import { act, withEvent, withoutAlarmInputs } from './act.ts'
import { measured } from './due.ts'
import { eventKind, sentence } from './event.ts'
import { by, carers, figure, freeText, shortText, whom } from './parts.ts'
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
    reason: freeText.exactOptional(),
  },
  {
    say(event, words) {
      const { state, givenMg } = event
      const part = givenMg === undefined ? '' : words.record.given(givenMg)
      return sentence(`${words.record.infusion(state)}${part}`, event, words)
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
  }),
  roles: carers,
  events: [infusion, phase, measured],
  apply({ session, cuff }, { by, reason, how }, { authority, now }) {
    if (session.phase !== 'dosing' || !session.t0) return { refused: 'Dosing is not under way.' }
    const { preset } = session
    const pauses = session.infusionPauses.map(pause => (pause.to ? pause : { ...pause, to: now }))
    const infused =
      preset.infusionMin === undefined
        ? null
        : infusedShare(session, session.t0, pauses, preset.infusionMin, now)
    if (infused !== null && isTimeUnsure(session, session.t0))
      return {
        refused: 'How long the infusion ran is not sure: say first, at the gap, how long Vigil did not run.',
      }
    const abandoned =
      (preset.devices !== undefined && session.doses.length < preset.devices.count) ||
      (infused !== null && infused.share < 1)
    if (abandoned && reason === undefined && (!isReplay(authority) || infused === null))
      return {
        refused:
          infused === null
            ? 'Ending before the last device needs a reason.'
            : `Ending the infusion after ${infused.min} of ${preset.infusionMin} min needs a reason.`,
      }
    // With devices the end is the last one given; an infusion ends now.
    const end = preset.devices ? (session.doses.at(-1)?.at ?? now) : now
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
      reason,
    })
    const ended = finish({ ...session, doses, infusionPauses: pauses }, end, now, [event], by)
    return withoutAlarmInputs(countLast(withDue(ended, now), cuff.last))
  },
})

export const pauseInfusion = act('pauseInfusion', {
  payload: z.strictObject({ by, reason: shortText.optional() }),
  roles: carers,
  events: [infusion],
  apply({ session }, { by, reason }, { now }) {
    if (session.preset.infusionMin === undefined || session.phase !== 'dosing')
      return { refused: 'No infusion is running.' }
    if (session.infusionPauses.some(pause => !pause.to)) return { refused: 'The infusion is already paused.' }
    return withEvent(
      { ...session, infusionPauses: [...session.infusionPauses, { from: now }] },
      infusion.of({ state: 'paused', by, reason }),
    )
  },
})

export const resumeInfusion = act('resumeInfusion', {
  payload: z.strictObject({ by }),
  roles: carers,
  events: [infusion],
  apply({ session }, { by }, { now }) {
    if (!session.infusionPauses.some(pause => !pause.to)) return { refused: 'The infusion is not paused.' }
    const infusionPauses = session.infusionPauses.map(pause => (pause.to ? pause : { ...pause, to: now }))
    return withEvent({ ...session, infusionPauses }, infusion.of({ state: 'resumed', by }))
  },
})
