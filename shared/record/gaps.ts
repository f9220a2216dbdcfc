import { z } from 'zod'
import { act, withEvent } from './act.ts'
import { eventKind, sentence } from './event.ts'
import { by, carers, figure, whom } from './parts.ts'

/** Vigil did not watch for so many seconds (`cause`, `lengthS`); or a person has confirmed that (`state`, `by`). */
export const gap = eventKind(
  'gap',
  {
    cause: z.enum(['restart', 'sleep']).exactOptional(),
    lengthS: figure.exactOptional(),
    state: z.literal('confirmed').exactOptional(),
    by: whom.exactOptional(),
  },
  {
    say(event, words) {
      const { gap } = words.record
      return event.state === 'confirmed'
        ? sentence(gap.confirmed, event, words)
        : gap[event.cause ?? 'restart'](event.lengthS ?? 0)
    },
  },
)

/** After a gap over 30 s: still the same patient and preset? (AR-13) */
export const confirmGap = act('confirmGap', {
  payload: z.strictObject({ by }),
  roles: carers,
  events: [gap],
  apply({ session }, { by }, { now }) {
    if (session.gaps.every(({ confirmed }) => confirmed)) return { refused: 'There is no gap to confirm.' }
    const gaps = session.gaps.map(one => (one.confirmed ? one : { ...one, confirmed: { by, at: now } }))
    return withEvent({ ...session, gaps }, gap.of({ state: 'confirmed', by }))
  },
})
