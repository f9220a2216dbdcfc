import { z } from 'zod'
import { markWord } from '../clinic-set/schema.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { whyUnknownWhose } from '../session/dosing.ts'
import { type Mark, type MarkKind, markKinds, readingTags } from '../session/marks.ts'
import type { Session } from '../session/types.ts'
import { isUnconfirmed } from '../session/unconfirmed.ts'
import { nameMark } from '../words/names.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { act, withEvent } from './act.ts'
import { eventKind, sentence } from './event.ts'
import { by, carers, freeText, identifier, readingSeq, shortText, whom } from './parts.ts'

const severities = ['none', 'mild', 'moderate', 'severe'] as const

const marked = eventKind(
  'mark',
  {
    id: identifier,
    mark: z.enum(markKinds),
    /** Of `own`. A template of the clinic, no words about a patient. */
    word: markWord.exactOptional(),
    severity: z.enum(severities).exactOptional(),
    text: freeText.exactOptional(),
    /** The cuff reading that it bears on. */
    seq: readingSeq.exactOptional(),
    by: whom,
  },
  {
    isOfPatient: true,
    hasTable: true,
    say(event, words) {
      const mark = nameMark(event, words)
      const what = event.seq === undefined ? mark : words.record.markOf(mark, event.seq)
      return sentence(
        [what, event.severity && words.severities[event.severity], event.text].filter(Boolean).join(', '),
        event,
        words,
      )
    },
  },
)

const withdrawn = eventKind(
  'markWithdrawn',
  { id: identifier, mark: z.enum(markKinds), word: markWord.exactOptional(), by: whom },
  {
    isOfPatient: true,
    say: (event, words) => sentence(words.record.markWithdrawn(nameMark(event, words)), event, words),
  },
)

/** Something a person noted. */
export const recordMark = act('recordMark', {
  payload: z.strictObject({
    by,
    mark: z.enum(markKinds),
    word: markWord.optional(),
    severity: z.enum(severities).optional(),
    text: shortText.optional(),
    /** The cuff reading that `talking`, `distressed` or `moving` bears on: the last one, or the one before. */
    seq: z.number().int().positive().optional(),
  }),
  roles: carers,
  events: [marked],
  apply({ session, cuff }, { by, mark, word, severity, text, seq }, { now }) {
    const refused = whyNotWord(session, mark, word)
    if (refused !== null) return { refused }
    if ((mark === 'note' || mark === 'medicine') && text === undefined)
      return { refused: refusal('markWithoutText', mark) }
    if (seq !== undefined && !isTag(mark)) return { refused: refusal('markWithoutReading', mark) }
    if (seq !== undefined && ![cuff.last, cuff.before, cuff.failed].some(reading => reading?.seq === seq))
      return { refused: refusal('readingNotOfLastTwo', seq) }
    const id = `mark-${session.marks.length + 1}`
    const entry: Mark = omitUndefined({ id, mark, word, severity, text, seq, by, at: now })
    return withEvent(
      { ...session, marks: [...session.marks, entry] },
      marked.of({ id, mark, word, severity, text, seq, by }),
    )
  },
})

/** Only words of the set that the session was opened under: whatever else somebody types is a note. */
function whyNotWord({ clinicSet }: Session, mark: MarkKind, word: string | undefined): WhyNot | null {
  if (mark !== 'own') return word === undefined ? null : refusal('markWithoutOwnWord', mark)
  if (word !== undefined && clinicSet?.marks.includes(word)) return null
  return refusal('markNotOfSet', word ?? '')
}

function isTag(mark: MarkKind): boolean {
  return (readingTags as readonly MarkKind[]).includes(mark)
}

export const withdrawMark = act('withdrawMark', {
  payload: z.strictObject({ by, markId: z.string().min(1).max(60) }),
  roles: carers,
  events: [withdrawn],
  apply({ session }, { by, markId }, { now }) {
    const mark = session.marks.find(candidate => candidate.id === markId && !candidate.withdrawn)
    if (!mark) return { refused: refusal('noMarkToWithdraw', markId) }
    // What is known to be this patient's would be gone after a no.
    const whose = isUnconfirmed(session, mark.at) ? null : whyUnknownWhose(session)
    if (whose !== null) return { refused: whose }
    const marks = session.marks.map(candidate =>
      candidate === mark ? { ...mark, withdrawn: { by, at: now } } : candidate,
    )
    return withEvent(
      { ...session, marks },
      withdrawn.of({ id: mark.id, mark: mark.mark, word: mark.word, by }),
    )
  },
})
