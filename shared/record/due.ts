import { z } from 'zod'
import { event, sentence } from './event.ts'
import { identifier, ownLabel, readingSeq, whom, words } from './parts.ts'

/* What becomes of the measurements that a session asks for. */

const asked = { item: identifier, label: ownLabel, class: z.enum(['required', 'recommended']) }

export const due = event('due', asked, { hasTable: true, say: ({ label }, { record }) => record.due(label) })

export const missed = event('missed', asked, {
  hasTable: true,
  say: ({ label }, { record }) => record.missed(label),
})

/** Taken in time or late, by the reading `seq`; or excused by a person. */
export const measured = event(
  'measured',
  {
    item: identifier,
    label: ownLabel,
    status: z.enum(['done', 'late', 'excused']),
    seq: readingSeq.exactOptional(),
    reason: words.exactOptional(),
    by: whom.exactOptional(),
  },
  {
    hasTable: true,
    say: (told, said) => sentence(said.record.measured[told.status](told.label), told, said),
  },
)

/** Extra readings after a blood pressure alarm. */
export const extra = event(
  'extra',
  {
    state: z.enum(['begun', 'changed', 'ended']),
    everyMin: z.union([z.literal(5), z.literal(10)]).exactOptional(),
  },
  {
    say: ({ everyMin }, { record }) =>
      everyMin === undefined ? record.extra.ended : record.extra.every(everyMin),
  },
)
