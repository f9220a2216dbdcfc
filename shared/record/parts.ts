import { z } from 'zod'
import { hasControls, isPlainName, nameRule, typedLine, typedName } from '../plain-text.ts'
import { clinicians, type Role } from '../roles.ts'
import { weightRangeKg, weightRangeLb } from '../session/weight.ts'
import { type VitalId, vitals } from '../vitals.ts'
import { complaint } from '../words/complaints.ts'
import { person, safe } from './privacy.ts'

/* The small parts that payloads, events and stored sessions are made of. */

// zod would compile validators with `new Function`, which the windows' content security policy forbids.
z.config({ jitless: true })

export const carers: readonly Role[] = ['nurse', ...clinicians]

/* As people type them. */

/** The name of a person. */
export const by = typedName(80)
export const shortText = z.string().trim().min(1).max(500)

/** A dose in mg. */
export const doseMg = z.number().positive().max(2000)
/** What a pump is set to, in mg/h. */
export const pumpRate = z.number().positive().max(2000)
export const lot = typedLine(0, 40).optional()
/** How long ago it was given, in minutes, as for a value that is typed later (`recordManual`). */
export const minutesAgo = z.number().min(0).max(60).optional()
/** A body weight, in kg or in pounds; `weightConfirmed`: it was looked at a second time. */
export const typedWeight = {
  weightKg: z.number().min(weightRangeKg.min).max(weightRangeKg.max).optional(),
  weightLb: z.number().min(weightRangeLb.min).max(weightRangeLb.max).optional(),
  weightConfirmed: z.boolean().optional(),
} as const

/** A value of a vital sign that a person tells: what it can be, and nothing else, stands in the catalogue. */
export function toldValue(vital: VitalId): z.ZodNumber {
  const { min, max } = vitals[vital].hard
  return z.number().min(min).max(max)
}

/* As they are stored. */

/** Whatever is compared, looked up or named in a file's name. */
export const identifier = safe(
  z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, { error: () => complaint.texts.identifier }),
)
const plainName = z.string().min(1).max(80).refine(isPlainName, nameRule)
/** Initials, a record number. */
export const plainText = plainName
/** The name of a person, in a session. */
export const name = person(plainName)
/** One line of any words: of rooms, devices. */
export const label = z
  .string()
  .max(300)
  .refine(text => !hasControls(text), { error: () => complaint.texts.controls })
/** The name of a person, in an event. The first records took any. */
export const whom = person(label)
/** A line of Vigil's own or of the treatment: codes, names of measurements, lot numbers. */
export const ownLabel = safe(label)
/** Free text of people. Which characters it may hold is looked at for every text of a file (`checkShape`). */
export const freeText = z.string().max(2000)
/** Sentences of Vigil's own. */
export const ownText = safe(freeText)

export const hash = safe(z.string().regex(/^[0-9a-f]{64}$/, { error: () => complaint.texts.hash }))

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
/** The number of a reading in its session. */
export const readingSeq = z.int().min(1)

/** By whom, and when, a person was let choose a new PIN. */
export const pinReset = z.strictObject({ by: whom, wallMs: wallMs.int() })

/** Who did a thing, and when. */
export const authored = { by: name, at: instant }

/** Which room a request is meant for. */
export const roomId = z.string().min(1).max(60)
export const deviceKeepers: readonly Role[] = ['nurse', 'clinician', 'prescriber', 'admin', 'director']
export const sessionId = z.string().min(1).max(60)
