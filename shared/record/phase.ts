import { z } from 'zod'
import { phases } from '../session/types.ts'
import { event, sentence, wordFor } from './event.ts'
import { whom, words } from './parts.ts'

/** A phase has begun, by an act or as time passes. */
export const phase = event(
  'phase',
  { phase: z.enum(phases), by: whom.exactOptional(), reason: words.exactOptional() },
  {
    say: (told, said) => sentence(said.record.phase(wordFor(said.phases, told.phase)), told, said),
  },
)
