import { z } from 'zod'
import { figure, label, ownLabel, storedInstant } from '../record/parts.ts'
import { storedEntrySchema } from '../record/upcast.ts'

const context = z.strictObject({
  phase: ownLabel.exactOptional(),
  minutesFromT0: z.number().nullable().exactOptional(),
  baseline: z.strictObject({ systolic: figure, diastolic: figure }).nullable().exactOptional(),
  preset: label.exactOptional(),
  parameter: ownLabel.exactOptional(),
})

/** What stands beside every record. */
export const besideRecord = {
  at: storedInstant,
  utcOffsetMin: z
    .int()
    .min(-14 * 60)
    .max(14 * 60),
  context,
  station: label,
  software: ownLabel,
}

/** A record of a session as a file has it; its entry may be of an older form. */
export const recordSchema = z.strictObject({ ...besideRecord, entry: storedEntrySchema })
