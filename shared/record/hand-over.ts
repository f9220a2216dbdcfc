import { z } from 'zod'
import { act, withEvent } from './act.ts'
import { event, omitUndefined, sentence } from './event.ts'
import { by, carers, shortText, whom, words } from './parts.ts'

const handedOver = event(
  'handOver',
  { by: whom, to: whom, text: words.exactOptional() },
  {
    hasTable: true,
    say: (told, said) => sentence(said.record.handedOver(told.to, told.text), told, said),
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
