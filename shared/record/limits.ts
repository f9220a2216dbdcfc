import { z } from 'zod'
import { limitAlarmIds, priorities } from '../alarm/ids.ts'
import { isReplay } from '../authority.ts'
import { changeLimit as moveLimit } from '../limits.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { limitPhases } from '../presets/preset.ts'
import { ownLevel } from '../session/baseline.ts'
import { ownVitalOf, whyNotForPatient } from '../session/own-limits.ts'
import { act, withEvent } from './act.ts'
import { eventKind, sentence, wordFor } from './event.ts'
import { by, carers, figure, freeText, shortText, whom } from './parts.ts'

/**
 * A limit that a person has moved (`by`; `ownLevel`: counted from this patient's own), or that the preset sets in a part of the
 * session (`phase`; `instead`: what it would be there, where it stays as a person had moved it).
 */
export const limitMoved = eventKind(
  'limit',
  {
    alarm: z.enum(limitAlarmIds),
    priority: z.enum(priorities),
    before: figure,
    after: figure,
    reason: freeText.exactOptional(),
    ownLevel: figure.exactOptional(),
    phase: z.enum(limitPhases).exactOptional(),
    instead: figure.exactOptional(),
    by: whom.exactOptional(),
  },
  {
    hasTable: true,
    say(event, words) {
      const { phase, before, after, instead, ownLevel: own } = event
      const alarm = wordFor(words.alarms, event.alarm)
      const priority = wordFor(words.priorities, event.priority)
      const said = words.record.limits
      if (phase !== undefined && instead !== undefined)
        return said.kept(alarm, priority, after, instead, said.phases[phase])
      const what = words.record.limit(alarm, priority, before, after)
      if (phase !== undefined) return `${what}, ${said.byPreset(said.phases[phase])}`
      return sentence(own === undefined ? what : `${what}, ${said.fromOwn(own)}`, event, words)
    },
  },
)

/**
 * Moves one level of one alarm, within its band (monitoring protocols, 8.1 "Editing"), or with a reason to fit this patient.
 * `fromOwn`: it was counted from the patient's own level, which the record then keeps.
 */
export const changeLimit = act('changeLimit', {
  payload: z.strictObject({
    by,
    alarm: z.enum(limitAlarmIds),
    priority: z.enum(priorities),
    limit: z.number(),
    reason: shortText.optional(),
    fromOwn: z.literal(true).optional(),
  }),
  roles: carers,
  events: [limitMoved],
  apply(state, { by, alarm, priority, limit, reason, fromOwn }, { authority, now }) {
    const { session } = state
    const changed = moveLimit(state.alarm.limits, alarm, priority, limit, authority, reason)
    if (!changed.ok) return { refused: changed.why }
    const { before } = changed
    const vital = ownVitalOf(alarm)
    const own = vital === null ? null : ownLevel(state, vital, now)
    const misfit = isReplay(authority) ? null : whyNotForPatient(alarm, priority, limit, before, own)
    if (misfit !== null) return { refused: misfit }
    const fields = { alarm, priority, before, after: limit, reason, by }
    const fromLevel = fromOwn && own !== null ? own : undefined
    const entry = omitUndefined({ ...fields, ownLevel: fromLevel, at: now })
    return {
      ...withEvent(
        { ...session, limitChanges: [...session.limitChanges, entry] },
        limitMoved.of({ ...fields, ownLevel: fromLevel }),
      ),
      alarms: [{ kind: 'limits', limits: changed.limits }],
    }
  },
})
