import { z } from 'zod'
import { hasControls, isPlainName, NAME_RULE } from '../plain-text.ts'

/* The small parts that a session file is made of. */

z.config({ jitless: true })

/** Whatever is compared, looked up or named in a file's name. */
export const identifier = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, 'an identifier has letters, digits, points and dashes only')
/** Of a person, initials, a record number. */
export const name = z.string().min(1).max(80).refine(isPlainName, NAME_RULE)
/** One line of any words: of rooms, devices, presets. */
export const label = z
  .string()
  .max(300)
  .refine(text => !hasControls(text), 'it holds control characters')
/** Free text of people. Which characters it may hold is looked at for every text of the file (`checkShape`). */
export const words = z.string().max(2000)

export const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a hash has 64 hex digits')

/** Milliseconds on a monotonic line: some ten thousand years at most. */
const monoMs = z.number().min(-3e14).max(3e14)
/** The years 2000 to 2100. */
const wallMs = z.number().min(946_684_800_000).max(4_102_444_800_000)
export const instant = z.strictObject({ monoMs, wallMs })
/** As the store has it: whole milliseconds. */
export const storedInstant = z.strictObject({ monoMs: monoMs.int(), wallMs: wallMs.int() })
export const monoInstant = monoMs

/** Any figure that a monitor, a person or a preset may give. */
export const figure = z.number().min(-100_000).max(100_000)

export const act = { by: name, at: instant }
