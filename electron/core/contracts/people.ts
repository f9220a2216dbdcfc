import { z } from 'zod'
import type { Person } from '../../../shared/roles.ts'

/* What is kept of how people prove who they are. It stays in the core and the record: no window and no report gets any of it. */

const wallMs = z.number()
const reset = z.strictObject({ by: z.string(), wallMs })

export const credentialsSchema = z
  .strictObject({
    secret: z
      .strictObject({
        hash: z.string(),
        /** 1, 2, 3 … of this person's; signatures name it. */
        version: z.int().min(1),
        chosenWallMs: wallMs,
        /** It was chosen after an administrator had reset the one before. */
        reset: reset.exactOptional(),
      })
      .exactOptional(),
    /** The PIN of an earlier version of Vigil: good for choosing a new one, and for nothing else. */
    old: z.string().exactOptional(),
    /** A code that an administrator has handed over. */
    code: z
      .strictObject({
        hash: z.string(),
        untilWallMs: wallMs,
        by: z.string(),
        givenWallMs: wallMs,
        /** It is in the place of a PIN that was reset. */
        isReset: z.boolean(),
      })
      .exactOptional(),
    /** How often a PIN was chosen so far: the version of the next is one more, whatever was reset between. */
    versions: z.int().min(0).exactOptional(),
    /** Wrong tries in a row, and until when nothing is looked at; on the line of time that restarts carry on. */
    tries: z.strictObject({ wrong: z.int().min(0), untilMonoMs: z.number() }).exactOptional(),
    /** What the person is told as they come, and how often yet. */
    notices: z.array(z.strictObject({ sentence: z.string(), times: z.int().min(1) })).exactOptional(),
  })
  .readonly()
export type Credentials = z.infer<typeof credentialsSchema>

export interface PersonRecord {
  readonly person: Person
  readonly credentials: Credentials
}
