import { z } from 'zod'
import { limitAlarmIds, priorities } from '../alarm/ids.ts'
import { changeLimit as moveLimit } from '../limits.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { clinicians } from '../roles.ts'
import { act, withEvent } from './act.ts'
import { eventKind, sentence, wordFor } from './event.ts'
import { by, figure, freeText, shortText, whom } from './parts.ts'

const moved = eventKind(
  'limit',
  {
    alarm: z.enum(limitAlarmIds),
    priority: z.enum(priorities),
    before: figure,
    after: figure,
    reason: freeText.exactOptional(),
    by: whom,
  },
  {
    hasTable: true,
    say(event, words) {
      const alarm = wordFor(words.alarms, event.alarm)
      const priority = wordFor(words.priorities, event.priority)
      return sentence(words.record.limit(alarm, priority, event.before, event.after), event, words)
    },
  },
)

/** Moves one level of one alarm, within its band (monitoring protocols, 8.1 "Editing"). */
export const changeLimit = act('changeLimit', {
  payload: z.strictObject({
    by,
    alarm: z.enum(limitAlarmIds),
    priority: z.enum(priorities),
    limit: z.number(),
    reason: shortText.optional(),
  }),
  roles: clinicians,
  events: [moved],
  apply({ session, alarm: { limits } }, { by, alarm, priority, limit, reason }, { authority, now }) {
    const changed = moveLimit(limits, alarm, priority, limit, authority)
    if (!changed.ok) return { refused: changed.reason }
    const { before } = changed
    const entry = omitUndefined({ alarm, priority, before, after: limit, reason, by, at: now })
    return {
      ...withEvent(
        { ...session, limitChanges: [...session.limitChanges, entry] },
        moved.of({ alarm, priority, before, after: limit, reason, by }),
      ),
      alarms: [{ kind: 'limits', limits: changed.limits }],
    }
  },
})
