import { z } from 'zod'
import { omitUndefined } from '../omit-undefined.ts'
import { prescribers } from '../roles.ts'
import { checkIds, confirmables } from '../session/checklist.ts'
import { dischargeTimes } from '../session/discharge-times.ts'
import { enterPhase } from '../session/phases.ts'
import { act, withEvent } from './act.ts'
import { eventKind, sentence, wordFor } from './event.ts'
import { by, carers, freeText, shortText, whom } from './parts.ts'
import { phase } from './phase.ts'

/** Something of the discharge checklist was said by a person (`item`), or an item of it let pass (`check`). */
const checked = eventKind(
  'check',
  {
    by: whom,
    item: z.enum(confirmables).exactOptional(),
    text: freeText.exactOptional(),
    check: z.enum(checkIds).exactOptional(),
    reason: freeText.exactOptional(),
  },
  {
    say(event, words) {
      const { check, item = '', text } = event
      const what =
        check === undefined
          ? words.record.confirmed(wordFor(words.confirmations, item), text)
          : words.record.overridden(check, words.checks[check])
      return sentence(what, event, words)
    },
  },
)

/** Something of the discharge checklist that only a person can say. `text`: the escort's name, or yes or no. */
export const confirmCheck = act('confirmCheck', {
  payload: z.strictObject({ by, item: z.enum(confirmables), text: shortText.optional() }),
  roles: carers,
  events: [checked],
  apply({ session }, { by, item, text }, { now }) {
    if (item !== 'advice' && text === undefined)
      return {
        refused: item === 'escort' ? 'Name the escort.' : 'Record the suicide-risk check: yes or no.',
      }
    const entry = omitUndefined({ item, text, by, at: now })
    return withEvent(
      { ...session, confirmations: [...(session.confirmations ?? []), entry] },
      checked.of({ by, item, text }),
    )
  },
})

/** The prescriber lets a failed item of the discharge checklist pass, with words. */
export const overrideCheck = act('overrideCheck', {
  payload: z.strictObject({ by, check: z.enum(checkIds), reason: shortText }),
  roles: prescribers,
  events: [checked],
  apply({ session }, { by, check, reason }, { now }) {
    const others = (session.overrides ?? []).filter(entry => entry.check !== check)
    return withEvent(
      { ...session, overrides: [...others, { check, reason, by, at: now }] },
      checked.of({ by, check, reason }),
    )
  },
})

export const startDischarge = act('startDischarge', {
  payload: z.strictObject({ by, reason: shortText.optional() }),
  roles: carers,
  events: [phase],
  apply({ session }, { by, reason }, { now }) {
    if (session.phase !== 'observation')
      return { refused: 'The discharge assessment follows the observation.' }
    const times = dischargeTimes(session)
    if (times && now.monoMs < times.assessment && reason === undefined)
      return { refused: 'The observation time is not over: an early discharge assessment needs a reason.' }
    const entered = enterPhase(session, 'discharge', now, by, reason)
    return withEvent(entered.session, entered.event)
  },
})
