import { z } from 'zod'
import { sayShipped } from '../words/shipped.ts'
import { eventKind, sentence } from './event.ts'
import { freeText, identifier, ownLabel, readingSeq, whom } from './parts.ts'

/* What becomes of the measurements that a session asks for. */

const asked = { item: identifier, label: ownLabel, class: z.enum(['required', 'recommended']) }

export const due = eventKind('due', asked, {
  hasTable: true,
  say: ({ label }, words) => words.record.due(sayShipped(label, words)),
})

export const missed = eventKind('missed', asked, {
  hasTable: true,
  say: ({ label }, words) => words.record.missed(sayShipped(label, words)),
})

/** Taken in time or late, by the reading `seq`; or excused by a person. */
export const measured = eventKind(
  'measured',
  {
    item: identifier,
    label: ownLabel,
    status: z.enum(['done', 'late', 'excused']),
    seq: readingSeq.exactOptional(),
    reason: freeText.exactOptional(),
    by: whom.exactOptional(),
  },
  {
    isOfPatient: true,
    hasTable: true,
    say: (event, words) =>
      sentence(words.record.measured[event.status](sayShipped(event.label, words)), event, words),
  },
)

/** Extra readings after a blood pressure alarm. */
export const extra = eventKind(
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
