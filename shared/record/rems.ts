import { z } from 'zod'
import {
  needsRems,
  type RemsEntry,
  type RemsItem,
  type RemsValue,
  remsFieldIds,
  remsFormOf,
} from '../session/rems.ts'
import { isUnconfirmed, openQuestion } from '../session/unconfirmed.ts'
import type { Words } from '../words/index.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { act, withEvent } from './act.ts'
import { eventKind, sentence } from './event.ts'
import { by, carers, figure, freeText, ownLabel, whom } from './parts.ts'

const answered = eventKind(
  'rems',
  {
    form: ownLabel,
    /** null takes an answer back. */
    answers: z.record(ownLabel, z.union([z.boolean(), figure, freeText, z.null()])).readonly(),
    by: whom,
  },
  {
    isOfPatient: true,
    say(event, words) {
      const asked: Readonly<Record<string, string>> = words.remsForm.items
      const answers = Object.entries(event.answers).map(
        ([id, value]) => `${asked[id] ?? id}: ${sayValue(value, words)}`,
      )
      return sentence(words.record.rems(answers.length, answers.join('; ')), event, words)
    },
  },
)

function sayValue(value: RemsValue | null, { record: { answer } }: Words): string {
  if (value === null) return answer.takenBack
  return typeof value === 'boolean' ? (value ? answer.yes : answer.no) : String(value)
}

/** What minutes may be: up to the longest monitoring that they are taken for. */
export const remsMinutes = { min: 0, max: 24 * 60 } as const

/** Answers to the REMS field sheet, several in one go; null takes an answer back. Whoever answers stands beside the answer. */
export const recordRems = act('recordRems', {
  payload: z.strictObject({
    by,
    answers: z.partialRecord(
      z.enum(remsFieldIds),
      z.union([z.boolean(), z.number().int().min(0), z.string().trim().min(1).max(200), z.null()]),
    ),
  }),
  roles: [...carers, 'staff'],
  events: [answered],
  apply({ session }, { by, answers }, { now }) {
    if (!needsRems(session)) return { refused: refusal('remsNotHere') }
    const form = remsFormOf(session)
    const given = Object.entries(answers) as readonly (readonly [string, RemsValue | null])[]
    if (given.length === 0) return { refused: refusal('remsEmpty') }
    for (const [id, value] of given) {
      const asked = form.items.find(known => known.id === id)
      if (!asked) return { refused: refusal('noRemsItem', id) }
      const wrong = value === null ? null : whyNot(asked, value)
      if (wrong !== null) return { refused: wrong }
    }
    const isDoubtful = openQuestion(session) !== undefined
    // What was answered before it became doubtful who the patient is may be right after all (AR-23): taken back, too.
    const kept = (session.rems?.answers ?? []).filter(({ item, at }) =>
      given.every(([id]) => id !== item || (isDoubtful && !isUnconfirmed(session, at))),
    )
    const fresh = given.flatMap(([item, value]): RemsEntry[] =>
      value === null && !kept.some(known => known.item === item) ? [] : [{ item, value, by, at: now }],
    )
    return withEvent(
      { ...session, rems: { form: form.version, answers: [...kept, ...fresh] } },
      answered.of({ form: form.version, answers: Object.fromEntries(given), by }),
    )
  },
})

function whyNot({ id, kind }: RemsItem, value: RemsValue): WhyNot | null {
  const asked = { remsItem: id }
  switch (kind) {
    case 'yesNo':
      return typeof value === 'boolean' ? null : refusal('remsYesNo', asked)
    case 'minutes':
      return typeof value === 'number' && value >= 0 && value <= remsMinutes.max
        ? null
        : refusal('remsMinutes', asked, remsMinutes.max)
    case 'text':
      return typeof value === 'string' ? null : refusal('remsWords', asked)
    case 'record':
    case 'hand':
      return refusal('remsNotAsked', asked)
  }
}
