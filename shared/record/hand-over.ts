import { z } from 'zod'
import { omitUndefined } from '../omit-undefined.ts'
import { act, withEvent } from './act.ts'
import { eventKind, sentence } from './event.ts'
import { by, carers, freeText, shortText, whom } from './parts.ts'

const handedOver = eventKind(
  'handOver',
  { by: whom, to: whom, text: freeText.exactOptional() },
  {
    isOfPatient: true,
    hasTable: true,
    say: (event, words) => sentence(words.record.handedOver(event.to, event.text), event, words),
  },
)

/** One person hands the patient over to another. */
export const handOver = act('handOver', {
  payload: z.strictObject({ by, to: by, text: shortText.optional() }),
  roles: carers,
  events: [handedOver],
  apply({ session }, { by, to, text }, { now }) {
    const entry = omitUndefined({ to, text, by, at: now })
    return withEvent(
      { ...session, handOvers: [...(session.handOvers ?? []), entry] },
      handedOver.of({ by, to, text }),
    )
  },
})
