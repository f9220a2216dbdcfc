import { z } from 'zod'
import { languages } from '../../shared/words/language.ts'
import { againSchema } from './again.ts'

/* What a core and its watchdog say to each other, by pipes: a line of JSON each. No disk is between the two. */

/** A heartbeat, as it is told and as it lies in the data folder. */
export const aliveSchema = z.object({
  instance: z.string(),
  pid: z.number().int(),
  beat: z.number(),
  open: z.boolean(),
})

const wordSchema = z.union([
  /** A heartbeat. */
  z.strictObject({ alive: aliveSchema }),
  /** Vigil ends in order. */
  z.strictObject({ end: z.literal(true) }),
  z.strictObject({ again: againSchema }),
  /** Whoever began the core has gone. */
  z.strictObject({ orphaned: z.literal(true) }),
  /** In which it says what it says of itself. */
  z.strictObject({ language: z.enum(languages) }),
  /** Play the alarm once: no window does. */
  z.strictObject({ play: z.literal(true) }),
  /** What does the system say of its sound output? */
  z.strictObject({ look: z.literal(true) }),
])
export type Word = Readonly<z.infer<typeof wordSchema>>

const replySchema = z.union([
  z.literal('here'),
  /** No program has played the alarm. */
  z.literal('bell'),
  z.strictObject({
    output: z.strictObject({ muted: z.boolean(), device: z.string().nullable() }).readonly().nullable(),
  }),
])
export type Reply = Readonly<z.infer<typeof replySchema>>

/** null: it is none of them. */
export const parseWord = (line: string): Word | null => parse(wordSchema, line)
export const parseReply = (line: string): Reply | null => parse(replySchema, line)

function parse<T>(schema: z.ZodType<T>, line: string): T | null {
  try {
    return schema.parse(JSON.parse(line))
  } catch {
    return null
  }
}
