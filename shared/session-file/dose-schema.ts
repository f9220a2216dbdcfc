import { z } from 'zod'
import { drugs, routes } from '../presets/preset.ts'
import { authored, figure, freeText, identifier, instant, ownLabel } from '../record/parts.ts'
import { weightSources } from '../session/types.ts'

/* Doses and weights, as they stand in a session file. */

const doseParts = {
  id: identifier,
  drug: z.enum(drugs),
  route: z.enum(routes),
  mg: figure,
  mgPerKg: figure.exactOptional(),
  lot: ownLabel.exactOptional(),
  device: figure.exactOptional(),
  infusionMin: figure.exactOptional(),
  givenMg: figure.exactOptional(),
  plannedMg: figure.exactOptional(),
  recordedAt: instant.exactOptional(),
  corrections: z
    .array(
      z.strictObject({
        before: z.strictObject({ mg: figure, at: instant, lot: ownLabel.exactOptional() }),
        reason: freeText,
        ...authored,
      }),
    )
    .max(100)
    .exactOptional(),
  ...authored,
}
export const dose = z.strictObject(doseParts)
export const withdrawnDose = z.strictObject({
  ...doseParts,
  withdrawn: z.strictObject({ ...authored, reason: freeText }),
})

export const weight = z.strictObject({
  kg: figure,
  enteredLb: figure.exactOptional(),
  source: z.enum(weightSources),
  confirmed: z.literal(true).exactOptional(),
  reason: freeText.exactOptional(),
  ...authored,
})
