import { z } from 'zod'
import { phases } from '../session/types.ts'
import { eventKind, sentence, wordFor } from './event.ts'
import { freeText, whom } from './parts.ts'

/** A phase has begun, by an act or as time passes. */
export const phase = eventKind(
  'phase',
  { phase: z.enum(phases), by: whom.exactOptional(), reason: freeText.exactOptional() },
  {
    say: (event, words) => sentence(words.record.phase(wordFor(words.phases, event.phase)), event, words),
  },
)
