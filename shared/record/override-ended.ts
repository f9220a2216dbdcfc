import { z } from 'zod'
import { criterionText } from '../clinic-set/schema.ts'
import { checkIds, ownCheckIds } from '../session/checklist.ts'
import { nameCheck } from '../words/names.ts'
import { eventKind } from './event.ts'
import { whom } from './parts.ts'

/** An override of the discharge checklist (of `by`) covers no longer what is wrong with its item: it is asked again. */
export const overrideEnded = eventKind(
  'overrideEnded',
  {
    check: z.enum([...checkIds, ...ownCheckIds]),
    /** Of the clinic's own criterion: what is asked. */
    asked: criterionText.exactOptional(),
    by: whom,
  },
  {
    say: ({ check, asked, by }, words) =>
      words.record.overrideEnded(check, nameCheck({ id: check, text: asked }, words), by),
  },
)
